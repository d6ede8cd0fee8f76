package io.vmshare.cli.host;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The user's browser, started by the program that the desktop has for that. */
public final class Browser {

    /** Who fails does so soon; some programs stay as long as the browser does. */
    private static final long SECONDS = 10;

    /** What setsid ends with if there is no such program. */
    private static final int NOT_FOUND = 127;

    private Browser() {}

    /**
     * Opens {@code url}. It is one argument of a program; no shell sees it.
     *
     * @param environment that of this program
     * @param system the name of the operating system as Java has it
     * @return empty, or why no browser can be seen to open
     */
    public static String open(String url, Map<String, String> environment, String system) {
        List<String> words = command(url, system);
        String why = whyNot(environment, system);
        if (!why.isEmpty()) {
            return why;
        }
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(Redirect.from(new File(isWindows(system) ? "NUL" : "/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        try {
            Process process = start(builder, words, system);
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            int exit = ended ? process.exitValue() : 0;
            return exit == 0
                    ? ""
                    : words.get(0) + (exit == NOT_FOUND ? " is not installed" : " failed: exit code " + exit);
        } catch (IOException e) {
            return words.get(0) + " is not installed";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** In a session of its own, so that Ctrl-C here does not end a browser; where there is no such program, without. */
    private static Process start(ProcessBuilder builder, List<String> words, String system) throws IOException {
        if (!isMac(system) && !isWindows(system)) {
            List<String> detached = new ArrayList<>(List.of("setsid"));
            detached.addAll(words);
            try {
                return builder.command(detached).start();
            } catch (IOException e) {
                builder.command(words);
            }
        }
        return builder.start();
    }

    /** Returns the program that opens a URL, and its arguments. */
    static List<String> command(String url, String system) {
        if (isMac(system)) {
            return List.of("open", url);
        }
        if (isWindows(system)) {
            return List.of(
                    "rundll32", "url.dll,FileProtocolHandler", url); // start is a shell's, to which & is a command
        }
        return List.of("xdg-open", url);
    }

    /** Returns why a browser would open where the user is not, or nowhere; empty if it would not. */
    static String whyNot(Map<String, String> environment, String system) {
        boolean remote = isSet(environment, "SSH_CONNECTION");
        if (isMac(system) || isWindows(system)) {
            return remote ? "this is a session over SSH" : "";
        }
        if (isSet(environment, "DISPLAY") || isSet(environment, "WAYLAND_DISPLAY")) {
            return "";
        }
        return remote ? "this is a session over SSH without a display" : "there is no display here";
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    private static boolean isMac(String system) {
        return system.toLowerCase(Locale.ROOT).startsWith("mac");
    }

    private static boolean isWindows(String system) {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
