package io.vmshare.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.http.ConditionalFields;
import io.vmshare.http.HeadLimits;
import io.vmshare.http.RequestHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class KeptRequestTest {

    private static final HeadLimits LIMITS = new HeadLimits(8192, 32768, 200);

    private static RequestHead head(String line, String... fieldLines) {
        String fields = fieldLines.length == 0 ? "" : String.join("\r\n", fieldLines) + "\r\n";
        byte[] bytes = (line + "\r\nHost: x\r\n" + fields + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        RequestHead head = RequestHead.parse(bytes, 0, bytes.length, LIMITS);
        assertThat(head.isRefused()).as(line).isFalse();
        return head;
    }

    private static @Nullable KeptRequest get(String... fieldLines) {
        return KeptRequest.of(head("GET /a HTTP/1.1", fieldLines));
    }

    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource(nullValues = "none", textBlock = """
            /,                    none
            /a,                   /a
            /a/b-c_d~e.f,         /a/b-c_d~e.f
            /a.,                  /a.
            /a..b,                /a..b
            /...,                 /...
            /.a,                  /.a
            /a/.b,                /a/.b
            /a/,                  none
            /a//,                 none
            /a/.,                 none
            /.,                   none
            //,                   none
            //a,                  /a
            /a//b,                /a/b
            /./a/./b,             /a/b
            /..,                  none
            /a/..,                none
            /a/../b,              none
            /%2e%2e/a,            none
            /%2e/a,               /a
            /a%2fb,               none
            /a%00,                none
            /%61,                 /a
            /a%20b,               /a%20b
            /a%c3%BC,             /a%C3%BC
            /a%ff,                /a%FF
            /a+b,                 /a%2Bb
            /a;b=c,               /a%3Bb%3Dc
            /a?,                  none
            /a?b,                 none
            /?a,                  none
            /a%3fb,               /a%3Fb
            http://x/a,           none
            HTTP://x/a,           none
            """)
    void pathOf_target_isTheCanonicalPathOfAFile(String target, @Nullable String path) {
        assertThat(KeptRequest.pathOf(target)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     HTTP/1.1, true,  false", "HEAD,    HTTP/1.1, true,  true",
        "get,     HTTP/1.1, false, false", "GETS,    HTTP/1.1, false, false",
        "OPTIONS, HTTP/1.1, false, false", "POST,    HTTP/1.1, false, false",
        "GET,     HTTP/1.0, false, false", "GET,     HTTP/1.2, false, false"
    })
    void of_methodAndVersion_isOneOrNot(String method, String version, boolean isOne, boolean isHead) {
        KeptRequest request = KeptRequest.of(head(method + " /a " + version));

        assertThat(request != null).isEqualTo(isOne);
        assertThat(request != null && request.head()).isEqualTo(isHead);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Expect: 100-continue",
                "expect:",
                "Upgrade: h2c",
                "UPGRADE: x",
                "Connection: close",
                "Connection: x",
                "Connection: keep-alive, x",
                "Connection:",
                "Content-Length: 0",
                "content-length: 5",
                "Want-Repr-Digest: sha-256=1",
                "want-repr-digest:",
                "Transfer-Encoding: chunked"
            })
    void of_fieldForTheEngine_isNone(String line) {
        assertThat(get(line)).isNull();
        assertThat(get("Range: bytes=0-1", line)).isNull();
    }

    /** As long as those that matter, and others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: Keep-Alive",
                "Rangx: bytes=0-1",
                "Expecx: y",
                "Upgradx: y",
                "If-Matcx: *",
                "If-Rangx: *",
                "Connectiox: close",
                "If-None-Matcx: *",
                "Content-Lengtx: 5",
                "Accept-Encodinx: gzip",
                "Want-Repr-Digesx: sha-256=1",
                "If-Modified-Sincx: y",
                "Transfer-Encodinx: chunked",
                "If-Unmodified-Sincx: y",
                "Accept: */*"
            })
    void of_fieldThatDoesNotMatter_isAsWithout(String line) {
        assertThat(get(line)).isEqualTo(get()).isEqualTo(new KeptRequest("/a", false, false, null, null));
    }

    @Test
    void of_fieldsThatMatter_hasThemWhateverTheirCaseAndJoined() {
        KeptRequest request = get(
                "rAnge: bytes=0-1",
                "RANGE: 5-6",
                "accept-ENCODING: gzip",
                "if-match: \"a\"",
                "If-Match: \"b\"",
                "If-None-Match: *",
                "IF-MODIFIED-SINCE: x",
                "If-Unmodified-Since: y",
                "if-range: z");

        assertThat(request)
                .isEqualTo(new KeptRequest(
                        "/a",
                        false,
                        true,
                        "bytes=0-1, 5-6",
                        new ConditionalFields("\"a\", \"b\"", "*", "x", "y", "z")));
    }

    @Test
    void conditionsOrNone_noneIsThere_areAllAbsent() {
        KeptRequest request = get();

        assertThat(request).isNotNull();
        assertThat(request.conditionsOrNone()).isEqualTo(new ConditionalFields(null, null, null, null, null));
    }
}
