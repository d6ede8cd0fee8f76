package io.vmshare.cli.host;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Standard input: what is known of it before it is read, and its bytes. */
public final class StandardInput {

    private static final Path INFOS = Path.of("/proc/self/fdinfo");
    private static final Path LINK = Path.of("/proc/self/fd/0");
    private static final Pattern FLAGS = Pattern.compile("(?m)^flags:\\s*([0-7]+)$");
    private static final int OCTAL = 8;

    /** Linux's {@code O_CLOEXEC}. */
    private static final long CLOSED_BY_EXEC = 1L << 19;

    private StandardInput() {}

    /** Returns its bytes as they come. Closing the channel is what whoever writes to a pipe notices. */
    public static ReadableByteChannel channel() {
        return new FileInputStream(FileDescriptor.in).getChannel();
    }

    /**
     * Returns whether the program was started with one, as far as the system tells. If not, the JVM has opened a file of its
     * own under this number, which is not to be served: it is one that the start of a program would have closed, or its
     * classes.
     */
    public static boolean isOpen() {
        try {
            Path java = Path.of(System.getProperty("java.home", "")).toRealPath();
            if (Files.readSymbolicLink(LINK).startsWith(java)) {
                return false;
            }
            return isInherited(Files.readString(INFOS.resolve("0"), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return !Files.isDirectory(INFOS); // not Linux; else there is none
        }
    }

    /** Returns whether a descriptor of which Linux says {@code info} came with the start of the program. Pure. */
    static boolean isInherited(String info) {
        Matcher flags = FLAGS.matcher(info);
        return !flags.find() || (Long.parseLong(flags.group(1), OCTAL) & CLOSED_BY_EXEC) == 0;
    }

    /** Returns whether it is a directory, as far as the system tells. */
    public static boolean isDirectory() {
        return Files.isDirectory(LINK);
    }

    /** Returns whether it is a terminal, where somebody types, as far as the system tells. */
    public static boolean isTerminal() {
        try {
            return isTerminal(Files.readSymbolicLink(LINK).toString());
        } catch (IOException | UnsupportedOperationException e) {
            return false; // not Linux; a newer JVM has a console even where there is no terminal
        }
    }

    /** Returns whether {@code path} is a terminal's. Pure. */
    static boolean isTerminal(String path) {
        return path.startsWith("/dev/pts/") || path.startsWith("/dev/tty") || path.equals("/dev/console");
    }
}
