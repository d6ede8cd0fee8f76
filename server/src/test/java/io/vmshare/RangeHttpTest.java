package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
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

/** Ranges of files (RFC 9110 §14), and If-Range (§13.1.5). */
@Timeout(60)
class RangeHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static final byte[] BIG = new byte[3_000_000];

    @BeforeAll
    static void fill() throws IOException {
        new Random(7).nextBytes(BIG);
        Files.write(share.root().resolve("big.bin"), BIG);
        Files.write(share.root().resolve("empty.txt"), new byte[0]);
        Path hello = Files.writeString(share.root().resolve("hello.txt"), "hello, guest\nsee y");
        Files.setLastModifiedTime(hello, FileTime.from(Instant.parse("2026-11-20T10:11:12.123456789Z")));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            bytes=0-4       | 206 | bytes 0-4/18   | hello
            bytes=7-11      | 206 | bytes 7-11/18  | guest
            bytes=13-       | 206 | bytes 13-17/18 | see y
            bytes=-5        | 206 | bytes 13-17/18 | see y
            bytes=13-9999   | 206 | bytes 13-17/18 | see y
            bytes=17-17     | 206 | bytes 17-17/18 | y
            bytes=18-       | 416 | bytes */18     | none
            bytes=-0        | 416 | bytes */18     | none
            bytes=u-u       | 200 | none           | none
            bytes=5-2       | 200 | none           | none
            lines=0-4       | 200 | none           | none
            """)
    void get_range_isAnswered(String range, int status, String contentRange, String body) {
        Response response = share.given().header("Range", range).get("/hello.txt");

        response.then()
                .statusCode(status)
                .header("Content-Range", contentRange == null ? nullValue() : equalTo(contentRange));
        if (body != null) {
            response.then().body(equalTo(body)).header("Content-Length", String.valueOf(body.length()));
        }
    }

    @Test
    void get_rangeDeepInABigFile_startsThere() {
        byte[] part = share.given()
                .header("Range", "bytes=1000001-2500000")
                .get("/big.bin")
                .asByteArray();

        assertThat(part).isEqualTo(java.util.Arrays.copyOfRange(BIG, 1_000_001, 2_500_001));
    }

    @Test
    void head_range_is206WithTheFieldsOfGet() throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response head = http.send("HEAD /hello.txt HTTP/1.1\r\nHost: x\r\nRange: bytes=0-4\r\n\r\n")
                    .readHead();

            assertThat(head.status()).isEqualTo(206);
            assertThat(head.field("Content-Range")).contains("bytes 0-4/18");
            assertThat(head.field("Content-Length")).contains("5");
        }
    }

    @Test
    void get_suffixRangeOfAnEmptyFile_is200() {
        share.given()
                .header("Range", "bytes=-5")
                .get("/empty.txt")
                .then()
                .statusCode(200)
                .header("Content-Length", "0");
    }

    @Test
    void get_ifRangeWithTheTag_is206AndWithAnotherIsTheWhole() {
        String tag = share.given().get("/hello.txt").header("ETag");

        share.given()
                .header("Range", "bytes=0-4")
                .header("If-Range", tag)
                .get("/hello.txt")
                .then()
                .statusCode(206);
        share.given()
                .header("Range", "bytes=0-4")
                .header("If-Range", "\"other\"")
                .get("/hello.txt")
                .then()
                .statusCode(200);
        share.given()
                .header("Range", "bytes=0-4")
                .header("If-Range", "Fri, 20 Nov 2026 10:11:12 GMT")
                .get("/hello.txt")
                .then()
                .statusCode(206);
        share.given()
                .header("Range", "bytes=0-4")
                .header("If-Range", "Fri, 20 Nov 2026 10:11:11 GMT")
                .get("/hello.txt")
                .then()
                .statusCode(200);
    }
}
