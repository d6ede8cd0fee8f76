package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Large files arrive whole, at once and after an interruption. */
@Tag("client")
@Timeout(120)
class LargeFileIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long GIB = 1024 * Trees.MIB;

    private static Path source;
    private static ShareProgram share;

    @TempDir
    private Path target;

    @BeforeAll
    static void shareLargeFiles() throws IOException, InterruptedException {
        source = Files.createTempDirectory("large");
        writeFiveGibibytes(source.resolve("5g.img"));
        Trees.writeNoise(source.resolve("noise.bin"), 200 * Trees.MIB + 7, 20);
        share = ShareProgram.logging(source);
    }

    /** Makes a sparse file with marks around the limits that 32-bit positions have. */
    static void writeFiveGibibytes(Path file) throws IOException {
        Trees.writeSparse(file, 5 * GIB, 0, 2 * GIB - 3, 4 * GIB - 3, 4 * GIB + 11, 5 * GIB - 8);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        try (ShareProgram ending = share) {
            assertThat(ending).isNotNull();
        } finally {
            HostileTree.delete(source);
        }
    }

    @Test
    void curl_fiveGibibytes_areThoseOfTheFile() throws IOException, InterruptedException {
        Command.require("curl", "cmp");

        compareWithCurl(share, source.resolve("5g.img"));
    }

    /** Fetches a file and compares it with the source on the way, which spares the disk. */
    static void compareWithCurl(ShareProgram share, Path file) throws IOException, InterruptedException {
        Command.run(
                        file.getParent(),
                        LIMIT,
                        "bash",
                        "-c",
                        "set -o pipefail; curl -sS --fail \"$1\" | cmp - \"$2\"",
                        "compare",
                        share.url(file.getFileName().toString()),
                        file.toString())
                .succeeded();
    }

    @Test
    void curlContinue_afterAKill_completesTheFile() throws IOException, InterruptedException {
        Command.require("curl", "cmp");
        Path copy = target.resolve("5g.img");
        interruptAt(GIB, copy, "curl", "-sS", "--fail", "-o", copy.toString(), share.url("5g.img"));

        Command resumed = Command.run(
                        target,
                        LIMIT,
                        "curl",
                        "-sS",
                        "--fail",
                        "-C",
                        "-",
                        "-w",
                        "%{http_code}",
                        "-o",
                        copy.toString(),
                        share.url("5g.img"))
                .succeeded();

        assertThat(resumed.out()).isEqualTo("206");
        assertSameFile(source.resolve("5g.img"), copy);
    }

    @Test
    void wgetContinue_afterAKill_completesTheFile() throws Exception {
        Command.require("wget", "cmp");
        Path copy = target.resolve("noise.bin");
        interruptAt(
                20 * Trees.MIB, copy, "wget", "-q", "--limit-rate=80m", "-O", copy.toString(), share.url("noise.bin"));

        Command.run(target, LIMIT, "wget", "-q", "-c", share.url("noise.bin")).succeeded();

        assertSameFile(source.resolve("noise.bin"), copy);
        Deadline.await("a 206 in the log", () -> share.exchanges().stream().anyMatch(LargeFileIT::isRestOfNoise));
    }

    private static boolean isRestOfNoise(Exchange exchange) {
        return exchange.summary().equals("GET /noise.bin 206");
    }

    /** Starts a download and kills it, midway, when so many bytes have been written. */
    private void interruptAt(long bytes, Path copy, String... words) throws IOException, InterruptedException {
        Process client = Command.start(target, target, words);
        try {
            while (!Files.exists(copy) || Files.size(copy) < bytes) {
                assertThat(client.waitFor(5, TimeUnit.MILLISECONDS))
                        .as("the client is done: " + Files.readString(target.resolve("err")))
                        .isFalse();
            }
        } finally {
            Command.kill(client);
        }
        assertThat(client.exitValue()).as("the client was interrupted").isNotZero();
    }

    private static void assertSameFile(Path expected, Path actual) throws IOException, InterruptedException {
        Command.run(expected.getParent(), LIMIT, "cmp", expected.toString(), actual.toString())
                .succeeded();
    }
}
