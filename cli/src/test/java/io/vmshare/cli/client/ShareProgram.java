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

/** A running {@code share.jar} on a free port of the loopback. {@link #close} checks that it had no complaints. */
final class ShareProgram implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("http://[^\\s/]+:(\\d+)/");
    private static final long START_SECONDS = 30;

    private final Process process;
    private final Path output;
    private final URI uri;

    private ShareProgram(Process process, Path output, URI uri) {
        this.process = process;
        this.output = output;
        this.uri = uri;
    }

    /** Shares a directory and returns when the program has printed its URLs. */
    static ShareProgram of(Path directory, String... options) throws IOException, InterruptedException {
        return start(List.of(java()), directory, options);
    }

    /** As {@link #of}, on one processor and with a heap of 64 MB: what a small guest offers. */
    static ShareProgram onSmallMachine(Path directory, String... options) throws IOException, InterruptedException {
        return start(List.of("taskset", "-c", "0", java(), "-Xmx64m"), directory, options);
    }

    private static ShareProgram start(List<String> java, Path directory, String... options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(java);
        words.addAll(List.of("-jar", System.getProperty("share.jar"), "--port", "0", "--bind", "127.0.0.1"));
        words.addAll(List.of("--access-log", "none"));
        words.addAll(List.of(options));
        Path output = Files.createTempDirectory("share");
        Process process = Command.start(directory, output, words.toArray(String[]::new));
        try {
            return new ShareProgram(process, output, URI.create("http://127.0.0.1:" + port(process, output) + "/"));
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

    URI uri() {
        return uri;
    }

    /** Returns the absolute URL of a path that is percent-encoded already. */
    String url(String encodedPath) {
        return uri + encodedPath;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            assertThat(process.onExit()).as("SIGTERM ends the program").succeedsWithin(Duration.ofSeconds(20));
            assertThat(process.exitValue()).as("exit code after SIGTERM").isZero();
            assertThat(output.resolve("err")).as("stderr of the program").isEmptyFile();
        } finally {
            Command.kill(process);
            HostileTree.delete(output);
        }
    }

    private static String java() {
        String named = System.getProperty("share.java", "");
        return named.isEmpty()
                ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                : named;
    }
}
