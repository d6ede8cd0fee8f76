package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A large real tree, shared with {@code --no-index}, arrives whole with every client that copies trees. */
@Tag("client")
@Timeout(420)
class MirrorIT {

    private static final Duration LIMIT = Duration.ofSeconds(400);

    private static Path directory;
    private static Path source;
    private static ShareProgram share;

    private Path mirror;

    @BeforeAll
    static void shareALargeTree() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("mirror");
        source = Files.createDirectory(directory.resolve("source"));
        LargeTree.create(source);
        share = ShareProgram.of(source, "--no-index");
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        try (ShareProgram ending = share) {
            assertThat(ending).isNotNull();
        } finally {
            HostileTree.delete(directory);
        }
    }

    @BeforeEach
    void makeEmptyMirror() throws IOException {
        mirror = Files.createDirectory(directory.resolve("copy"));
    }

    @AfterEach
    void removeMirror() throws IOException {
        HostileTree.delete(mirror);
    }

    @Test
    void tree_isLarge() throws IOException {
        long files = 0;
        long bytes = 0;
        for (Path path : Trees.below(source)) {
            if (Files.isRegularFile(path)) {
                files++;
                bytes += Files.size(path);
            }
        }
        assertThat(files).isGreaterThanOrEqualTo(LargeTree.MIN_FILES);
        assertThat(bytes).isGreaterThanOrEqualTo(LargeTree.MIN_BYTES);
    }

    @Test
    void wget_mirrorsTheTree() throws IOException, InterruptedException {
        Command.require("wget");

        Command.run(mirror, LIMIT, "wget", "-q", "-m", "-np", "-nH", share.url(""))
                .succeeded();

        WgetMirror.restore(source, mirror);
        Trees.assertSame(source, mirror);
    }

    @Test
    void rclone_copiesTheTree() throws IOException, InterruptedException {
        Command.require("rclone");

        Command.run(
                        mirror,
                        LIMIT,
                        "rclone",
                        "--config=",
                        "copy",
                        // Without it one of two names that differ in their Unicode form is left out.
                        "--no-unicode-normalization",
                        "--http-url=" + share.url(""),
                        "--transfers=8",
                        "--checkers=8",
                        ":http:",
                        ".")
                .succeeded();

        Trees.assertSame(source, mirror);
    }

    @Test
    void lftp_mirrorsTheTree() throws IOException, InterruptedException {
        Command.require("lftp");

        String script = "set net:timeout 20; open " + share.url("") + "; mirror --parallel=4 . .";
        Command.run(mirror, LIMIT, "lftp", "-c", script).succeeded();

        // lftp 4.9.2 takes the entry ~ for a home directory and leaves it out.
        Path home = mirror.resolve("names").resolve("~");
        assertThat(home).doesNotExist();
        Files.copy(source.resolve("names").resolve("~"), home);
        Trees.assertSame(source, mirror);
    }

    @Test
    void curl_fetchesEveryFileInParallel() throws IOException, InterruptedException {
        Command.require("curl");
        Path list = directory.resolve("curl.config");
        writeCurlConfig(list);

        Command.run(
                        mirror,
                        LIMIT,
                        "curl",
                        "--silent",
                        "--show-error",
                        "--fail",
                        "--globoff",
                        "--path-as-is",
                        "--create-dirs",
                        "--parallel",
                        "--parallel-max",
                        "16",
                        "--config",
                        list.toString())
                .succeeded();

        Trees.assertSame(source, mirror);
    }

    /** Writes a URL and the name of the output for every file of the tree, the name as bytes. */
    private static void writeCurlConfig(Path list) throws IOException {
        try (OutputStream out = Files.newOutputStream(list)) {
            List<Path> files =
                    Trees.below(source).stream().filter(Files::isRegularFile).toList();
            for (Path file : files) {
                String encoded = Trees.encoded(source, file);
                ByteArrayOutputStream entry = new ByteArrayOutputStream();
                entry.writeBytes(
                        ("url = \"" + share.url(encoded) + "\"\noutput = \"./").getBytes(StandardCharsets.US_ASCII));
                for (byte character : Trees.decoded(encoded)) {
                    switch (character) {
                        case '\\', '"' -> entry.writeBytes(new byte[] {'\\', character});
                        case '\n' -> entry.writeBytes(new byte[] {'\\', 'n'});
                        case '\t' -> entry.writeBytes(new byte[] {'\\', 't'});
                        default -> entry.write(character);
                    }
                }
                entry.writeBytes("\"\n".getBytes(StandardCharsets.US_ASCII));
                entry.writeTo(out);
            }
        }
    }
}
