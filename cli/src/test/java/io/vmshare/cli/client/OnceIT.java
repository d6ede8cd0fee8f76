package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With {@code --once} a share ends when a client has a file, in whatever way it fetched that, and not before. */
@Tag("client")
@Timeout(60)
class OnceIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long LENGTH = 24 * Trees.MIB + 7;
    private static final int FETCHED = (int) (5 * Trees.MIB) + 3;

    @TempDir
    private Path directory;

    private Path file;
    private Path target;

    @BeforeEach
    void fill() throws IOException {
        Path shared = Files.createDirectory(directory.resolve("shared"));
        target = Files.createDirectory(directory.resolve("target"));
        file = shared.resolve("noise.bin");
        Trees.writeNoise(file, LENGTH, 22);
    }

    private ShareProcess once(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("0", "-b", "127.0.0.1", "--once"));
        words.addAll(List.of(options));
        words.add(file.getParent().toString());
        return ShareProcess.serve(words.toArray(String[]::new));
    }

    private static String url(ShareProcess share) {
        return "http://127.0.0.1:" + share.port() + "/noise.bin";
    }

    private Command run(String... words) throws IOException, InterruptedException {
        Command.require(words[0]);
        return Command.run(target, LIMIT, words);
    }

    private void assertDelivered(ShareProcess share) throws Exception {
        assertThat(share.await().exitCode()).isZero();
        assertThat(target.resolve("noise.bin")).hasSameBinaryContentAs(file);
    }

    @Test
    void curl_wholeFile_endsIt() throws Exception {
        try (ShareProcess share = once()) {
            run("curl", "-sSI", url(share)).succeeded();
            run("curl", "-sS", "-o", "head", "-r", "0-99", url(share)).succeeded();
            run("curl", "-sSO", url(share)).succeeded();

            assertDelivered(share);
        }
    }

    @Test
    void curl_brokenOffAndContinued_endsIt() throws Exception {
        try (ShareProcess share = once()) {
            Command first = run("curl", "-sSO", "--limit-rate", "4M", "--max-time", "1", url(share));
            assertThat(first.exit()).as("broken off by its time limit").isEqualTo(28);

            run("curl", "-sSO", "-C", "-", url(share)).succeeded();

            assertDelivered(share);
        }
    }

    @Test
    void curl_severalRanges_endIt() throws Exception {
        try (ShareProcess share = once()) {
            run("curl", "-sS", "-o", "parts", "-r", "0-9999999,10000000-", url(share))
                    .succeeded();

            assertThat(share.await().exitCode()).isZero();
        }
    }

    @Test
    void wgetContinue_whatAnotherProgramLeft_doesNotEndIt() throws Exception {
        try (ShareProcess share = once()) {
            try (InputStream in = Files.newInputStream(file)) {
                Files.write(target.resolve("noise.bin"), in.readNBytes(FETCHED));
            }
            run("wget", "-q", "-c", url(share)).succeeded();

            share.awaitErr("\" 206 "); // which is counted before

            assertThat(share.stop().err())
                    .as("the beginning was never sent")
                    .contains("share: told to stop: 0 of 1 download delivered\n");
        }
    }

    @Test
    void wget_wholeFile_endsIt() throws Exception {
        try (ShareProcess share = once()) {
            run("wget", "-q", url(share)).succeeded();

            assertDelivered(share);
        }
    }

    @Test
    void aria2_manyConnectionsInRandomOrder_endItTogether() throws Exception {
        try (ShareProcess share = once()) {
            run(
                            "aria2c",
                            "--no-conf",
                            "--quiet",
                            "-x16",
                            "-s16",
                            "-k1M",
                            "--stream-piece-selector=random",
                            "--max-overall-download-limit=24M",
                            "--file-allocation=none",
                            url(share))
                    .succeeded();

            assertDelivered(share);
        }
    }
}
