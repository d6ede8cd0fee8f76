package io.vmshare;

import static io.vmshare.ArchiveRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ReadArchive;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.SlowReader;
import io.vmshare.fixtures.SlowReader.Event;
import io.vmshare.fixtures.TreeZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of what an image holds, which becomes another one of the same names, lengths and times. */
@Timeout(60)
class ArchiveOfImageHttpTest {

    private static final int SIZE = 12 * 1024 * 1024;
    private static final String OLD = "OLD BYTES";
    private static final String NEW = "NEW BYTES";
    private static final String CHANGED = "lies in an image that was changed before all of it was sent";

    @RegisterExtension
    final ShareExtension share = ShareExtension.of();

    private final byte[] noise = new byte[SIZE];
    private Path image;
    private Path other;

    @BeforeEach
    void makeImages() throws IOException {
        new Random(3).nextBytes(noise);
        image = make(share.root().resolve("disc.zip"), OLD);
        other = make(share.root().resolveSibling("other.zip"), NEW);
        Files.setLastModifiedTime(other, FileTime.from(Instant.now().minusSeconds(5)));
    }

    private Path make(Path path, String text) throws IOException {
        return TreeZip.stored()
                .with("a-first.png", noise)
                .with("dir/b.png", bytes(text))
                .with("dir/c.png", bytes(text))
                .with("text/d.txt", bytes(text))
                .writeTo(path);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void replace() throws IOException {
        Files.move(other, image, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "archive=tar, X-None: 1",
        "archive=tar, Range: bytes=0-",
        "archive=zip&entry=a-first.png&entry=dir, X-None: 1",
        "archive=zip&entry=a-first.png&entry=dir, Range: bytes=1-"
    })
    void promisedLength_imageChangesInAnyWay_isCutAndHoldsNothingOfAnother(String query, String field)
            throws IOException {
        List<Event> events = List.of(
                this::replace,
                () -> Files.write(image, Files.readAllBytes(other)),
                () -> Files.delete(image),
                () -> Files.setLastModifiedTime(image, FileTime.from(Instant.ofEpochSecond(1))));
        for (Event event : events) {
            makeImages();
            try (SlowReader reader = SlowReader.get(share, "/disc.zip/?" + query, field)) {
                byte[] body = reader.readAround(event);

                assertThat((long) body.length).isLessThan(reader.length());
                assertThat(text(body)).doesNotContain(NEW);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar.gz"})
    void noPromisedLength_imageIsReplaced_reportsWhatIsMissing(String format) throws IOException {
        try (SlowReader reader = SlowReader.get(share.port(), "/disc.zip/?archive=" + format)) {
            byte[] body = reader.readAround(this::replace);
            ReadArchive archive = ReadArchive.of(ArchiveRequests.unchunked(body), format);

            assertThat(archive.entries())
                    .containsKeys("disc.zip/a-first.png", "disc.zip/ERRORS.txt")
                    .doesNotContainKeys("disc.zip/dir/b.png", "disc.zip/dir/c.png", "disc.zip/text/d.txt");
            assertThat(archive.content("disc.zip/a-first.png"))
                    .hasValueSatisfying(
                            bytes -> assertThat(Arrays.equals(bytes, noise)).isTrue());
            String report = text(archive.content("disc.zip/ERRORS.txt").orElseThrow());
            assertThat(report).contains("lies in an image that was changed before all of it was");
            assertThat(report.contains("disc.zip/dir/b.png: " + CHANGED)).isEqualTo(format.equals("zip"));
        }
    }

    @Test
    void tar_imageIsAwayForAWhile_isWhole() throws IOException {
        byte[] whole = get(share, "/disc.zip/?archive=tar");
        try (SlowReader reader = SlowReader.get(share, "/disc.zip/?archive=tar")) {
            byte[] body = reader.readAround(() -> {
                Path away = share.root().resolveSibling("away.zip");
                Files.move(image, away);
                Files.move(away, image);
            });

            assertThat(Arrays.equals(body, whole)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "zip&entry=a-first.png&entry=dir"})
    void ifRange_imageIsReplacedByOneOfSuchNamesAndLengths_isTheWholeNewOne(String query) throws IOException {
        String path = "/disc.zip/?archive=" + query;
        String tag = ArchiveRequests.ask(share, path).field("ETag").orElseThrow();
        replace();
        try (RawHttp http = share.raw()) {
            RawHttp.Response response = http.send("GET " + path
                            + " HTTP/1.1\r\nHost: x\r\nRange: bytes=1000-\r\nIf-Range: " + tag + "\r\n\r\n")
                    .read();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.field("ETag").orElseThrow()).isNotEqualTo(tag);
            assertThat(text(response.body())).contains(NEW).doesNotContain(OLD);
        }
    }

    /** The inner image is as long as before, and has no time but that of the outer one. */
    @Test
    void tag_imageInAnotherOfTheSameTime_isAnotherAfterThatIsReplaced() throws IOException {
        FileTime time = FileTime.from(Instant.ofEpochSecond(1_700_000_000));
        Path inner =
                TreeZip.stored().with("a.txt", bytes(OLD)).writeTo(share.root().resolveSibling("inner.zip"));
        Path outer = share.root().resolve("outer.zip");
        TreeZip.stored().with("inner.zip", Files.readAllBytes(inner)).writeTo(outer);
        Files.setLastModifiedTime(outer, time);
        String path = "/outer.zip/inner.zip/?archive=tar";
        String tag = ArchiveRequests.ask(share, path).field("ETag").orElseThrow();

        TreeZip.stored().with("a.txt", bytes(NEW)).writeTo(inner);
        TreeZip.stored()
                .with("inner.zip", Files.readAllBytes(inner))
                .with("more", new byte[0])
                .writeTo(outer);
        Files.setLastModifiedTime(outer, time);

        RawHttp.Response after = ArchiveRequests.ask(share, path);
        assertThat(text(after.body())).contains(NEW);
        assertThat(after.field("ETag").orElseThrow()).isNotEqualTo(tag);
    }

    /** The image lies beside what it holds. */
    @Test
    void shareOfOneImage_imageIsReplaced_isCutAndElseWhole() throws IOException {
        try (ShareServer server =
                ShareServer.start(ShareOptions.builder(image).port(0).build())) {
            byte[] whole;
            try (SlowReader reader = SlowReader.get(server.uri().getPort(), "/?archive=tar")) {
                whole = reader.rest();
                assertThat(reader.length()).isEqualTo(whole.length);
            }
            assertThat(ReadArchive.tar(whole).entries().keySet())
                    .containsExactly(
                            "share",
                            "share/a-first.png",
                            "share/dir",
                            "share/dir/b.png",
                            "share/dir/c.png",
                            "share/disc.zip",
                            "share/text",
                            "share/text/d.txt");
            try (SlowReader reader = SlowReader.get(server.uri().getPort(), "/?archive=tar")) {
                byte[] body = reader.readAround(this::replace);

                assertThat(body).hasSizeLessThan(whole.length);
                assertThat(text(body)).doesNotContain(NEW);
            }
        }
    }

    /** What is a tree below its name is one file in an archive of the directory that it lies in, and changes as files do. */
    @Test
    void directoryOfImages_oneIsReplaced_isReportedAsAFile() throws IOException {
        Files.write(share.root().resolve("a-first.bin"), noise);
        try (SlowReader reader = SlowReader.get(share, "/?archive=tar")) {
            ReadArchive archive = ReadArchive.tar(reader.readAround(this::replace));

            assertThat(archive.entries())
                    .containsOnlyKeys("root", "root/a-first.bin", "root/disc.zip", "root/ERRORS.txt");
            assertThat(text(archive.content("root/ERRORS.txt").orElseThrow()))
                    .contains("root/disc.zip: was changed before it was sent");
        }
    }
}
