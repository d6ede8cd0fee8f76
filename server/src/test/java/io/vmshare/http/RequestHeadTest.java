package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heads as a strict reader takes them. In the tables, {@code /} ends a line and {@code ~} is a byte to look at. */
@Timeout(10)
class RequestHeadTest {

    private static final HeadLimits LIMITS = new HeadLimits(40, 400, 4);

    private static RequestHead parse(String head) {
        byte[] bytes = ("before" + head + "behind").getBytes(StandardCharsets.ISO_8859_1);
        return RequestHead.parse(bytes, 6, bytes.length - 6, LIMITS);
    }

    private static String forEngine(RequestHead head) {
        return new String(head.forEngine(), StandardCharsets.ISO_8859_1);
    }

    private static int status(String head) {
        RequestHead parsed = parse(head);
        return parsed.isRefused() ? parsed.refusal().status() : 200;
    }

    @ParameterizedTest(name = "a byte {0} in the target, a name, a value: {1}, {2}, {3}")
    @CsvSource(textBlock = """
            0,   400, 400, 400
            1,   400, 400, 400
            8,   400, 400, 400
            9,   400, 400, 200
            10,  400, 400, 400
            11,  400, 400, 400
            13,  400, 400, 400
            27,  400, 400, 400
            31,  400, 400, 400
            32,  400, 400, 200
            33,  200, 200, 200
            34,  200, 400, 200
            40,  200, 400, 200
            47,  200, 400, 200
            126, 200, 200, 200
            127, 400, 400, 400
            128, 200, 400, 200
            255, 200, 400, 200
            """)
    void parse_everyByte_isAllowedWhereItIs(int b, int inTarget, int inName, int inValue) {
        char c = (char) b;
        assertThat(status("GET /a" + c + "b HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo(inTarget);
        assertThat(status("GET /a HTTP/1.1\r\nHost: x\r\nX" + c + "Y: z\r\n\r\n"))
                .isEqualTo(inName);
        assertThat(status("GET /a HTTP/1.1\r\nHost: x\r\nX: y" + c + "z\r\n\r\n"))
                .isEqualTo(inValue);
    }

    @ParameterizedTest(name = "[{0}] is {1}, last: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Host: x                                          | 200 | false
            host:x                                           | 200 | false
            Host:                                            | 200 | false
            X: y                                             | 400 | true
            Host: x/Host: x                                  | 400 | true
            Host: a b                                        | 400 | true
            Host: x@y                                        | 400 | true
            Host: [::1]:80                                   | 200 | false
            Host: x/ folded                                  | 400 | true
            Host: x/~folded                                  | 400 | true
            Host : x                                         | 400 | true
            Host: x/: y                                      | 400 | true
            Host: x/novalue                                  | 400 | true
            Host: x/a:/b:/c:                                 | 200 | false
            Host: x/a:/b:/c:/d:                              | 431 | true
            Host: x/Connection: close                        | 200 | true
            Host: x/Connection: CLOSE                        | 200 | true
            Host: x/Connection: keep-alive, close            | 200 | true
            Host: x/Connection: keep-alive/Connection: close | 200 | true
            Host: x/Connection: closed                       | 200 | false
            Host: x/Connection: TE, upgrade                  | 200 | false
            Host: x/Content-Length: 0                        | 200 | false
            Host: x/Content-Length: 000                      | 200 | false
            Host: x/Content-Length: 5                        | 200 | true
            Host: x/Content-Length: 18446744073709551617     | 200 | true
            Host: x/Content-Length:                          | 400 | true
            Host: x/Content-Length: -0                       | 400 | true
            Host: x/Content-Length: +5                       | 400 | true
            Host: x/Content-Length: 0x5                      | 400 | true
            Host: x/Content-Length: 5 5                      | 400 | true
            Host: x/Content-Length: 5, 5                     | 400 | true
            Host: x/Content-Length: ٥                        | 400 | true
            Host: x/Content-Length: 0/Content-Length: 0      | 400 | true
            Host: x/Content-Length: 5/Content-Length: 0      | 400 | true
            Host: x/Transfer-Encoding: chunked               | 200 | true
            Host: x/Transfer-Encoding: Chunked               | 200 | true
            Host: x/Transfer-Encoding: gzip, chunked         | 501 | true
            Host: x/Transfer-Encoding: gzip                  | 501 | true
            Host: x/Transfer-Encoding: identity              | 501 | true
            Host: x/Transfer-Encoding: xchunked              | 501 | true
            Host: x/Transfer-Encoding: chunked, gzip         | 400 | true
            Host: x/Transfer-Encoding: chunked, chunked      | 400 | true
            Host: x/Transfer-Encoding: chunked/Transfer-Encoding: gzip    | 400 | true
            Host: x/Transfer-Encoding: gzip/Transfer-Encoding: chunked    | 501 | true
            Host: x/Transfer-Encoding: chunked/Content-Length: 0          | 400 | true
            Host: x/Content-Length: 5/Transfer-Encoding: chunked          | 400 | true
            Host: x/Expect: 100-continue                                  | 200 | false
            Host: x/Expect: 100-continue/Content-Length: 5                | 200 | true
            """)
    void parse_fields_areOfOneMeaning(String fields, int status, boolean last) {
        RequestHead head = parse(
                "GET /a HTTP/1.1\r\n" + fields.strip().replace("/", "\r\n").replace("~", "\t") + "\r\n\r\n");

        assertThat(head.isRefused() ? head.refusal().status() : 200).isEqualTo(status);
        assertThat(head.isLast()).isEqualTo(last);
    }

    @ParameterizedTest(name = "[{0}] in HTTP/1.0 is {1}, last: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            X: y                                | 200 | true
            Connection: keep-alive              | 200 | false
            Connection: Keep-Alive, x           | 200 | false
            Connection: keep-alive, close       | 200 | true
            Host: x/Host: x                     | 400 | true
            Transfer-Encoding: chunked          | 400 | true
            Connection: keep-alive/Content-Length: 5 | 200 | true
            """)
    void parse_fieldsOfHttp10_areOfOneMeaning(String fields, int status, boolean last) {
        RequestHead head = parse("GET /a HTTP/1.0\r\n" + fields.strip().replace("/", "\r\n") + "\r\n\r\n");

        assertThat(head.isRefused() ? head.refusal().status() : 200).isEqualTo(status);
        assertThat(head.isLast()).isEqualTo(last);
    }

    @ParameterizedTest(name = "{0} lines of one name among others: {1}")
    @CsvSource({"100, 200", "101, 431"})
    void parse_manyLinesOfOneName_areRefused(int count, int status) {
        StringBuilder head = new StringBuilder("GET /a HTTP/1.1\r\nHost: x\r\n");
        for (int i = 0; i < count; i++) {
            head.append(i % 2 == 0 ? "Name: y\r\n" : "nAME: y\r\n");
        }
        byte[] bytes = head.append("Other: z\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);

        RequestHead parsed = RequestHead.parse(bytes, 0, bytes.length, new HeadLimits(40, 10_000, 200));

        assertThat(parsed.isRefused() ? parsed.refusal().status() : 200).isEqualTo(status);
    }

    @Test
    void parse_noFields_isHttp10Only() {
        assertThat(status("GET /a HTTP/1.0\r\n\r\n")).isEqualTo(200);
        assertThat(status("GET /a HTTP/1.1\r\n\r\n")).isEqualTo(400);
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', textBlock = """
            GET /a HTTP/1.1~Host: x~~
            GET /a HTTP/1.1~Host: x\\~~
            GET /a HTTP/1.1\\~Host: x~\\~
            GET /a HTTP/1.1\\Host: x\\~\\~
            """)
    void parse_lineEndOtherThanCrLf_isRefused(String head) {
        assertThat(status(head.replace('~', '\n').replace('\\', '\r'))).isEqualTo(400);
    }

    @Test
    void forEngine_plainHead_isWhatCame() {
        for (String fields : new String[] {
            "Host: x",
            "Host: x\r\nconnection: Close",
            "Host:\tx \r\nConnection: keep-alive",
            "Host: x\r\nContent-Length: 0"
        }) {
            String text = "GET /\u00E9 HTTP/1.1\r\n" + fields + "\r\n\r\n";
            assertThat(forEngine(parse(text))).isEqualTo(text);
        }
        String old = "GET /a HTTP/1.0\r\n\r\n";
        assertThat(forEngine(parse(old))).isEqualTo(old);
    }

    @ParameterizedTest(name = "[{0}] becomes [{1}]")
    @CsvSource(delimiter = '|', textBlock = """
            GET /a HTTP/1.7~Host:x~Accept:  a b   | GET /a HTTP/1.1~Host: x~Accept: a b~Connection: keep-alive
            GET /a HTTP/1.1~Host: x~Content-Length: 00 | GET /a HTTP/1.1~Host: x~Connection: keep-alive
            PUT /a HTTP/1.1~Content-Length: 5~Host: x | PUT /a HTTP/1.1~Host: x~Connection: close
            GET /a HTTP/1.1~Host: x~Transfer-Encoding: chunked~X: y | GET /a HTTP/1.1~Host: x~X: y~Connection: close
            GET /a HTTP/1.1~Host: x~Expect: 100-continue | GET /a HTTP/1.1~Host: x~Connection: keep-alive
            GET /a HTTP/1.1~Host: x~Connection: upgrade~Upgrade: h2c~HTTP2-Settings: A | GET /a HTTP/1.1~Host: x~Connection: keep-alive
            GET /a HTTP/1.1~Host: x~Connection: a, close | GET /a HTTP/1.1~Host: x~Connection: close
            GET http://u@y:80/a?b HTTP/1.1~Host: x | GET /a?b HTTP/1.1~Host: y:80~Connection: keep-alive
            GET http://y?b HTTP/1.1~Host: x~Connection: close | GET /?b HTTP/1.1~Host: y~Connection: close
            GET http://y HTTP/1.0~X: y | GET / HTTP/1.0~Host: y~X: y~Connection: close
            GET /a?x://y HTTP/1.2~Host: x | GET /a?x://y HTTP/1.1~Host: x~Connection: keep-alive
            GET /a HTTP/1.1~Host: x: | GET /a HTTP/1.1~Host: x~Connection: keep-alive
            GET /a HTTP/1.1~Host: [::1]:~X: y: | GET /a HTTP/1.1~Host: [::1]~X: y:~Connection: keep-alive
            GET http://y:/a HTTP/1.1~Host: x | GET /a HTTP/1.1~Host: y~Connection: keep-alive
            CONNECT y:443 HTTP/1.1~Host: x | CONNECT / HTTP/1.1~Host: x~Connection: keep-alive
            GET /a HTTP/1.0~Connection: a, keep-alive | GET /a HTTP/1.0~Connection: keep-alive
            """)
    void forEngine_headTheEngineReadsOtherwise_isPutPlainly(String came, String given) {
        RequestHead head = parse(came.replace("~", "\r\n") + "\r\n\r\n");

        assertThat(head.isRefused()).isFalse();
        assertThat(forEngine(head)).isEqualTo(given.replace("~", "\r\n") + "\r\n\r\n");
    }

    @Test
    void forEngine_refusedHead_asksForNothing() {
        assertThat(forEngine(parse("DELETE /a HTTP/7.0\r\n\r\n")))
                .isEqualTo("GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n");
        assertThat(forEngine(parse("HEAD /a HTTP/7.0\r\n\r\n"))).startsWith("HEAD / HTTP/1.1\r\n");
    }

    @Test
    void line_refusedHead_isWhatCame() {
        assertThat(parse("DELETE /a b HTTP/7.0\r\n\r\n").line())
                .isEqualTo(new RequestLine("DELETE", "/a b", "HTTP/7.0"));
        assertThat(parse("\u0001\u0002 \r\n\r\n").line()).isEqualTo(new RequestLine("", "\u0001\u0002 ", ""));
        assertThat(parse("GET /a\u0000b HTTP/1.1\r\n\r\n").line().render()).isEqualTo("GET /a\u0000b HTTP/1.1");
    }

    @Test
    void refused_beginningOfAHead_showsItsLineAndNoMoreThan512Bytes() {
        byte[] bytes = ("HEAD /" + "a".repeat(1000)).getBytes(StandardCharsets.ISO_8859_1);

        RequestHead head = RequestHead.refused(bytes, 0, bytes.length, 414, "too long");

        assertThat(head.isRefused()).isTrue();
        assertThat(head.isLast()).isTrue();
        assertThat(head.refusal()).hasMessage("too long");
        assertThat(head.line().render()).hasSize(512).startsWith("HEAD /aaa");
    }

    @Test
    void refused_partOfABuffer_showsNothingAroundIt() {
        byte[] bytes = (" ".repeat(600) + "HEAD /b HTTP/1.1").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(RequestHead.refused(bytes, 600, 607, 400, "no").line().render())
                .isEqualTo("HEAD /b");
    }

    @Test
    void refusal_ofAHeadThatIsServed_isAMistake() {
        RequestHead head = parse("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThatThrownBy(head::refusal).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 1", "10, 10, 1", "10, 11, 0", "-1, 5, 5"})
    void limits_thatMakeNoSense_areRefused(int target, int head, int fields) {
        assertThatThrownBy(() -> new HeadLimits(target, head, fields)).isInstanceOf(IllegalArgumentException.class);
    }
}
