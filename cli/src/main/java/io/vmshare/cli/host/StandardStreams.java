package io.vmshare.cli.host;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Standard output and error, and the character sets of whoever reads them. */
public final class StandardStreams {

    private StandardStreams() {}

    /** Returns the character set of standard output. */
    public static Charset outCharset() {
        return charset("stdout");
    }

    /** Returns the character set of standard error. */
    public static Charset errCharset() {
        return charset("stderr");
    }

    /** Writes text to standard output at once. */
    public static void out(String text) {
        out(text, outCharset());
    }

    /** Writes text to standard output at once, in a character set of the caller's choice. */
    public static void out(String text, Charset charset) {
        System.out.writeBytes(text.getBytes(charset));
        System.out.flush();
    }

    /** Returns whether something could not be written to standard output, as on a full disk. */
    public static boolean isOutBroken() {
        return System.out.checkError();
    }

    /** Writes text to standard error at once. */
    public static void err(String text) {
        System.err.writeBytes(text.getBytes(errCharset()));
        System.err.flush();
    }

    /** Returns whether a terminal may be sent colours: it knows them, and the user has not said otherwise. */
    public static boolean areColoursWanted() {
        String no = System.getenv("NO_COLOR");
        String kind = System.getenv("TERM");
        return (no == null || no.isEmpty()) && kind != null && !kind.isEmpty() && !kind.equals("dumb");
    }

    /** Returns whether standard output is a terminal. It may take a program to find out. */
    public static boolean isOutTerminal() {
        if (Files.isSymbolicLink(link(1))) {
            return !isKnownOtherwise(1);
        }
        try {
            Process test = new ProcessBuilder("test", "-t", "1").inheritIO().start();
            return test.waitFor(1, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException e) {
            return false; // Windows
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isKnownOtherwise(int descriptor) {
        try {
            String target = Files.readSymbolicLink(link(descriptor)).toString();
            return !target.startsWith("/dev/") || target.equals("/dev/null");
        } catch (IOException | RuntimeException e) {
            return File.separatorChar != '/'; // without /proc nothing is known
        }
    }

    private static Path link(int descriptor) {
        return Path.of("/proc/self/fd/" + descriptor);
    }

    /** Returns the charset by the properties of JDK 19 and newer, of 17 on a terminal, and of 17 elsewhere. */
    private static Charset charset(String stream) {
        String[] properties = {stream + ".encoding", "sun." + stream + ".encoding", "native.encoding"};
        for (String property : properties) {
            String name = System.getProperty(property);
            if (name != null) {
                try {
                    return Charset.forName(name);
                } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                    return StandardCharsets.US_ASCII;
                }
            }
        }
        return Charset.defaultCharset();
    }
}
