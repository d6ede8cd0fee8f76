package io.vmshare.cli.host;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

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
