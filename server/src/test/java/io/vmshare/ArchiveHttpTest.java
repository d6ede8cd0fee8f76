package io.vmshare;

import static io.vmshare.ArchiveRequests.ask;
import static io.vmshare.ArchiveRequests.get;
import static io.vmshare.ArchiveRequests.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ReadArchive;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What archives hold, and the answers that they are. */
@Timeout(60)
class ArchiveHttpTest {

    @RegisterExtension
    final ShareExtension share = ShareExtension.of();

    @Test
    @EnabledOnOs(OS.LINUX)
    void get_modesAndTimes_areThere() throws IOException {
        write(share, "d/run.sh", "#!/bin/sh\n");
        Path file = share.root().resolve("d/run.sh");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000_001, 500)));
        Files.setPosixFilePermissions(share.root().resolve("d"), PosixFilePermissions.fromString("rwx-w---x"));
        for (String format : new String[] {"tar", "tar.gz", "zip"}) {
            ReadArchive archive = ReadArchive.of(get(share, "/d/?archive=" + format), format);

            assertThat(archive.entries().get("d/run.sh").mode()).isEqualTo(0751);
            assertThat(archive.entries().get("d/run.sh").seconds()).isEqualTo(1_000_000_001);
            assertThat(archive.entries().get("d").mode()).isEqualTo(0721);
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"zip, application/zip", "tar, application/x-tar", "tar.gz, application/gzip"})
    void get_fields_areThoseOfADownload(String format, String type) throws IOException {
        write(share, "a dir\u00E9/text.txt", "text");

        share.given()
                .get("/a%20dir%C3%A9/?archive=" + format)
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo(type))
                .header(
                        "Content-Disposition",
                        equalTo("attachment; filename=\"a dir_." + format + "\"; filename*=UTF-8''a%20dir%C3%A9."
                                + format))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Length", format.equals("tar") ? containsString("0") : nullValue())
                .header("ETag", format.equals("tar") ? containsString("\"") : nullValue())
                .header("Accept-Ranges", format.equals("tar") ? equalTo("bytes") : nullValue());
    }

    @Test
    void head_anyFormat_hasTheFieldsOfGet() throws IOException {
        write(share, "d/text.txt", "text");
        write(share, "d/packed.gz", "packed");
        for (String query : new String[] {"tar", "zip", "tar.gz", "zip&entry=packed.gz"}) {
            String request = " /d/?archive=" + query + " HTTP/1.1\r\nHost: x\r\n\r\n";
            try (RawHttp http = share.raw()) {
                RawHttp.Response head = http.send("HEAD" + request).readHead();
                RawHttp.Response get = http.send("GET" + request).read();

                assertThat(head.headerLines().stream().filter(line -> !line.startsWith("Date:")))
                        .as(query)
                        .containsExactlyElementsOf(get.headerLines().stream()
                                .filter(line -> !line.startsWith("Date:"))
                                .toList());
            }
        }
    }

    @Test
    void zip_compressedFilesOnly_hasItsLengthAndStoresThem() throws IOException {
        write(share, "d/a.gz", "a".repeat(1000));
        write(share, "d/b.JPG", "b".repeat(1000));
        write(share, "d/empty.txt", "");
        RawHttp.Response response = ask(share, "/d/?archive=zip");

        assertThat(response.field("Content-Length")).contains(Integer.toString(response.body().length));
        assertThat(response.field("ETag")).isPresent();
        assertThat(response.body()).hasSizeGreaterThan(2000);
        assertThat(ReadArchive.zip(response.body()).entries().keySet())
                .containsExactly("d", "d/a.gz", "d/b.JPG", "d/empty.txt");
    }

    @Test
    void zip_text_isCompressed() throws IOException {
        write(share, "d/a.txt", "a".repeat(100_000));
        RawHttp.Response response = ask(share, "/d/?archive=zip");

        assertThat(response.field("Transfer-Encoding")).contains("chunked");
        assertThat(response.body()).hasSizeLessThan(2000);
        assertThat(ReadArchive.zip(response.body()).content("d/a.txt"))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(100_000));
    }

    @Test
    void get_http10_endsWithTheConnection() throws IOException {
        write(share, "d/a.txt", "text");
        for (String format : new String[] {"tar", "tar.gz", "zip"}) {
            try (RawHttp http = share.raw()) {
                byte[] body = http.send("GET /d/?archive=" + format + " HTTP/1.0\r\n\r\n")
                        .read()
                        .body();
                assertThat(ReadArchive.of(body, format).content("d/a.txt")).isPresent();
            }
        }
    }

    @Test
    void get_treeInAnImage_isThatTree() throws IOException {
        try (ZipOutputStream zip =
                new ZipOutputStream(Files.newOutputStream(share.root().resolve("image.zip")))) {
            zip.putNextEntry(new ZipEntry("dir/a.txt"));
            zip.write("in an image".getBytes(StandardCharsets.US_ASCII));
        }
        for (String format : new String[] {"tar", "tar.gz", "zip"}) {
            ReadArchive archive = ReadArchive.of(get(share, "/image.zip/?archive=" + format), format);

            assertThat(archive.content("image.zip/dir/a.txt"))
                    .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("in an image"));
        }
        String tag = ask(share, "/image.zip/?archive=tar").field("ETag").orElseThrow();
        Files.setLastModifiedTime(share.root().resolve("image.zip"), FileTime.from(Instant.ofEpochSecond(1)));
        assertThat(ask(share, "/image.zip/?archive=tar").field("ETag").orElseThrow())
                .isNotEqualTo(tag);
        assertThat(ReadArchive.tar(get(share, "/?archive=tar")).entries()).containsOnlyKeys("root", "root/image.zip");
    }

    @Test
    void get_emptyDirectory_isItAlone() throws IOException {
        Files.createDirectory(share.root().resolve("d"));
        for (String format : new String[] {"tar", "tar.gz", "zip"}) {
            assertThat(ReadArchive.of(get(share, "/d/?archive=" + format), format)
                            .entries())
                    .containsOnlyKeys("d");
        }
    }

    /** It has no time, and may be longer by the time that it is sent; but what is there never changes. */
    @Test
    void get_shareOfAGrowingFile_holdsWhatHasComeAndMissesNothing(@TempDir Path directory) throws IOException {
        FileChannel spool = FileChannel.open(
                directory.resolve("spool"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try (GrowingFile file = GrowingFile.of("log.txt", spool);
                ShareServer server =
                        ShareServer.start(ShareOptions.builder(file.path()).build());
                RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            file.append(ByteBuffer.wrap("one\n".getBytes(StandardCharsets.US_ASCII)));
            String request = "GET /?archive=tar HTTP/1.1\r\nHost: x\r\n";
            ReadArchive archive =
                    ReadArchive.tar(http.send(request + "\r\n").read().body());

            assertThat(archive.entries()).containsOnlyKeys("share", "share/log.txt");
            assertThat(archive.content("share/log.txt"))
                    .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("one\n"));
            assertThat(http.send(request + "Range: bytes=0-2047\r\n\r\n").read().body())
                    .hasSize(2048);
        }
    }
}
