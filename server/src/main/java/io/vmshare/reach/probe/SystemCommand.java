package io.vmshare.reach.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A command of the system that tells of it, run without a shell. */
final class SystemCommand {

    private static final int MAX_BYTES = 1 << 20;
    private static final long PATIENCE_SECONDS = 2;

    private SystemCommand() {}

    /**
     * Returns what it prints, byte by byte as in ISO 8859-1, up to 1 MiB; empty if it cannot be run, fails, or is not done
     * within two seconds, after which it is ended. Blocks.
     */
    static String text(String... command) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return "";
        }
        Thread end = new Thread(new Deadline(process), "share-probe-deadline");
        end.setDaemon(true);
        end.start();
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().close();
            String text = new String(out.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
            out.transferTo(OutputStream.nullOutputStream()); // or it would wait for a reader and never end
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? text : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } finally {
            process.destroyForcibly();
            end.interrupt();
        }
    }

    /** Ends a process that goes on, so that whoever reads its output goes on, too. */
    private record Deadline(Process process) implements Runnable {
        @Override
        public void run() {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // it has ended
            }
        }
    }
}
