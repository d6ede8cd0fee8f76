package io.vmshare.cli.live;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How large the terminal is that standard error is. */
record TerminalSize(int rows, int columns) {

    /** Without native code only another program can ask the terminal; {@code COLUMNS} is what it was at the start. */
    private static final String[] ASK = {"sh", "-c", "exec stty size <&2 2>/dev/null"};

    private static final Path STATUS = Path.of("/proc/self/stat");

    /** Asks the terminal; null if standard error is none. */
    static @Nullable TerminalSize read() {
        Process process = null;
        try {
            process = new ProcessBuilder(ASK).redirectError(Redirect.INHERIT).start();
            process.getOutputStream().close();
            if (!process.waitFor(1, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return null;
            }
            return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return null; // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** Returns the size in {@code text}, rows and columns as stty prints them; null if the terminal does not know. */
    static @Nullable TerminalSize parse(String text) {
        String[] words = text.strip().split(" ", -1);
        if (words.length != 2 || !words[0].matches("[0-9]{1,5}") || !words[1].matches("[1-9][0-9]{0,4}")) {
            return null;
        }
        return new TerminalSize(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    }

    /** Returns whether the terminal is this program's to write on; false if a shell runs it in the background. */
    static boolean isForeground() {
        try {
            return isForeground(Files.readString(STATUS, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return true; // not Linux: nobody knows
        }
    }

    /** The same by the text of {@code /proc/self/stat}: behind the name come state, parent, group, session, terminal, its group. */
    static boolean isForeground(String status) {
        String[] words = status.substring(status.lastIndexOf(')') + 1).strip().split(" ", -1);
        boolean hasTerminal = words.length > 5 && !words[4].equals("0") && !words[5].startsWith("-");
        return !hasTerminal || words[5].equals(words[2]);
    }
}
