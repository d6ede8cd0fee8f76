package io.vmshare.cli.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One run of another program to its end.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output, as UTF-8
 * @param err what it wrote to standard error, as UTF-8
 */
public record ProgramRun(int exit, String out, String err) {

    /**
     * Runs a program with nothing to read, speaking English.
     *
     * @param limit how long it may take
     * @param words the program, searched for as a shell does, and its arguments; no shell sees them
     * @return empty if there is no such program, it was killed since it took longer, or it wrote more than 16 MiB to one
     *     of both
     */
    public static Optional<ProgramRun> of(Duration limit, List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            Capture out = new Capture(process.getInputStream());
            Capture err = new Capture(process.getErrorStream());
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            ProgramRun run = new ProgramRun(process.exitValue(), out.text(), err.text());
            return out.isTooLong() || err.isTooLong() ? Optional.empty() : Optional.of(run);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Reads a stream to its end, or closes it when it is too long, in a thread of its own, so that the program never waits for us. */
    private static final class Capture extends Thread {

        private static final long AFTERMATH_MILLIS = 1000;
        private static final int MAX_BYTES = 16 << 20;

        private final InputStream in;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Capture(InputStream in) {
            super("share-capture");
            setDaemon(true);
            this.in = in;
            start();
        }

        @Override
        public void run() {
            try (in) {
                byte[] buffer = new byte[8192];
                for (int n = in.read(buffer); n >= 0 && !isTooLong(); n = in.read(buffer)) {
                    bytes.write(buffer, 0, n);
                }
            } catch (IOException e) {
                return; // the program was killed
            }
        }

        boolean isTooLong() {
            return bytes.size() > MAX_BYTES;
        }

        /** A child of the program may hold the stream open; what it says does not count. */
        String text() throws InterruptedException {
            join(AFTERMATH_MILLIS);
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
