package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.http.ReasonPhrase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request ends (RFC 9112 §2 to §9): what is refused, and that nothing behind a request is taken for another. */
@Timeout(60)
class FramingHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static final String SMUGGLED = "GET /smuggled.txt HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String MARKER = "GET /marker.txt HTTP/1.1\r\nHost: x\r\n\r\n";

    @BeforeAll
    static void fill() throws IOException {
        Files.writeString(share.root().resolve("file.txt"), "content");
        Files.writeString(share.root().resolve("marker.txt"), "marker");
        Files.writeString(share.root().resolve("smuggled.txt"), "SMUGGLED");
    }

    /** Sends text in which {@code ~} is CR LF, and returns the one answer that may come before the end. */
    private static RawHttp.Response only(String request) throws IOException {
        try (RawHttp http = share.raw()) {
            http.send(request.replace("~", "\r\n"));
            RawHttp.Response answer = request.startsWith("HEAD") ? http.readHead() : http.read();
            assertThat(answer.field("Connection")).as("%s", answer).contains("close");
            assertThat(http.readToEnd()).as("what follows the answer").isEmpty();
            return answer;
        }
    }

    @ParameterizedTest(name = "[{0}] is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            GET /file.txt HTTP/1.1~Host: x~ folded~~                                    | 400
            GET /file.txt HTTP/1.1~ Host: x~~                                           | 400
            GET /file.txt HTTP/1.1~Host : x~~                                           | 400
            GET /file.txt HTTP/1.1~Host: x~Content-Length: 5~Content-Length: 6~~hello   | 400
            GET /file.txt HTTP/1.1~Host: x~Content-Length: 5~Content-Length: 5~~hello   | 400
            GET /file.txt HTTP/1.1~Host: x~Content-Length: 5, 5~~hello                  | 400
            GET /file.txt HTTP/1.1~Host: x~Content-Length: -1~~                         | 400
            GET /file.txt HTTP/1.1~Host: x~Content-Length: 0x5~~hello                   | 400
            GET /file.txt HTTP/1.1~Host: x~Content-Length: 5~Transfer-Encoding: chunked~~0~~ | 400
            GET /file.txt HTTP/1.1~Host: x~Transfer-Encoding: chunked~Content-Length: 5~~0~~ | 400
            GET /file.txt HTTP/1.1~Host: x~Transfer-Encoding: chunked, gzip~~0~~        | 400
            GET /file.txt HTTP/1.1~Host: x~Transfer-Encoding: gzip~~0~~                 | 501
            GET /file.txt HTTP/1.1~Host: x~Transfer-Encoding: gzip, chunked~~0~~        | 501
            GET /file.txt HTTP/1.1~Host: x~Transfer-Encoding: xchunked~~0~~             | 501
            GET /file.txt HTTP/1.0~Transfer-Encoding: chunked~~0~~                      | 400
            GET /file.txt HTTP/1.1~~                                                    | 400
            GET /file.txt HTTP/1.1~Host: x~Host: x~~                                    | 400
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA /file.txt HTTP/1.1~Host: x~~       | 501
            GET http://x\\..\\file.txt HTTP/1.1~Host: x~~                              | 400
            CONNECT y:443 HTTP/1.1~Host: x~~                                            | 405
            CONNECT ! HTTP/1.1~Host: x~~                                                | 405
            GET /file.txt HTTP/1.1~Host: x y~~                                          | 400
            GET /file.txt HTTP/1.0~Host: [fefec0::2]~~                                  | 400
            GET /file.txt HTTP/0.9~~                                                    | 505
            GET /file.txt HTTP/2.0~Host: x~~                                            | 505
            GET /file.txt HTTP/3.9~Host: x~~                                            | 505
            PRI * HTTP/2.0~~SM~~                                                        | 505
            HEAD /file.txt HTTP/3.9~Host: x~~                                           | 505
            GET /file.txt~~                                                             | 400
            GET /file.txt HTTP/1.1x~Host: x~~                                           | 400
            GET /file.txt#x HTTP/1.1~Host: x~~                                          | 400
            GET /file.txt?%zz HTTP/1.1~Host: x~~                                        | 400
            GET * HTTP/1.1~Host: x~~                                                    | 400
            GET file.txt HTTP/1.1~Host: x~~                                             | 400
            G@T /file.txt HTTP/1.1~Host: x~~                                            | 400
            GET /file.txt HTTP/1.1~Host: x~no colon~~                                   | 400
            """)
    void request_ofTwoMeanings_isRefusedAndTheConnectionClosed(String request, int status) throws IOException {
        RawHttp.Response answer = only(request + SMUGGLED);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 " + status + " " + ReasonPhrase.of(status));
        assertThat(answer.field("Server")).contains("share");
        assertThat(answer.field("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.text()).doesNotContain("SMUGGLED", "content");
    }

    @ParameterizedTest(name = "case {index}")
    @ValueSource(
            strings = {
                "GET /file.txt HTTP/1.1\nHost: x\n\n",
                "GET /file.txt HTTP/1.1\r\nHost: x\n\r\n",
                "GET /file.txt HTTP/1.1\r\nHost: x\r\n\n",
                "GET /file.txt HTTP/1.1\rHost: x\r\r\n\r\n",
                "GET /file.txt\u0000 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /file.txt HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n",
                "GET /file.txt HTTP/1.1\r\nHost: x\r\nX: a\u0001b\r\n\r\n",
                "GET /file.txt HTTP/1.1\r\nHost: x\r\nX\u0080: b\r\n\r\n",
                "GET\t/file.txt\tHTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00FC\u0003\u0003", // the beginning of TLS
                "\r\n\r\nGET /file.txt HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void request_lineEndsAndControlCharacters_areOfTheGrammar(String request) throws IOException {
        assertThat(only(request).status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "Content-Length: 40",
                "Content-Length: 18446744073709551616",
                "Content-Length: 99999999999999999999999999999999999999",
                "Transfer-Encoding: chunked",
                "Expect: 100-continue~Content-Length: 5"
            })
    void get_withContent_isAnsweredOnceAndTheConnectionClosed(String fields) throws IOException {
        for (String content : List.of("", "0~~", "0x0~~", "-0~~", "+0~~", "5~hello~0~~", "ffffffffffffffff1~")) {
            RawHttp.Response answer = only("GET /file.txt HTTP/1.1~Host: x~" + fields + "~~" + content + SMUGGLED);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("content");
        }
    }

    @Test
    void put_largeContent_isRefusedWithoutBeingReadToItsEnd() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send("PUT /new.txt HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000000\r\n\r\n");
            http.send(new byte[500_000]);

            RawHttp.Response answer = http.read();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.field("Allow")).contains("GET, HEAD, OPTIONS");
            assertThat(share.root().resolve("new.txt")).doesNotExist();
            assertThat(http.readToEnd()).isEmpty();
        }
    }

    /** The engine takes them for HEAD and sends no content: none must be announced. */
    @ParameterizedTest
    @ValueSource(strings = {"Head", "head", "HeAD"})
    void request_headInOtherLetters_leavesTheConnectionToTheNext(String method) throws IOException {
        try (RawHttp http = share.raw()) {
            http.send(method + " /file.txt HTTP/1.1\r\nHost: x\r\n\r\n" + MARKER);

            assertThat(http.read().status()).isEqualTo(501);
            assertThat(http.read().text()).isEqualTo("marker");
        }
    }

    /** In somebody else's Undertow there is no guard, but a connection with content ends all the same. */
    @ParameterizedTest(name = "[{0}] is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Content-Length: 40                                 | 200
            Transfer-Encoding: chunked                         | 200
            Content-Length: 4~Transfer-Encoding: chunked       | 400
            """)
    void get_withContentInAnotherUndertow_isAnsweredOnce(String fields, int status) throws IOException {
        try (ShareHandler handler =
                ShareHandler.of(ShareOptions.builder(share.root()).build())) {
            Undertow undertow = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setHandler(Handlers.path().addPrefixPath("/files", handler))
                    .build();
            undertow.start();
            try (RawHttp http = RawHttp.connect("127.0.0.1", port(undertow))) {
                String head = "GET /files/file.txt HTTP/1.1~Host: x~" + fields + "~~";
                http.send(head.replace("~", "\r\n") + SMUGGLED);
                RawHttp.Response answer = http.read();
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.field("Connection")).contains("close");
                assertThat(new String(http.readToEnd(), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .isEmpty();
            } finally {
                undertow.stop();
            }
        }
    }

    private static int port(Undertow undertow) {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }
}
