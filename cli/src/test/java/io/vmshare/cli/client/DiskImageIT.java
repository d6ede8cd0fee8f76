package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** QEMU and nbdkit open a shared disk image by its URL and read what is in it. */
@Tag("client")
@Timeout(60)
class DiskImageIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int READS = 200;
    private static final int PATTERN_BYTES = 65536;

    @TempDir
    private Path directory;

    private Path shared;
    private Path content;

    @BeforeEach
    void requireQemu() throws IOException {
        Command.require("qemu-img");
        shared = Files.createDirectory(directory.resolve("shared"));
        content = directory.resolve("content");
    }

    /**
     * One coroutine ({@code -m 1}), because with eight the curl driver of QEMU 7.2 now and then waits for an answer that
     * it has read already, from nginx as often as from here.
     */
    @ParameterizedTest
    @CsvSource({
        "raw,   size=8M",
        "qcow2, compat=1.1",
        "qcow2, compression_type=zlib",
        "vmdk,  subformat=monolithicSparse",
        "vmdk,  subformat=streamOptimized"
    })
    void qemuImg_url_isTheImage(String format, String option) throws IOException, InterruptedException {
        Trees.writeNoise(content, 8 * Trees.MIB, 8);
        List<String> words = new ArrayList<>(List.of("qemu-img", "convert", "-O", format));
        words.addAll(option.startsWith("compression") ? List.of("-c", "-o", option) : List.of("-o", option));
        words.addAll(List.of(content.toString(), shared.resolve("disk").toString()));
        run(words.toArray(String[]::new));

        try (ShareProgram share = ShareProgram.logging(shared)) {
            String url = share.url("disk");
            assertThat(run("qemu-img", "info", url).out())
                    .contains("file format: " + format)
                    .contains("virtual size: 8 MiB (" + 8 * Trees.MIB + " bytes)");
            String copy = directory.resolve("copy").toString();
            run("qemu-img", "convert", "-m", "1", "-f", format, "-O", "raw", url, copy);
            assertThat(Path.of(copy)).hasSameBinaryContentAs(content);
            assertThat(share.stop())
                    .filteredOn(exchange -> exchange.method().equals("GET"))
                    .isNotEmpty()
                    .allMatch(exchange -> exchange.status() == 206);
        }
    }

    /** The image is filled with a byte for each 64 KiB that says which they are, and read at any place in any length. */
    @Test
    void qemuIo_randomReads_findTheirPatterns() throws IOException, InterruptedException {
        Command.require("qemu-io");
        byte[] image = new byte[256 * PATTERN_BYTES];
        for (int position = 0; position < image.length; position++) {
            image[position] = (byte) (position / PATTERN_BYTES);
        }
        Files.write(shared.resolve("disk"), image);
        long seed = System.nanoTime();

        try (ShareProgram share = ShareProgram.of(shared)) {
            List<String> words = new ArrayList<>(List.of("qemu-io", "-r", "-f", "raw"));
            SplittableRandom random = new SplittableRandom(seed);
            for (int read = 0; read < READS; read++) {
                int pattern = random.nextInt(256);
                int skipped = random.nextInt(PATTERN_BYTES);
                int length = 1 + random.nextInt(PATTERN_BYTES - skipped);
                words.add("-c");
                words.add("read -P %d %d %d".formatted(pattern, pattern * PATTERN_BYTES + skipped, length));
            }
            words.add(share.url("disk"));
            String out = run(words.toArray(String[]::new)).out();
            assertThat(out)
                    .as("reads of seed %s", seed)
                    .doesNotContain("verification failed")
                    .doesNotContain("read failed");
            assertThat(out.lines().filter(line -> line.startsWith("read "))).hasSize(READS);
        }
    }

    @Test
    void nbdkit_url_isADiskOfItsContent() throws IOException, InterruptedException {
        Command.require("nbdkit", "nbdcopy");
        Trees.writeNoise(content, 8 * Trees.MIB, 9);
        Files.copy(content, shared.resolve("disk"));

        try (ShareProgram share = ShareProgram.logging(shared)) {
            run("nbdkit", "-U", "-", "curl", share.url("disk"), "--run", "nbdcopy \"$uri\" copy");

            assertThat(directory.resolve("copy")).hasSameBinaryContentAs(content);
            assertThat(share.stop())
                    .filteredOn(exchange -> exchange.status() == 206)
                    .hasSizeGreaterThan(10);
        }
    }

    private Command run(String... words) throws IOException, InterruptedException {
        return Command.run(directory, LIMIT, words).succeeded();
    }
}
