package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which request comes next on a connection, and which is its last (RFC 9112 §9.3, §9.6). */
@Timeout(60)
class PersistenceHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static final String MARKER = "GET /marker.txt HTTP/1.1\r\nHost: x\r\n\r\n";

    @BeforeAll
    static void fill() throws IOException {
        Files.writeString(share.root().resolve("file.txt"), "content");
        Files.writeString(share.root().resolve("marker.txt"), "marker");
    }

    @Test
    void request_expect_isAnsweredWithoutAnInterimAnswer() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send("GET /file.txt HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n" + MARKER);

            assertThat(http.read().text()).isEqualTo("content");
            assertThat(http.read().text()).isEqualTo("marker");
        }
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "GET /file.txt HTTP/1.1~Host: x~Content-Length: 0~~",
                "GET /file.txt HTTP/1.1~Host: x~Content-Length: 000000000000000000000000~~",
                "GET /file.txt HTTP/1.1~Host: x~Connection: keep-alive, Upgrade~Upgrade: h2c~HTTP2-Settings: AAM~~",
                "GET /file.txt HTTP/1.1~Host: x~Connection: TE~TE: trailers~~",
                "GET /file.txt HTTP/1.4~Host: x~~",
                "GET http://other:81/file.txt HTTP/1.1~Host: x~~",
                "GET http://other/file.txt HTTP/1.1~Host: x~~",
                "GET http://user@[::1]:1/file.txt?a=://b HTTP/1.1~Host: x~~",
                "POST http://other HTTP/1.1~Host: x~~",
                "~GET /file.txt HTTP/1.1~Host: x~~",
                "GET /file.txt HTTP/1.1~Host: x~X:~Y: \u00FFlatin\u0080~~",
                "GET /file.txt HTTP/1.0~Connection: foo, Keep-Alive~~",
                "GET /missing.txt HTTP/1.1~Host: x~~",
                "POST /file.txt HTTP/1.1~Host: x~~"
            })
    void request_withoutContent_leavesTheConnectionToTheNext(String request) throws IOException {
        try (RawHttp http = share.raw()) {
            http.send(request.replace("~", "\r\n"));
            RawHttp.Response first = http.read();
            assertThat(first.status()).isIn(200, 404, 405);
            assertThat(first.field("Connection")).isNotEqualTo(java.util.Optional.of("close"));
            http.send(MARKER);
            assertThat(http.read().text()).isEqualTo("marker");
        }
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "GET /file.txt HTTP/1.1~Host: x~Connection: close~~",
                "GET /file.txt HTTP/1.1~Host: x~Connection: keep-alive, close~~",
                "GET /file.txt HTTP/1.1~Host: x~Connection: x~Connection: Close~~",
                "GET /file.txt HTTP/1.0~~",
                "GET /file.txt HTTP/1.0~Host: x~Connection: x~~"
            })
    void request_lastOfItsConnection_isFollowedByNothing(String request) throws IOException {
        try (RawHttp http = share.raw()) {
            http.send(request.replace("~", "\r\n") + MARKER);
            RawHttp.Response answer = http.read();
            assertThat(answer.text()).isEqualTo("content");
            assertThat(answer.field("Connection")).contains("close");
            assertThat(http.readToEnd()).isEmpty();
        }
    }

    @Test
    void requests_thousandPipelined_areAnsweredInOrder() throws Exception {
        try (RawHttp http = share.raw()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 1000; i++) {
                requests.append(i % 3 == 0 ? MARKER : "GET /file.txt?" + i + " HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            // Answers are read only when all requests are out: neither side may wait for the other.
            http.send(requests.toString());
            List<RawHttp.Response> answers = http.read(1000);

            for (int i = 0; i < 1000; i++) {
                assertThat(answers.get(i).text()).as("answer %d", i).isEqualTo(i % 3 == 0 ? "marker" : "content");
            }
        }
    }

    @Test
    void requests_pipelinedThenHalfClosed_areAllAnswered() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send(MARKER.repeat(50)).halfClose();

            assertThat(http.read(50))
                    .allSatisfy(answer -> assertThat(answer.text()).isEqualTo("marker"));
            assertThat(http.readToEnd()).isEmpty();
        }
    }

    @Test
    void requests_pipelinedBehindARefusal_areNotAnswered() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send(MARKER + "GET /file.txt HTTP/1.1\r\nbad\r\n\r\n" + MARKER);

            assertThat(http.read().text()).isEqualTo("marker");
            assertThat(http.read().status()).isEqualTo(400);
            assertThat(http.readToEnd()).isEmpty();
        }
    }

    @Test
    void request_halfAHeadThenClosed_isAnsweredWithNothing() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send("GET /file.txt HTTP/1.1\r\nHost: x\r\n").halfClose();

            assertThat(http.readToEnd()).isEmpty();
        }
    }

    @Test
    void request_byteByByte_isTheSame() throws IOException {
        try (RawHttp http = share.raw()) {
            for (int round = 0; round < 2; round++) {
                for (char c : ("\r\n" + MARKER).toCharArray()) {
                    http.send(String.valueOf(c));
                }
                assertThat(http.read().text()).isEqualTo("marker");
            }
        }
    }

    @Test
    void request_thousandsOfParameters_areIgnored() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send("GET /file.txt?" + "a&".repeat(4000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(http.read().text()).isEqualTo("content");

            http.send("GET /file.txt HTTP/1.1\r\nHost: x\r\nCookie: " + "a=b; ".repeat(1000) + "\r\n\r\n");
            assertThat(http.read().text()).isEqualTo("content");
        }
    }
}
