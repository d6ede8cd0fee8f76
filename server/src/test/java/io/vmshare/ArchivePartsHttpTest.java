package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ReadArchive;
import io.vmshare.fixtures.ShareExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of archives whose length is known: they make the whole, and are of one and the same (RFC 9110 §14). */
@Timeout(60)
class ArchivePartsHttpTest {

    @RegisterExtension
    final ShareExtension share = ShareExtension.of();

    @BeforeEach
    void write() throws IOException {
        Random random = new Random(5);
        for (String name : new String[] {"a.gz", "b/c.xz", "b/d.png", "b/\u00E9.zip", "e.jpg"}) {
            Path file = share.root().resolve(name);
            Files.createDirectories(file.getParent());
            byte[] bytes = new byte[random.nextInt(200_000)];
            random.nextBytes(bytes);
            Files.write(file, bytes);
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000, 5)));
        }
        Files.write(share.root().resolve("b/empty"), new byte[0]);
        Files.createSymbolicLink(share.root().resolve("link"), Path.of("b"));
    }

    private RawHttp.Response get(String format, String... fields) throws IOException {
        try (RawHttp http = share.raw()) {
            String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
            return http.send("GET /?archive=" + format + " HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n")
                    .read();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "zip"})
    void get_again_isTheSameByteForByte(String format) throws IOException {
        RawHttp.Response first = get(format);
        RawHttp.Response second = get(format);

        assertThat(first.status()).isEqualTo(200);
        assertThat(Arrays.equals(first.body(), second.body())).isTrue();
        assertThat(second.field("ETag")).isEqualTo(first.field("ETag")).isPresent();
        assertThat(get(format, "If-None-Match: " + first.field("ETag").orElseThrow())
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "zip"})
    void get_partsBackwards_makeTheWhole(String format) throws IOException {
        // From the end on, so that no part finds the sums of a zip that an earlier one has read on its way.
        String tag = head(format).field("ETag").orElseThrow();
        int length = Integer.parseInt(head(format).field("Content-Length").orElseThrow());
        Random random = new Random(9);
        byte[] all = new byte[length];
        for (int end = length; end > 0; ) {
            int start = Math.max(0, end - 1 - random.nextInt(random.nextInt(10) == 0 ? 300 : 60_000));
            RawHttp.Response part = get(format, "Range: bytes=" + start + "-" + (end - 1), "If-Range: " + tag);
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.field("Content-Range")).contains("bytes " + start + "-" + (end - 1) + "/" + length);
            System.arraycopy(part.body(), 0, all, start, end - start);
            end = start;
        }

        assertThat(Arrays.equals(all, get(format).body())).isTrue();
        ReadArchive read = format.equals("tar") ? ReadArchive.tar(all) : ReadArchive.zip(all);
        assertThat(read.entries()).hasSize(9);
    }

    /** As copies are whose times were set to that of a release. */
    @Test
    void get_zipOfADirectoryWithEqualNamesTimesAndLengths_hasItsOwnSums() throws IOException {
        for (String version : new String[] {"v1", "v2"}) {
            Path file = share.root().resolve(version).resolve("d").resolve("a.png");
            Files.createDirectories(file.getParent());
            Files.write(file, version.repeat(30_000).getBytes(StandardCharsets.US_ASCII));
            FileTime time = FileTime.from(Instant.ofEpochSecond(1_700_000_000));
            Files.setLastModifiedTime(file, time);
            Files.setLastModifiedTime(file.getParent(), time);
        }
        byte[] other = zip("/v2/d/");
        byte[] whole = zip("/v1/d/");
        byte[] again = zip("/v2/d/", "Range: bytes=100-");

        assertThat(whole).isNotEqualTo(other);
        assertThat(again).isEqualTo(Arrays.copyOfRange(other, 100, other.length));
    }

    private byte[] zip(String directory, String... fields) throws IOException {
        try (RawHttp http = share.raw()) {
            String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
            return http.send("GET " + directory + "?archive=zip HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n")
                    .read()
                    .body();
        }
    }

    private RawHttp.Response head(String format) throws IOException {
        try (RawHttp http = share.raw()) {
            return http.send("HEAD /?archive=" + format + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .readHead();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "zip"})
    void get_partsAroundEveryBorder_areThoseOfTheWhole(String format) throws IOException {
        byte[] whole = get(format).body();
        Random random = new Random(11);
        try (RawHttp http = share.raw()) {
            for (int i = 0; i < 500; i++) {
                // Whatever has a border in a tar has it at a block's; in a zip what is not a file's lies near the end.
                int block = random.nextInt(whole.length / 512 - 1) * 512 + 512;
                int start = i % 2 == 0 ? block - 2 : whole.length - 1 - random.nextInt(1000);
                int end = Math.min(start + 1 + random.nextInt(6), whole.length);
                byte[] part = http.send("GET /?archive=" + format + " HTTP/1.1\r\nHost: x\r\nRange: bytes=" + start
                                + "-" + (end - 1) + "\r\n\r\n")
                        .read()
                        .body();
                assertThat(part).as("at %d", start).isEqualTo(Arrays.copyOfRange(whole, start, end));
            }
        }
    }

    @Test
    void get_severalParts_areThoseOfTheWhole() throws IOException {
        byte[] whole = get("tar").body();
        RawHttp.Response response = get("tar", "Range: bytes=100-2999,20000-59999,-5");

        assertThat(response.status()).isEqualTo(206);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.write(whole, 20_000, 40_000);
        assertThat(indexOf(response.body(), expected.toByteArray())).isPositive();
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at <= all.length - part.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "zip"})
    void get_partOfAnArchiveThatHasChanged_isTheWholeNewOne(String format) throws IOException {
        RawHttp.Response before = get(format);
        Change[] changes = {
            () -> Files.write(share.root().resolve("a.gz"), new byte[10]),
            () -> Files.setLastModifiedTime(
                    share.root().resolve("e.jpg"), FileTime.from(Instant.ofEpochSecond(1_700_000_000, 6))),
            () -> Files.move(share.root().resolve("e.jpg"), share.root().resolve("f.jpg")),
            () -> Files.delete(share.root().resolve("link")),
            () -> Files.createDirectory(share.root().resolve("b/new")),
        };
        String tag = before.field("ETag").orElseThrow();
        for (Change change : changes) {
            change.make();
            RawHttp.Response after = get(format, "Range: bytes=100-199", "If-Range: " + tag);

            assertThat(after.status()).isEqualTo(200);
            assertThat(after.field("ETag").orElseThrow()).isNotEqualTo(tag);
            tag = after.field("ETag").orElseThrow();
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    @Test
    void get_unsatisfiable_is416() throws IOException {
        long length = get("tar").body().length;

        RawHttp.Response response = get("tar", "Range: bytes=" + length + "-");
        assertThat(response.status()).isEqualTo(416);
        assertThat(response.field("Content-Range")).contains("bytes */" + length);
    }

    @Test
    void get_rangeOfWhatHasNoLength_isAll() throws IOException {
        assertThat(get("tar.gz", "Range: bytes=0-9").status()).isEqualTo(200);
    }

    /** A part in the middle of a sparse terabyte comes at once: nothing in front of it is read. */
    @Test
    void get_partFarBehind_readsNothingInFront() throws IOException {
        long size = 1L << 40;
        HostileTree.sparse(share.root().resolve("a.iso"), size);
        long length = Long.parseLong(head("tar").field("Content-Length").orElseThrow());

        assertThat(length).isGreaterThan(size);
        RawHttp.Response end = get("tar", "Range: bytes=-2000000");
        assertThat(end.body()).hasSize(2_000_000);
        assertThat(new String(end.body(), StandardCharsets.ISO_8859_1)).contains("the end");
    }

    /** To read a sparse terabyte for its sum takes minutes. */
    @Test
    void get_endOfAZipByOneWhoLeaves_isNotWorkedFor() throws Exception {
        HostileTree.sparse(share.root().resolve("large.iso"), 1L << 40);
        Path file = share.root().resolve("large.iso").toRealPath();
        try (RawHttp http = share.raw()) {
            http.send("GET /?archive=zip HTTP/1.1\r\nHost: x\r\nRange: bytes=-400\r\n\r\n");
            Deadline.await("it is read", () -> OpenFiles.includes(file));
        }
        Deadline.await("it is left", () -> !OpenFiles.includes(file));
    }

    @Test
    void get_aborted_leavesNoFileOpen() throws Exception {
        HostileTree.sparse(share.root().resolve("big.iso"), 500_000_000);
        for (String format : new String[] {"tar", "zip", "tar.gz"}) {
            for (int i = 0; i < 5; i++) {
                try (RawHttp http = share.raw()) {
                    http.send("GET /?archive=" + format + " HTTP/1.1\r\nHost: x\r\n\r\n");
                    Deadline.await("an answer", http::isAnswered);
                }
            }
        }
        Deadline.await(
                "the file is closed",
                () -> !OpenFiles.includes(share.root().resolve("big.iso").toRealPath()));
    }
}
