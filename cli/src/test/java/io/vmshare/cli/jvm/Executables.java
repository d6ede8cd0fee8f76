package io.vmshare.cli.jvm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes files that are run at once. Another process does so: what a test beside this one starts meanwhile would for a
 * moment have the file open as this JVM has, and Linux runs no file that is open for writing ("Text file busy").
 */
final class Executables {

    private Executables() {}

    static Path copy(Path from, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(from)) {
            return write(to, in);
        }
    }

    static Path write(Path file, byte[] content) throws IOException {
        return write(file, new ByteArrayInputStream(content));
    }

    private static Path write(Path file, InputStream content) throws IOException {
        Process writer = new ProcessBuilder("sh", "-c", "cat >\"$0\" && chmod 755 \"$0\"", file.toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
        try (OutputStream out = writer.getOutputStream()) {
            content.transferTo(out);
        }
        try {
            if (writer.waitFor() != 0) {
                throw new IOException("not written: " + file);
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("not written: " + file);
        }
        return file;
    }
}
