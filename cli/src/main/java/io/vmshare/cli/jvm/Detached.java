package io.vmshare.cli.jvm;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/** Programs that outlive this one and take what nobody else wants of the machine. */
final class Detached {

    /** After so many seconds all of it is killed, whatever it does. */
    private static final String LIMIT_SECONDS = "60";

    private static final List<List<String>> WRAPPERS = List.of(
            List.of("setsid"), // a session of its own: no Ctrl-C and no end of a terminal reaches it
            List.of("nice", "-n", "19"),
            List.of("ionice", "-c", "3"),
            List.of("timeout", "-s", "KILL", LIMIT_SECONDS));

    private Detached() {}

    /** Starts a program that hears nothing and whose words nobody hears. */
    static void start(List<String> command) throws IOException {
        List<String> words = new ArrayList<>();
        for (List<String> wrapper : WRAPPERS) {
            if (isThere(wrapper.get(0))) {
                words.addAll(wrapper);
            }
        }
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(new File("/")) // so that nothing is kept from being unmounted
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("SHARE_"));
        builder.start();
    }

    private static boolean isThere(String tool) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String directory : path.split(File.pathSeparator, -1)) {
            if (!directory.isEmpty() && new File(directory, tool).canExecute()) {
                return true;
            }
        }
        return false;
    }
}
