package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A share is mounted as a file system. Where this process may not use FUSE, that is a skip, never a failure. */
@Tag("client")
@Timeout(90)
class MountIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long LENGTH = 2 * Trees.MIB + 7;

    @TempDir
    private Path directory;

    private Path shared;
    private Path mount;

    @BeforeEach
    void makeTree() throws IOException {
        Path fuse = Path.of("/dev/fuse");
        Assumptions.assumeTrue(Files.isReadable(fuse) && Files.isWritable(fuse), "/dev/fuse cannot be opened");
        Command.require("fusermount3", "diff");
        shared = Files.createDirectory(directory.resolve("shared"));
        mount = Files.createDirectory(directory.resolve("mount"));
        Files.createDirectories(shared.resolve("one two/three"));
        Files.writeString(shared.resolve("one two/three/100% & more.txt"), "text\n");
        Trees.writeNoise(shared.resolve("noise.bin"), LENGTH, 30);
    }

    @Test
    void httpdirfs_readsTheTree() throws Exception {
        Command.require("httpdirfs");
        try (ShareProgram share = ShareProgram.logging(shared)) {
            readMounted(share, "httpdirfs", "-f", share.url(""), mount.toString());
        }
    }

    @Test
    void rcloneMount_readsTheTree() throws Exception {
        Command.require("rclone");
        try (ShareProgram share = ShareProgram.logging(shared)) {
            readMounted(
                    share, "rclone", "--config=", "mount", "--http-url=" + share.url(""), ":http:", mount.toString());
        }
    }

    /** Mounts, reads a part of the large file and then all, and unmounts. */
    private void readMounted(ShareProgram share, String... words) throws Exception {
        Process client = Command.start(directory, Files.createDirectory(directory.resolve("home")), words);
        try {
            Deadline.await("the mounted tree", () -> !client.isAlive() || isMounted());
            assertThat(isMounted())
                    .as(() -> "mounted: " + message("err") + message("out"))
                    .isTrue();
            assertThat(part(mount.resolve("noise.bin"))).isEqualTo(part(shared.resolve("noise.bin")));
            Trees.assertSame(shared, mount);
        } finally {
            Command.run(directory, LIMIT, "fusermount3", "-u", "-z", mount.toString());
            Command.kill(client);
        }
        assertThat(share.stop())
                .filteredOn(exchange -> exchange.target().equals("/noise.bin"))
                .anyMatch(exchange -> exchange.status() == 206);
    }

    private boolean isMounted() throws IOException {
        try (Stream<Path> entries = Files.list(mount)) {
            return entries.findAny().isPresent();
        }
    }

    /** Returns some bytes from far within a file. */
    private static ByteBuffer part(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1000);
        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(channel.read(bytes, LENGTH - 1_000_000)).isEqualTo(bytes.capacity());
        }
        return bytes.flip();
    }

    private String message(String stream) {
        try {
            return Files.readString(directory.resolve("home").resolve(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
