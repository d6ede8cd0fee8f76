package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** One run of a program in a directory: its exit code and what it printed. */
public record Command(int exit, String out, String err) {

    /** Runs a program to its end and kills it, failing, when it takes longer than {@code limit}. */
    public static Command run(Path directory, Duration limit, String... words)
            throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("home");
        Process process = start(directory, home, words);
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            String error = text(home.resolve("err"));
            assertThat(ended)
                    .as("%s ends within %s: %s", words[0], limit, end(error))
                    .isTrue();
            return new Command(process.exitValue(), text(home.resolve("out")), error);
        } finally {
            kill(process);
            HostileTree.delete(home);
        }
    }

    /**
     * Starts a program without waiting for it. Whoever calls this also calls {@link #kill}.
     *
     * @param home its home directory, which takes the files {@code out} and {@code err} of what it prints
     */
    static Process start(Path directory, Path home, String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile());
        // Neither a user's configuration nor a proxy comes between the client and the share.
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    /** Ends a process and its children now. */
    static void kill(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    /** Skips the test when one of the programs is missing, or fails it: see {@link RequiredClient}. */
    public static void require(String... programs) {
        for (String program : programs) {
            RequiredClient.require(program);
        }
    }

    /** Skips the test when it does not run as root, which {@code program} insists on. */
    static void requireRoot(String program) {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), program + " works for root only");
    }

    /** Returns this if the program exited with 0; fails with the end of its messages otherwise. */
    public Command succeeded() {
        assertThat(exit).as("exit; %s %s", end(out), end(err)).isZero();
        return this;
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - 2000));
    }
}
