package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a share says to requests it does not serve a file for: methods, versions, Host, targets, and how errors look. */
@Timeout(60)
class RequestHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    @BeforeAll
    static void fill() throws IOException {
        Files.writeString(share.root().resolve("file.txt"), "content");
        Files.writeString(share.root().resolve("semi;colon.txt"), "semi");
        Files.createDirectory(share.root().resolve("directory"));
    }

    private static RawHttp.Response ask(String request) throws IOException {
        try (RawHttp http = share.raw()) {
            return http.send(request).read();
        }
    }

    @Test
    void options_any_namesWhatIsAllowed() throws IOException {
        for (String target : new String[] {"/file.txt", "/", "*"}) {
            RawHttp.Response response = ask("OPTIONS " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(response.status()).as(target).isEqualTo(200);
            assertThat(response.field("Allow")).contains("GET, HEAD, OPTIONS");
            assertThat(response.field("Content-Length")).contains("0");
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            POST, 405
            PUT, 405
            PATCH, 405
            DELETE, 405
            TRACE, 405
            PROPFIND, 405
            MKCOL, 405
            LOCK, 405
            get, 501
            Get, 501
            FETCH, 501
            """)
    void request_methodNotServed_isRefusedAndLeavesTheDiskAlone(String method, int status) throws IOException {
        RawHttp.Response response = ask(method + " /file.txt HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.field("Allow"))
                .isEqualTo(status == 405 ? java.util.Optional.of("GET, HEAD, OPTIONS") : java.util.Optional.empty());
        assertThat(share.root().resolve("file.txt")).hasContent("content");
        assertThat(share.root()).isDirectoryNotContaining("glob:**FETCH**");
    }

    @ParameterizedTest(name = "[{0}] is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Host: x                     | 200
            Host:                       | 200
            Host: 10.0.2.2:8000         | 200
            Host: 10.0.2.2              | 200
            Host: 10.0.2.2:             | 200
            Host: 10.0.2.2:99999        | 200
            Host: [fec0::2]:8000        | 200
            Host: a b                   | 400
            Host: x/y                   | 400
            Host: x<script>             | 400
            Host: user@x                | 400
            X: y                        | 400
            """)
    void request_host_mustBeThereAndValid(String line, int status) throws IOException {
        assertThat(ask("GET /file.txt HTTP/1.1\r\n" + line + "\r\n\r\n").status())
                .isEqualTo(status);
    }

    @Test
    void request_twoHosts_is400() throws IOException {
        assertThat(ask("GET /file.txt HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n").status())
                .isEqualTo(400);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 | 200
            HTTP/1.0 | 200
            """)
    void request_version_isOneOfOurs(String version, int status) throws IOException {
        assertThat(ask("GET /file.txt " + version + "\r\nHost: x\r\n\r\n").status())
                .isEqualTo(status);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /file.txt                    | 200
            //file.txt                   | 200
            /./file.txt                  | 200
            /directory/../file.txt       | 404
            /%66ile.txt                  | 200
            /file%2Etxt                  | 200
            /file.txt?/../..             | 200
            /semi;colon.txt              | 200
            /semi%3Bcolon.txt            | 200
            /file.txt;x=1                | 404
            /File.txt                    | 404
            /file.txt%00                 | 404
            /file.txt%00.png             | 404
            /file.txt%2f                 | 404
            /directory%2f..%2ffile.txt   | 404
            /%2e%2e/%2e%2e/etc/passwd    | 404
            /..%2f..%2fetc/passwd        | 404
            /%252e%252e/etc/passwd       | 404
            /..%5c..%5cetc%5cpasswd      | 404
            /%c0%ae%c0%ae/etc/passwd     | 404
            /file.txt%                   | 400
            /file.txt%4                  | 400
            /file%zz                     | 400
            http://x/file.txt            | 200
            http://other:99/file.txt     | 200
            http://x                     | 200
            file.txt                     | 400
            *                            | 400
            """)
    void request_target_leadsInsideOrNowhere(String target, int status) throws IOException {
        RawHttp.Response response = ask("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(response.status()).isEqualTo(status);
        if (target.contains("file.txt") && status == 200) {
            assertThat(response.text()).isEqualTo("content");
        }
        assertThat(response.text()).doesNotContain("root:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void request_missingFile_hasAShortPageWithoutHostPath(String method) throws IOException {
        try (RawHttp http = share.raw()) {
            http.send(method + " /missing HTTP/1.1\r\nHost: x\r\nAccept: text/html,*/*;q=0.8\r\n\r\n");
            RawHttp.Response page = method.equals("GET") ? http.read() : http.readHead();

            assertThat(page.status()).isEqualTo(404);
            assertThat(page.field("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(page.field("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(page.field("X-Content-Type-Options")).contains("nosniff");
            assertThat(page.field("Server")).contains("share");
            assertThat(page.field("Content-Length").map(Integer::parseInt))
                    .hasValueSatisfying(length -> assertThat(length).isPositive());
            assertThat(page.text()).doesNotContain(share.root().toString());
            http.send("GET /file.txt HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(http.read().text()).isEqualTo("content");
        }
    }

    @Test
    void request_missingFileByCurl_hasALineOfText() throws IOException {
        RawHttp.Response page = ask("GET /missing HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n");

        assertThat(page.field("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(page.text()).isEqualTo("404 Not Found\n");
    }

    @Test
    void health_root_isALineOfText() throws IOException {
        assertThat(ask("GET /?health HTTP/1.1\r\nHost: x\r\n\r\n").text()).isEqualTo("share is up\n");
        assertThat(ask("GET /file.txt?health HTTP/1.1\r\nHost: x\r\n\r\n").text())
                .isEqualTo("content");
    }

    @Test
    void request_rawBytesAboveAscii_areTheNamesBytes() throws IOException {
        Files.writeString(share.root().resolve("bücher"), "umlaut");

        String utf8AsLatin1 = new String(
                "/bücher".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(ask("GET " + utf8AsLatin1 + " HTTP/1.1\r\nHost: x\r\n\r\n").text())
                .isEqualTo("umlaut");
    }

    /** The engine's buffer for pipelined answers kept the first one back until the second request was whole. */
    @Test
    void request_beforeHalfOfTheNext_isAnsweredAtOnce() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send("GET /file.txt HTTP/1.1\r\nHost: x\r\n\r\nGET /file.txt HTTP");
            assertThat(http.read().text()).isEqualTo("content");

            http.send("/1.1\r\nHost: x\r\n\r\n");
            assertThat(http.read().text()).isEqualTo("content");
        }
    }

    /** Else the refusal would pass for the answer to the first. */
    @Test
    void request_beforeAMalformedOne_isAnsweredToo() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send("GET /file.txt HTTP/1.1\r\nHost: x\r\n\r\n\u0001\r\n\r\n");

            assertThat(http.read().text()).isEqualTo("content");
            assertThat(http.read().status()).isEqualTo(400);
        }
    }
}
