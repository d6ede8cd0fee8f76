package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GET and HEAD of files (RFC 9110 §9.3): fields and preconditions. */
@Timeout(60)
class FileHttpTest {

    @RegisterExtension
    static final ShareExtension share =
            ShareExtension.of(options -> options.header("X-Owner", "me").mediaType("special", "application/x-special"));

    private static final Instant MODIFIED = Instant.parse("2026-11-20T10:11:12.123456789Z");
    private static final byte[] BIG = new byte[3_000_000];

    @BeforeAll
    static void fill() throws IOException {
        new Random(7).nextBytes(BIG);
        write("hello.txt", "hello, guest\nsee you".substring(0, 18).getBytes());
        write("empty.txt", new byte[0]);
        write("big.bin", BIG);
        write("boot.ipxe", "#!ipxe\n".getBytes());
        write("thing.special", "s".getBytes());
        write("archive.tar.gz", "not really".getBytes());
        write("future.txt", "later".getBytes());
        Files.setLastModifiedTime(
                share.root().resolve("future.txt"), FileTime.from(Instant.now().plusSeconds(9999)));
    }

    private static void write(String name, byte[] content) throws IOException {
        Path file = Files.write(share.root().resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
    }

    @Test
    void get_file_isItsBytesWithTheFieldsOfTheContract() {
        share.given()
                .get("/hello.txt")
                .then()
                .statusCode(200)
                .body(equalTo("hello, guest\nsee y"))
                .header("Content-Length", "18")
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Last-Modified", "Fri, 20 Nov 2026 10:11:12 GMT")
                .header(
                        "ETag",
                        "\"12-6aff1cb0.75bcd15\"".replace("6aff1cb0", Long.toHexString(MODIFIED.getEpochSecond())))
                .header("Server", "share")
                .header("X-Owner", "me")
                .header("Transfer-Encoding", nullValue())
                .header("Vary", nullValue())
                .header("Content-Disposition", nullValue())
                .header("Content-Encoding", nullValue());
    }

    @Test
    void head_file_hasTheFieldsOfGetAndNoBody() throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response get =
                    http.send("GET /hello.txt HTTP/1.1\r\nHost: x\r\n\r\n").read();
            RawHttp.Response head =
                    http.send("HEAD /hello.txt HTTP/1.1\r\nHost: x\r\n\r\n").readHead();
            http.send("GET /empty.txt HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(head.statusLine()).isEqualTo(get.statusLine());
            assertThat(withoutDate(head)).containsExactlyInAnyOrderElementsOf(withoutDate(get));
            assertThat(http.read().body()).as("nothing of a body lies between").isEmpty();
        }
    }

    private static java.util.List<String> withoutDate(RawHttp.Response response) {
        return response.headerLines().stream()
                .filter(line -> !line.startsWith("Date:"))
                .toList();
    }

    @Test
    void get_emptyFile_isEmptyWithLengthZero() {
        share.given()
                .get("/empty.txt")
                .then()
                .statusCode(200)
                .header("Content-Length", "0")
                .body(emptyString());
    }

    @Test
    void get_fileLargerThanAllBuffers_isExact() {
        assertThat(share.given().get("/big.bin").asByteArray()).isEqualTo(BIG);
    }

    @Test
    void get_compressionOffered_isNeverTaken() {
        share.given()
                .header("Accept-Encoding", "gzip, br, zstd")
                .get("/archive.tar.gz")
                .then()
                .statusCode(200)
                .header("Content-Encoding", nullValue())
                .header("Content-Length", "10");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /boot.ipxe      | text/plain; charset=utf-8
            /thing.special  | application/x-special
            /archive.tar.gz | application/gzip
            /big.bin        | application/octet-stream
            """)
    void get_extension_decidesTheMediaType(String path, String type) {
        share.given().get(path).then().header("Content-Type", type);
    }

    @Test
    void get_unchangedEntityTag_is304WithTheTag() {
        String tag = share.given().get("/hello.txt").header("ETag");

        share.given()
                .header("If-None-Match", "\"other\", " + tag)
                .get("/hello.txt")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Last-Modified", "Fri, 20 Nov 2026 10:11:12 GMT")
                .body(emptyString());
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            If-None-Match       | "other"                         | 200
            If-None-Match       | *                               | 304
            If-Modified-Since   | Fri, 20 Nov 2026 10:11:12 GMT   | 304
            If-Modified-Since   | Fri, 20 Nov 2026 10:11:11 GMT   | 200
            If-Modified-Since   | yesterday                       | 200
            If-Match            | "other"                         | 412
            If-Match            | *                               | 200
            If-Unmodified-Since | Fri, 20 Nov 2026 10:11:11 GMT   | 412
            If-Unmodified-Since | Fri, 20 Nov 2026 10:11:12 GMT   | 200
            """)
    void get_precondition_decides(String field, String value, int status) {
        share.given().header(field, value).get("/hello.txt").then().statusCode(status);
    }

    @Test
    void get_ifNoneMatchMissesAndDateMatches_is200() {
        share.given()
                .header("If-None-Match", "\"other\"")
                .header("If-Modified-Since", "Fri, 20 Nov 2026 10:11:12 GMT")
                .get("/hello.txt")
                .then()
                .statusCode(200);
    }

    @Test
    void get_modifiedInTheFuture_hasATagAndNoDate() {
        share.given()
                .get("/future.txt")
                .then()
                .statusCode(200)
                .header("Last-Modified", nullValue())
                .header("ETag", org.hamcrest.Matchers.startsWith("\"5-"));
    }

    @Test
    void get_changedContentOfEqualLength_hasAnotherTag() throws IOException {
        Path file = Files.writeString(share.root().resolve("changing.txt"), "one");
        String before = share.given().get("/changing.txt").header("ETag");
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, FileTime.from(MODIFIED));

        share.given()
                .header("If-None-Match", before)
                .get("/changing.txt")
                .then()
                .statusCode(200)
                .body(equalTo("two"));
    }

    @Test
    void get_fileWithATrailingSlash_is404() {
        share.given().get("/hello.txt/").then().statusCode(404);
        share.given().get("/hello.txt/more").then().statusCode(404);
    }

    @Test
    void get_manyRequestsOnOneConnection_areAllRight() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send("GET /hello.txt HTTP/1.1\r\nHost: x\r\n\r\n".repeat(300));
            for (RawHttp.Response response : http.read(300)) {
                assertThat(response.text()).isEqualTo("hello, guest\nsee y");
            }
        }
    }

    @Test
    void get_http10_isAnsweredAndClosed() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send("GET /hello.txt HTTP/1.0\r\n\r\n");
            assertThat(http.read().text()).isEqualTo("hello, guest\nsee y");
            assertThat(http.readToEnd()).isEmpty();
        }
    }

    @Test
    void get_http10ListingWithoutHost_isToTheEndOfTheConnection() throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response listing = http.send("GET / HTTP/1.0\r\n\r\n").read();
            assertThat(listing.field("Transfer-Encoding")).isEmpty();
            assertThat(listing.text()).endsWith("</html>\n");
        }
    }
}
