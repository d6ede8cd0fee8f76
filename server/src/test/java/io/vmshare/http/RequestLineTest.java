package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Request lines, as heads are read that have nothing else of interest. */
@Timeout(10)
class RequestLineTest {

    private static int status(String head) {
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        RequestHead parsed = RequestHead.parse(bytes, 0, bytes.length, new HeadLimits(40, 400, 4));
        return parsed.isRefused() ? parsed.refusal().status() : 200;
    }

    @ParameterizedTest(name = "[{0}] is {1}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            GET /a HTTP/1.1|200
            GET /a HTTP/1.0|200
            GET /a HTTP/1.2|200
            GET /a HTTP/1.9|200
            OPTIONS * HTTP/1.1|200
            CONNECT x:80 HTTP/1.1|200
            GET /%41%ff?%C3%A9 HTTP/1.1|200
            GET * HTTP/1.1|400
            OPTIONS ** HTTP/1.1|400
            GET a HTTP/1.1|400
            GET ://x/a HTTP/1.1|400
            GET 1http://x/a HTTP/1.1|400
            GET ^://x/a HTTP/1.1|400
            GET h~p://x/a HTTP/1.1|400
            GET h1+-.p://x/a HTTP/1.1|200
            GET H://x/a HTTP/1.1|200
            GET http:///a HTTP/1.1|400
            GET http:// HTTP/1.1|400
            GET http://u@/a HTTP/1.1|400
            CONNECT ! HTTP/1.1|200
            GET http://x:80 HTTP/1.1|200
            GET http://x?a HTTP/1.1|200
            GET http://[::1]:80/a HTTP/1.1|200
            GET http://u@x/a HTTP/1.1|200
            GET http://x\\..\\a HTTP/1.1|400
            GET http://x:y/a HTTP/1.1|400
            GET http://[::1/a HTTP/1.1|400
            GET http://u@x\\y/a HTTP/1.1|400
            GET http:/x/a HTTP/1.1|400
            GET h^tp://x/a HTTP/1.1|400
            GET 9p://x/a HTTP/1.1|400
            GET -a://x/a HTTP/1.1|400
            GET Z9.a+z-A://x/a HTTP/1.1|200
            GET a@://x/a HTTP/1.1|400
            GET [://x/a HTTP/1.1|400
            GET `://x/a HTTP/1.1|400
            GET {://x/a HTTP/1.1|400
            GET /% HTTP/1.1|400
            GET /%4 HTTP/1.1|400
            GET /%4g HTTP/1.1|400
            GET /%g4 HTTP/1.1|400
            GET /a?%zz HTTP/1.1|400
            get /a HTTP/1.1|200
            M-1!#$%&'*+.^_`~ /a HTTP/1.1|200
            GET http://x/a HTTP/1.1|200
            GET /a"<>\\^`{} HTTP/1.1|200
            GET /é HTTP/1.1|200
            ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF /a HTTP/1.1|200
            ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG /a HTTP/1.1|501
            GET /a HTTP/2.0|505
            GET /a HTTP/3.9|505
            GET /a HTTP/0.9|505
            PRI * HTTP/2.0|505
            GET /a HTTP/1.10|400
            GET /a HTTP/11.0|400
            GET /a HTTP/1,1|400
            GET /a HTTP/1.x|400
            GET /a HTTP/x.1|400
            GET /a HTTP/:.1|400
            GET /a HTTP/1./|400
            GET /a http/1.1|400
            GET /a HTTP/1.1 |400
            GET /a|400
            GET|400
            GET  HTTP/1.1|400
            GET  /a HTTP/1.1|400
            GET /a  HTTP/1.1|400
            GET /a b HTTP/1.1|400
            GET /a#b HTTP/1.1|400
             GET /a HTTP/1.1|400
            G(T /a HTTP/1.1|400
            GET /0123456789012345678901234567890123456789 HTTP/1.1|414
            GET /012345678901234567890123456789012345678 HTTP/1.1|200
            """)
    void parse_requestLine_isOfTheGrammar(String line, int status) {
        assertThat(status(line + "\r\nHost: x\r\n\r\n")).isEqualTo(status);
    }

    @Test
    void parse_everyPairAfterAPercentSign_isOfHexDigitsOrRefused() {
        for (char c = '!'; c < 0x7F; c++) {
            boolean hex = String.valueOf(c).matches("[0-9A-Fa-f]");
            assertThat(status("GET /%" + c + "0 HTTP/1.0\r\n\r\n"))
                    .as("%%%c0", c)
                    .isEqualTo(hex ? 200 : 400);
            assertThat(status("GET /%0" + c + " HTTP/1.0\r\n\r\n"))
                    .as("%%0%c", c)
                    .isEqualTo(hex ? 200 : 400);
        }
        assertThat(status("GET /%4\u0664 HTTP/1.0\r\n\r\n")).isEqualTo(400);
    }
}
