package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.SlowReader;
import io.vmshare.fixtures.SlowReader.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Files that change while they are sent: what arrives whole under an entity tag is what the tag was given for (RFC 9110
 * §8.8.1), and where that cannot be the connection is cut, which the promised length shows (RFC 9112 §8).
 */
@Timeout(60)
class ChangingFileHttpTest {

    private static final int SIZE = 32 * 1024 * 1024;
    private static final byte[] BEFORE = new byte[SIZE];

    @RegisterExtension
    final ShareExtension share = ShareExtension.of();

    private Path file;

    @BeforeEach
    void write() throws IOException {
        new Random(11).nextBytes(BEFORE);
        file = Files.write(share.root().resolve("big"), BEFORE);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-20T10:11:12Z")));
    }

    private byte[] readAround(Event event, String... fieldLines) throws IOException {
        return readAround("/big", event, fieldLines);
    }

    private byte[] readAround(String path, Event event, String... fieldLines) throws IOException {
        try (SlowReader reader = SlowReader.get(share, path, fieldLines)) {
            return reader.readAround(event);
        }
    }

    private void write(byte[] bytes, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), position);
        }
    }

    @Test
    void get_nothingHappens_arrivesWhole() throws IOException {
        assertThat(Arrays.equals(readAround(() -> {}), BEFORE)).isTrue();
    }

    @Test
    void get_fileIsCutShort_cutsTheConnection() throws IOException {
        byte[] arrived = readAround(() -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(1_000_000);
            }
        });

        assertThat(arrived.length).isLessThan(SIZE);
        try (RawHttp http = share.raw()) {
            assertThat(http.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n").read().body())
                    .hasSize(1_000_000);
        }
    }

    @Test
    void get_fileIsOverwrittenInPlace_cutsTheConnection() throws IOException {
        byte[] arrived = readAround(() -> write(new byte[1000], 20_000_000));

        assertThat(arrived.length).isLessThan(SIZE);
    }

    @Test
    void get_fileIsRewrittenLonger_cutsTheConnection() throws IOException {
        byte[] after = new byte[SIZE + 1_000_000];
        new Random(12).nextBytes(after);

        byte[] arrived = readAround(() -> Files.write(file, after));

        assertThat(arrived.length).isLessThan(SIZE);
    }

    @Test
    void get_fileIsAppendedTo_endsAtThePromisedLength() throws IOException {
        byte[] arrived = readAround(() -> Files.write(file, new byte[1_000_000], StandardOpenOption.APPEND));

        assertThat(Arrays.equals(arrived, BEFORE)).isTrue();
    }

    @Test
    void get_fileIsReplacedByAnother_arrivesAsItWasOpened() throws IOException {
        byte[] arrived = readAround(() -> {
            Path other = Files.write(share.root().resolve("other"), new byte[SIZE]);
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });

        assertThat(Arrays.equals(arrived, BEFORE)).isTrue();
    }

    @Test
    void get_fileIsDeleted_arrivesAsItWasOpened() throws IOException {
        byte[] arrived = readAround(() -> Files.delete(file));

        assertThat(Arrays.equals(arrived, BEFORE)).isTrue();
    }

    /** What has become of the way to an open file says nothing of it. */
    @Test
    void get_wayToTheFileIsNoneAnyMore_arrivesAsItWasOpened() throws IOException {
        Path directory = Files.createDirectory(share.root().resolve("directory"));
        Files.move(file, directory.resolve("big"));
        for (boolean circle : new boolean[] {false, true}) {
            Path moved = share.root().resolve("moved-" + circle);
            byte[] arrived = readAround("/directory/big", () -> {
                Files.move(directory, moved);
                if (circle) {
                    Files.createSymbolicLink(directory, Path.of("directory"));
                } else {
                    Files.writeString(directory, "a file");
                }
            });
            assertThat(Arrays.equals(arrived, BEFORE)).as("circle: %s", circle).isTrue();
            Files.delete(directory);
            Files.move(moved, directory);
        }
    }

    @Test
    void get_fileGetsAnotherName_arrivesWhole() throws IOException {
        byte[] arrived = readAround(() -> {
            Files.createLink(share.root().resolve("linked"), file);
            Files.move(file, share.root().resolve("moved"));
        });

        assertThat(Arrays.equals(arrived, BEFORE)).isTrue();
    }

    @Test
    void get_rangeOfAFileOverwrittenElsewhere_cutsTheConnection() throws IOException {
        byte[] arrived = readAround(() -> write(new byte[10], 0), "Range: bytes=100-31000099");

        assertThat(arrived.length).isLessThan(31_000_000);
    }

    @Test
    void get_rangesOfAFileOverwrittenBetween_cutsTheConnection() throws IOException {
        try (SlowReader reader = SlowReader.get(share, "/big", "Range: bytes=0-15999999,20000000-31999999")) {
            reader.in().readNBytes(1000);
            write(new byte[1000], 25_000_000);

            assertThat(1000 + reader.rest().length).isLessThan((int) reader.length());
        }
    }

    @Test
    void get_secondRangeOfAFileChangedSince_isTheWholeNewOne() throws IOException {
        String request = "GET /big HTTP/1.1\r\nHost: x\r\n";
        try (RawHttp http = share.raw()) {
            RawHttp.Response first =
                    http.send(request + "Range: bytes=0-999\r\n\r\n").read();
            assertThat(first.status()).isEqualTo(206);
            write(new byte[1000], 0);

            RawHttp.Response second = http.send(request + "Range: bytes=1000-1999\r\nIf-Range: "
                            + first.field("ETag").orElseThrow() + "\r\n\r\n")
                    .read();

            assertThat(second.status()).isEqualTo(200);
            assertThat(second.field("ETag")).isNotEqualTo(first.field("ETag"));
            assertThat(Arrays.equals(second.body(), Files.readAllBytes(file))).isTrue();
        }
    }
}
