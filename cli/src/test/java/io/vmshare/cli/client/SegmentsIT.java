package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that fetch a file in pieces, or the rest of one: each piece is a 206, and together they are the file. */
@Tag("client")
@Timeout(60)
class SegmentsIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long LENGTH = 32 * Trees.MIB + 7;
    private static final int FETCHED = (int) (5 * Trees.MIB) + 3;

    @TempDir
    private Path directory;

    private Path file;
    private Path target;
    private ShareProgram share;

    @BeforeEach
    void shareAFile() throws IOException, InterruptedException {
        Path shared = Files.createDirectory(directory.resolve("shared"));
        target = Files.createDirectory(directory.resolve("target"));
        file = shared.resolve("noise.bin");
        Trees.writeNoise(file, LENGTH, 21);
        share = ShareProgram.logging(shared);
    }

    @AfterEach
    void stop() throws IOException {
        share.close();
    }

    @Test
    void aria2_eightConnections_completeTheFile() throws IOException, InterruptedException {
        // Slowly enough for all eight to take part: the first asks for the whole, and is cut off where another began.
        run(
                "aria2c",
                "--no-conf",
                "--quiet",
                "-x8",
                "-s8",
                "-k1M",
                "--max-overall-download-limit=30M",
                "--file-allocation=none",
                share.url("noise.bin"));

        assertSameFile("noise.bin");
        assertThat(bytesByRanges()).isGreaterThan(LENGTH / 2);
    }

    @Test
    void lftpPget_eightConnections_completeTheFile() throws IOException, InterruptedException {
        run("lftp", "-c", "set net:timeout 20; pget -n 8 " + share.url("noise.bin"));

        assertSameFile("noise.bin");
        assertThat(bytesByRanges()).isGreaterThan(LENGTH / 2);
    }

    @Test
    void lftpPgetContinue_interruptedFile_getsTheRest() throws IOException, InterruptedException {
        writeBeginning();

        run("lftp", "-c", "set net:timeout 20; pget -c -n 4 " + share.url("noise.bin"));

        assertSameFile("noise.bin");
        assertThat(share.stop())
                .filteredOn(exchange -> exchange.method().equals("GET"))
                .hasSizeGreaterThan(1)
                .allMatch(exchange -> exchange.status() == 206);
    }

    @Test
    void wgetContinue_interruptedFile_getsTheRest() throws IOException, InterruptedException {
        writeBeginning();

        run("wget", "-q", "-c", share.url("noise.bin"));

        assertSameFile("noise.bin");
        assertThat(share.stop()).containsExactly(new Exchange("GET", "/noise.bin", 206, LENGTH - FETCHED));
    }

    /** wget asks for what lies behind the end, and takes 416 as the word that it has all (RFC 9110 §15.5.17). */
    @Test
    void wgetContinue_completeFile_getsNothing() throws IOException, InterruptedException {
        Files.copy(file, target.resolve("noise.bin"));

        run("wget", "-q", "-c", share.url("noise.bin"));

        assertSameFile("noise.bin");
        assertThat(share.stop()).extracting(Exchange::summary).containsExactly("GET /noise.bin 416");
    }

    @Test
    void rclone_copiesChecksAndReadsAPart() throws IOException, InterruptedException {
        Files.writeString(file, "some text at the end", StandardOpenOption.APPEND);
        String http = "--http-url=" + share.url("");
        run("rclone", "--config=", "copyurl", share.url("noise.bin"), "noise.bin");
        assertSameFile("noise.bin");

        run("rclone", "--config=", "check", "--download", http, ":http:", ".");

        Command part = run("rclone", "--config=", "cat", "--offset=" + (LENGTH + 5), "--count=4", http, ":http:");
        assertThat(part.out()).isEqualTo("text");
        assertThat(share.stop()).last().isEqualTo(new Exchange("GET", "/noise.bin", 206, 4));
    }

    private Command run(String... words) throws IOException, InterruptedException {
        Command.require(words[0]);
        return Command.run(target, LIMIT, words).succeeded();
    }

    /** Leaves the beginning of the file where a client would have left it. */
    private void writeBeginning() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Files.write(target.resolve("noise.bin"), in.readNBytes(FETCHED));
        }
    }

    private void assertSameFile(String name) {
        assertThat(target.resolve(name)).hasSameBinaryContentAs(file);
    }

    /** Ends the program and returns how many bytes it sent in 206 answers. */
    private long bytesByRanges() throws IOException {
        return Exchange.bytes(share.stop().stream()
                .filter(exchange -> exchange.status() == 206)
                .toList());
    }
}
