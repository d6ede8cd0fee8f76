package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running {@code share.jar} on a free port of the loopback. {@link #close} checks that it had no complaints.
 *
 * <p>Not thread-safe.
 */
public final class ShareProgram implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("http://[^\\s/]+:(\\d+)/");
    private static final long START_SECONDS = 30;

    private final Process process;
    private final Path output;
    private final URI uri;
    private final boolean logging;

    private ShareProgram(Process process, Path output, URI uri, boolean logging) {
        this.process = process;
        this.output = output;
        this.uri = uri;
        this.logging = logging;
    }

    /** Shares a directory and returns when the program has printed its URLs. */
    public static ShareProgram of(Path directory, String... options) throws IOException, InterruptedException {
        return start(List.of(java()), "none", directory, options);
    }

    /** As {@link #of}, and keeps what it answered for {@link #exchanges} and {@link #stop}. */
    public static ShareProgram logging(Path directory, String... options) throws IOException, InterruptedException {
        return start(List.of(java()), "json", directory, options);
    }

    /** As {@link #of}, on one processor and with a heap of 64 MB: what a small guest offers. */
    public static ShareProgram onSmallMachine(Path directory, String... options)
            throws IOException, InterruptedException {
        return start(List.of("taskset", "-c", "0", java(), "-Xmx64m"), "none", directory, options);
    }

    private static ShareProgram start(List<String> java, String log, Path directory, String... options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(java);
        words.addAll(List.of("-jar", System.getProperty("share.jar"), "--port", "0", "--bind", "127.0.0.1"));
        words.addAll(List.of("--access-log", log));
        words.addAll(List.of(options));
        Path output = Files.createTempDirectory("share");
        Process process = Command.start(directory, output, words.toArray(String[]::new));
        try {
            URI uri = URI.create("http://127.0.0.1:" + port(process, output) + "/");
            return new ShareProgram(process, output, uri, log.equals("json"));
        } catch (AssertionError e) {
            Command.kill(process);
            HostileTree.delete(output);
            throw e;
        }
    }

    private static String port(Process process, Path output) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline) {
            boolean alive = !process.waitFor(20, TimeUnit.MILLISECONDS);
            Matcher port = PORT.matcher(Files.readString(output.resolve("out")));
            if (port.find()) {
                return port.group(1);
            }
            assertThat(alive)
                    .as("the program runs: " + Files.readString(output.resolve("err")))
                    .isTrue();
        }
        throw new AssertionError("no URL within " + START_SECONDS + " s");
    }

    public URI uri() {
        return uri;
    }

    /** Returns the absolute URL of a path that is percent-encoded already. */
    public String url(String encodedPath) {
        return uri + encodedPath;
    }

    /** Returns what it has answered so far, in the order of the answers' ends; the latest may be missing. */
    public List<Exchange> exchanges() throws IOException {
        String log = Files.readString(output.resolve("err"));
        return Exchange.parse(log.substring(0, log.lastIndexOf('\n') + 1));
    }

    /** Ends the program with SIGTERM, which lets every exchange end, and returns all that it has answered. */
    public List<Exchange> stop() throws IOException {
        process.destroy();
        assertThat(process.onExit()).as("SIGTERM ends the program").succeedsWithin(Duration.ofSeconds(20));
        assertThat(process.exitValue()).as("exit code after SIGTERM").isZero();
        if (!logging) {
            assertThat(output.resolve("err")).as("stderr of the program").isEmptyFile();
        }
        return exchanges();
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
        } finally {
            Command.kill(process);
            HostileTree.delete(output);
        }
    }

    /** Returns the java that runs the program. */
    static String java() {
        String named = System.getProperty("share.java", "");
        return named.isEmpty()
                ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                : named;
    }
}
