package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.ReadArchive;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.SlowReader;
import io.vmshare.fixtures.SlowReader.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that change while they are sent: an archive says so at its end, or has none. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ChangingArchiveHttpTest {

    /** More than the system takes for a reader that takes little. */
    private static final int SIZE = 10 * 1024 * 1024;

    private static final byte[] NOISE = noise();

    @RegisterExtension
    final ShareExtension share = ShareExtension.of(options -> options.grace(Duration.ofMillis(100)));

    private static byte[] noise() {
        byte[] noise = new byte[SIZE];
        new Random(3).nextBytes(noise);
        return noise;
    }

    @BeforeEach
    void write() throws IOException {
        Files.write(share.root().resolve("a-first.bin"), NOISE);
        Files.writeString(share.root().resolve("b-small.txt"), "small");
        Files.write(share.root().resolve("c-last.bin"), NOISE);
    }

    /** Returns the content of an answer in whose middle {@code event} happens, and which may end in any way. */
    private byte[] readAround(String path, Event event, String... fields) throws IOException {
        try (SlowReader reader = SlowReader.get(share, path, fields)) {
            return reader.readAround(event);
        }
    }

    private void truncate(String name, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(share.root().resolve(name), StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private static String report(ReadArchive archive) {
        return archive.content("root/ERRORS.txt")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    @Test
    void tar_fileVanishes_isLeftOutAndReported() throws IOException {
        byte[] bytes = readAround("/?archive=tar", () -> {
            Files.delete(share.root().resolve("b-small.txt"));
            Files.delete(share.root().resolve("c-last.bin"));
        });

        ReadArchive archive = ReadArchive.tar(bytes);
        assertThat(archive.entries()).containsOnlyKeys("root", "root/a-first.bin", "root/ERRORS.txt");
        assertThat(archive.content("root/a-first.bin"))
                .hasValueSatisfying(
                        content -> assertThat(Arrays.equals(content, NOISE)).isTrue());
        assertThat(report(archive))
                .contains("root/b-small.txt: went away before it was read\n")
                .contains("root/c-last.bin: went away before it was read\n");
        assertThat(bytes).hasSizeGreaterThan(2 * SIZE); // as promised
    }

    @Test
    void tar_fileShrinks_isFilledUpAndReported() throws IOException {
        for (String name : new String[] {"a-first.bin", "c-last.bin"}) {
            write();
            byte[] bytes = readAround("/?archive=tar", () -> truncate(name, 100));

            ReadArchive archive = ReadArchive.tar(bytes);
            assertThat(archive.content("root/" + name))
                    .hasValueSatisfying(content -> assertThat(content).hasSize(SIZE));
            assertThat(report(archive)).contains("root/" + name + ": became shorter");
        }
    }

    @Test
    void tar_fileIsOverwritten_isReported() throws IOException {
        byte[] bytes = readAround("/?archive=tar", () -> {
            try (FileChannel channel =
                    FileChannel.open(share.root().resolve("a-first.bin"), StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[1000]), SIZE - 1000);
            }
        });

        assertThat(report(ReadArchive.tar(bytes))).contains("root/a-first.bin: was changed while it was being sent");
    }

    /** Its name is that of another file by now, of which the archive would hold the beginning only. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void tar_anotherFileTakesTheName_isReported(int size) throws IOException {
        byte[] bytes = readAround("/?archive=tar", () -> {
            Path other = Files.write(share.root().resolveSibling("other"), new byte[size]);
            Files.move(other, share.root().resolve("b-small.txt"), StandardCopyOption.REPLACE_EXISTING);
        });

        ReadArchive archive = ReadArchive.tar(bytes);
        assertThat(archive.content("root/b-small.txt"))
                .hasValueSatisfying(content -> assertThat(content).isEqualTo(new byte[5]));
        assertThat(report(archive))
                .contains(size < 5 ? "root/b-small.txt: became shorter" : "root/b-small.txt: was changed before");
    }

    @Test
    void tar_filesGrow_areAsLongAsTheyWereAndNothingIsReported() throws IOException {
        byte[] bytes = readAround("/?archive=tar", () -> {
            for (String name : new String[] {"a-first.bin", "b-small.txt", "c-last.bin"}) {
                Files.write(share.root().resolve(name), new byte[5000], StandardOpenOption.APPEND);
            }
        });

        ReadArchive archive = ReadArchive.tar(bytes);
        assertThat(archive.entries())
                .containsOnlyKeys("root", "root/a-first.bin", "root/b-small.txt", "root/c-last.bin");
        assertThat(archive.content("root/b-small.txt"))
                .hasValueSatisfying(content -> assertThat(content).asString().isEqualTo("small"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar.gz", "zip"})
    void chunked_filesVanishAndShrink_areReported(String format) throws IOException {
        byte[] bytes = ArchiveRequests.unchunked(readAround("/?archive=" + format, () -> {
            Files.delete(share.root().resolve("b-small.txt"));
            truncate("c-last.bin", 1000);
        }));

        ReadArchive archive = format.equals("zip") ? ReadArchive.zip(bytes) : ReadArchive.tarGz(bytes);
        assertThat(archive.entries()).doesNotContainKey("root/b-small.txt");
        if (format.equals("zip")) { // the other one is not planned: what is gone when it comes there never was
            assertThat(report(archive)).contains("root/b-small.txt: went away before it was read\n");
            assertThat(report(archive)).contains("root/c-last.bin: became shorter");
        }
        assertThat(archive.content("root/a-first.bin"))
                .hasValueSatisfying(
                        content -> assertThat(Arrays.equals(content, NOISE)).isTrue());
    }

    @Test
    void tarPart_fileVanishesOrChanges_isCut() throws IOException {
        Event[] events = {
            () -> Files.delete(share.root().resolve("c-last.bin")),
            () -> truncate("c-last.bin", 100),
            () -> Files.write(share.root().resolve("c-last.bin"), new byte[SIZE]),
            () -> Files.write(share.root().resolve("c-last.bin"), new byte[10], StandardOpenOption.APPEND),
        };
        for (Event event : events) {
            write();
            int end = 2 * SIZE;
            byte[] bytes = readAround("/?archive=tar", event, "Range: bytes=1000-" + (end - 1));

            assertThat(bytes).hasSizeLessThan(end - 1000);
        }
    }

    @Test
    void zipOfKnownLength_fileChanges_isCut() throws IOException {
        Event[] events = {
            () -> Files.delete(share.root().resolve("d/b.gz")), () -> truncate("d/b.gz", 100),
        };
        for (Event event : events) {
            Files.createDirectories(share.root().resolve("d"));
            Files.write(share.root().resolve("d/a.gz"), NOISE);
            Files.write(share.root().resolve("d/b.gz"), NOISE);
            byte[] bytes = readAround("/d/?archive=zip", event);

            assertThat(bytes).hasSizeLessThan(2 * SIZE);
            assertThatThrownBy(() -> ReadArchive.zip(bytes)).isInstanceOf(IOException.class);
        }
    }

    /** Whatever has come when the share is closed does not look whole. */
    @ParameterizedTest
    @ValueSource(strings = {"tar", "tar.gz", "zip"})
    void get_shareIsClosed_neverLooksWhole(String format) throws IOException {
        HostileTree.sparse(share.root().resolve("d-big"), 3_000_000_000L);
        byte[] bytes = readAround("/?archive=" + format, share.server()::close);

        if (format.equals("tar")) {
            assertThat(bytes).hasSizeLessThan(100_000_000);
        } else {
            assertThatThrownBy(() -> ArchiveRequests.unchunked(bytes)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void unreadable_asTheOwnerSees_isReported() throws IOException {
        Path file = Files.writeString(share.root().resolve("d-secret"), "x");
        Files.setPosixFilePermissions(file, Set.of());
        boolean root = Files.isReadable(file);
        byte[] bytes = readAround("/?archive=tar", () -> {});

        ReadArchive archive = ReadArchive.tar(bytes);
        assertThat(archive.entries().containsKey("root/d-secret")).isEqualTo(root);
        assertThat(report(archive))
                .isEqualTo(
                        root
                                ? ""
                                : "Not all of this directory is in this archive:\n"
                                        + "root/d-secret: may not be read\n");
    }
}
