package io.vmshare.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.vmshare.http.ByteRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class KeptHeadsTest {

    private static final byte[] DATE = "the date".getBytes(StandardCharsets.US_ASCII);

    private static List<String> lines(Consumer<ByteBuffer> put) {
        ByteBuffer out = ByteBuffer.allocate(1000);
        put.accept(out);
        String text = new String(out.array(), 0, out.position(), StandardCharsets.ISO_8859_1);
        assertThat(text).endsWith("\r\n\r\n");
        return List.of(text.substring(0, text.length() - 4).split("\r\n", -1));
    }

    private static KeptHeads heads(Set<HttpString> always) {
        HeaderMap fields = new HeaderMap();
        fields.put(Headers.CONTENT_TYPE, "text/plain");
        fields.put(Headers.ACCEPT_RANGES, "bytes");
        fields.put(Headers.ETAG, "\"a\"");
        fields.add(new HttpString("X-Two"), "one").add(new HttpString("X-Two"), "two");
        return new KeptHeads(fields, always, 1000);
    }

    @Test
    void put_eachKind_hasTheFieldsOfItsStatus() {
        KeptHeads heads = heads(Set.of());

        assertThat(lines(out -> heads.putWhole(out, DATE)))
                .startsWith("HTTP/1.1 200 OK")
                .endsWith("Date: the date")
                .containsOnly(
                        "HTTP/1.1 200 OK",
                        "Content-Type: text/plain",
                        "Accept-Ranges: bytes",
                        "ETag: \"a\"",
                        "X-Two: one",
                        "X-Two: two",
                        "Connection: keep-alive",
                        "Content-Length: 1000",
                        "Date: the date");
        assertThat(lines(out -> heads.putPartial(out, new ByteRange(10, 19), DATE)))
                .startsWith("HTTP/1.1 206 Partial Content")
                .contains("Content-Range: bytes 10-19/1000", "Content-Length: 10", "Content-Type: text/plain")
                .doesNotContain("Content-Length: 1000");
        assertThat(lines(out -> heads.putNotModified(out, DATE)))
                .containsOnly("HTTP/1.1 304 Not Modified", "ETag: \"a\"", "X-Two: one", "X-Two: two", "Date: the date");
    }

    @Test
    void putNotModified_fieldThatEveryAnswerHas_isThere() {
        assertThat(lines(out -> heads(Set.of(Headers.CONTENT_TYPE)).putNotModified(out, DATE)))
                .contains("Content-Type: text/plain")
                .doesNotContain("Accept-Ranges: bytes");
    }
}
