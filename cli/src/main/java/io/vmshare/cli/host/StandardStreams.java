package io.vmshare.cli.host;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and error, and the character sets of whoever reads them. One thread at a time writes to either, so that
 * what is drawn at the end of a terminal and what is written above it do not mix.
 */
public final class StandardStreams {

    private static final ReentrantLock WRITING = new ReentrantLock();

    private static @Nullable Overlay overlay; // guarded by WRITING

    private StandardStreams() {}

    /** What is drawn over and over at the end of standard error. It is called while nobody else writes. */
    public interface Overlay {

        /** Takes over {@code bytes}, to write them soon and above what is drawn; returns false if nothing is drawn. */
        boolean take(byte[] bytes);

        /** Takes what is drawn off the screen, and writes what was taken over. */
        void clear();
    }

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
        WRITING.lock();
        try {
            if (overlay != null) {
                overlay.clear(); // both may be the same terminal
            }
            System.out.writeBytes(text.getBytes(charset));
            System.out.flush();
        } finally {
            WRITING.unlock();
        }
    }

    /** Returns whether something could not be written to standard output, as on a full disk. */
    public static boolean isOutBroken() {
        return System.out.checkError();
    }

    /** Writes text to standard error at once, or soon where something is drawn there. */
    public static void err(String text) {
        try {
            err(text.getBytes(errCharset()), System.err);
        } catch (IOException e) {
            return; // there is no other place to say so
        }
    }

    /** Writes {@code bytes} likewise, through {@code out}, which leads to standard error. */
    public static void err(byte[] bytes, OutputStream out) throws IOException {
        WRITING.lock();
        try {
            if (overlay == null || !overlay.take(bytes)) {
                out.write(bytes);
                out.flush();
            }
        } finally {
            WRITING.unlock();
        }
    }

    /**
     * Runs {@code action} while nobody writes.
     *
     * @param patience how long it may wait: a terminal that is stopped (Ctrl-S) takes nothing
     * @return whether it was run
     */
    public static boolean whileNobodyWrites(Duration patience, Runnable action) {
        boolean ours = false;
        try {
            ours = WRITING.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (ours) {
                action.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (ours) {
                WRITING.unlock();
            }
        }
        return ours;
    }

    /** Sets what is drawn at the end of standard error from now on; null for nothing. What was drawn before is cleared. */
    public static void setOverlay(@Nullable Overlay next) {
        WRITING.lock();
        try {
            clearOverlay();
            overlay = next;
        } finally {
            WRITING.unlock();
        }
    }

    /** Clears what is drawn, if that can be had within {@code patience}. */
    public static void leaveClean(Duration patience) {
        whileNobodyWrites(patience, StandardStreams::clearOverlay);
    }

    private static void clearOverlay() {
        if (overlay != null) {
            overlay.clear();
        }
    }

    /**
     * Returns whether standard error may be a terminal on which the cursor can be moved; false where that is known to be
     * otherwise. It takes no time.
     */
    public static boolean mayErrBeTerminal() {
        String kind = System.getenv("TERM");
        return kind != null && !kind.isEmpty() && !kind.equals("dumb") && !isKnownOtherwise(2);
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
