package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditional requests on the wire (RFC 9110 §13); {@code Preconditions} has the tables of the grammar. */
@Timeout(60)
class PreconditionHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static final Instant MODIFIED = Instant.parse("2026-11-20T10:11:12.987654321Z");

    @BeforeAll
    static void fill() throws IOException {
        write("file.bin", MODIFIED);
        write("future.bin", Instant.now().plusSeconds(9999));
        write("ancient.bin", Instant.parse("1901-12-13T20:45:52Z"));
    }

    private static void write(String name, Instant modified) throws IOException {
        Path file = Files.writeString(share.root().resolve(name), "content");
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private static RawHttp.Response ask(String method, String path, String fieldLines) throws IOException {
        try (RawHttp http = share.raw()) {
            http.send(method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + fieldLines + "\r\n");
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    private static String tagOf(String path) throws IOException {
        return ask("HEAD", path, "").field("ETag").orElseThrow();
    }

    /** IM, IUM, INM, IMS are the four fields, in the order of RFC 9110 §13.2.2; TAG is the current tag. */
    private static String fieldLines(String path, String conditions) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String condition : conditions.split(" & ")) {
            lines.append(condition
                            .replace("INM:", "If-None-Match:")
                            .replace("IMS:", "If-Modified-Since:")
                            .replace("IUM:", "If-Unmodified-Since:")
                            .replace("IM:", "If-Match:")
                            .replace("TAG", tagOf(path))
                            .replace("before", "Fri, 20 Nov 2026 10:11:11 GMT")
                            .replace("same", "Fri, 20 Nov 2026 10:11:12 GMT")
                            .replace("after", "Fri, 20 Nov 2026 10:11:13 GMT"))
                    .append("\r\n");
        }
        return lines.toString();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            IM: TAG                                        | 200
            IM: *                                        | 200
            IM: "a", TAG , "b"                             | 200
            IM: "a"                                      | 412
            IM: W/TAG                                      | 412
            IM: "a" & IM: TAG                              | 200
            IUM: before                                  | 412
            IUM: same                                    | 200
            IUM: after                                   | 200
            IUM: never                                   | 200
            IUM: before & IUM: before                    | 200
            INM: TAG                                       | 304
            INM: W/TAG                                     | 304
            INM: *                                       | 304
            INM: "a"                                     | 200
            INM: "a" & INM: TAG                            | 304
            IMS: before                                  | 200
            IMS: same                                    | 304
            IMS: after                                   | 304
            IMS: 0                                       | 200
            IMS: same & IMS: same                        | 200
            IMS: Friday, 20-Nov-26 10:11:12 GMT          | 304
            IMS: Fri Nov 20 10:11:12 2026                | 304
            IM: TAG & IUM: before                          | 200
            IM: "a" & IUM: after                         | 412
            IM: TAG & INM: TAG                               | 304
            IM: "a" & INM: TAG                             | 412
            IM: TAG & INM: "a"                             | 200
            IUM: before & INM: TAG                         | 412
            IUM: after & INM: TAG                          | 304
            IUM: before & IMS: same                      | 412
            IUM: same & IMS: same                        | 304
            INM: "a" & IMS: same                         | 200
            INM: TAG & IMS: before                         | 304
            IM: TAG & IUM: before & INM: TAG & IMS: before   | 304
            IM: * & IUM: before & INM: "a" & IMS: after  | 200
            """)
    void get_conditions_takeTheOrderOfTheRfc(String conditions, int status) throws IOException {
        String lines = fieldLines("/file.bin", conditions);

        assertThat(ask("GET", "/file.bin", lines).status()).isEqualTo(status);
        assertThat(ask("HEAD", "/file.bin", lines).status()).isEqualTo(status);
    }

    @Test
    void get_304_hasTheFieldsOf200AndSaysNothingOfLength() throws IOException {
        RawHttp.Response full = ask("GET", "/file.bin", "");
        try (RawHttp http = share.raw()) {
            RawHttp.Response response = http.send(
                            "GET /file.bin HTTP/1.1\r\nHost: x\r\nIf-None-Match: " + tagOf("/file.bin") + "\r\n\r\n")
                    .read();

            for (String field : List.of("ETag", "Last-Modified", "Cache-Control")) {
                assertThat(response.field(field)).as(field).isPresent().isEqualTo(full.field(field));
            }
            assertThat(response.field("Date")).isPresent();
            assertThat(response.field("Content-Length").orElse("7")).isEqualTo("7");
            assertThat(response.field("Content-Type")).isEmpty();
            assertThat(response.field("Transfer-Encoding")).isEmpty();
            http.send("GET /file.bin HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(http.read().text()).as("no content lies between").isEqualTo("content");
        }
    }

    @Test
    void get_412_hasTheValidatorsAndAPageOfItsOwn() throws IOException {
        RawHttp.Response full = ask("GET", "/file.bin", "");
        RawHttp.Response failed = ask("GET", "/file.bin", "If-Match: \"a\"\r\n");
        RawHttp.Response head = ask("HEAD", "/file.bin", "If-Match: \"a\"\r\n");

        assertThat(failed.status()).isEqualTo(412);
        assertThat(failed.field("ETag")).isEqualTo(full.field("ETag"));
        assertThat(failed.field("Last-Modified")).isEqualTo(full.field("Last-Modified"));
        assertThat(failed.text()).isEqualTo("412 Precondition Failed\n");
        assertThat(failed.field("Accept-Ranges")).isEmpty();
        assertThat(head.field("Content-Length")).isEqualTo(failed.field("Content-Length"));
    }

    /** The condition is asked before the range (RFC 9110 §13.2.2 steps 3 to 5). */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INM: TAG                               | 304
            IM: "a"                              | 412
            INM: "a"                             | 206
            If-Range: TAG                          | 206
            If-Range: W/TAG                        | 200
            If-Range: "a"                        | 200
            If-Range: "a", TAG                     | 200
            If-Range: TAG & If-Range: TAG            | 200
            If-Range: *                          | 200
            If-Range: same                       | 206
            If-Range: before                     | 200
            If-Range: after                      | 200
            If-Range: same & If-Range: same      | 200
            If-Range: "a" & INM: TAG               | 304
            """)
    void get_rangeWithConditions_isAskedLast(String conditions, int status) throws IOException {
        String lines = fieldLines("/file.bin", conditions) + "Range: bytes=0-2\r\n";

        assertThat(ask("GET", "/file.bin", lines).status()).isEqualTo(status);
    }

    @Test
    void get_ifRangeThatFails_makesAnUnsatisfiableRangeHarmless() throws IOException {
        assertThat(ask("GET", "/file.bin", "Range: bytes=99-\r\nIf-Range: \"a\"\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(ask("GET", "/file.bin", "Range: bytes=99-\r\nIf-Range: " + tagOf("/file.bin") + "\r\n")
                        .status())
                .isEqualTo(416);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            IMS: Fri, 01 Jan 2100 00:00:00 GMT                           | 200
            IUM: Fri, 20 Nov 2026 10:11:12 GMT                           | 200
            INM: TAG                                                       | 304
            Range: bytes=0-2 & If-Range: Fri, 01 Jan 2100 00:00:00 GMT   | 200
            Range: bytes=0-2 & If-Range: TAG                               | 206
            """)
    void get_modifiedInTheFuture_isKnownByItsTagAlone(String conditions, int status) throws IOException {
        RawHttp.Response response = ask("GET", "/future.bin", fieldLines("/future.bin", conditions));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.field("Last-Modified")).isEmpty();
        assertThat(response.field("ETag")).isPresent();
    }

    @Test
    void get_fileOlderThanUnix_hasItsDate() throws IOException {
        assertThat(ask("GET", "/ancient.bin", "").field("Last-Modified")).contains("Fri, 13 Dec 1901 20:45:52 GMT");
    }

    /** Mirrors of one storage, and a restarted server, are one to their clients. */
    @Test
    void get_sameFileFromAnotherServer_hasTheSameTag() throws IOException {
        try (ShareServer other =
                        ShareServer.start(ShareOptions.builder(share.root()).build());
                RawHttp http = RawHttp.connect("127.0.0.1", other.uri().getPort())) {
            assertThat(http.send("GET /file.bin HTTP/1.1\r\nHost: x\r\n\r\n")
                            .read()
                            .field("ETag"))
                    .contains(tagOf("/file.bin"));
        }
    }
}
