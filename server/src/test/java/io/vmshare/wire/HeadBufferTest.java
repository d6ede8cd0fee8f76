package io.vmshare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.http.HeadLimits;
import io.vmshare.http.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HeadBufferTest {

    private static final HeadLimits LIMITS = new HeadLimits(100, 300, 10);
    private static final String GET = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

    private final HeadBuffer buffer = new HeadBuffer(LIMITS);

    private void add(String text) {
        buffer.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String text(RequestHead head) {
        return head.isRefused()
                ? String.valueOf(head.refusal().status())
                : new String(head.forEngine(), StandardCharsets.ISO_8859_1);
    }

    private List<String> heads() {
        List<String> heads = new ArrayList<>();
        for (RequestHead head = buffer.next(); head != null; head = buffer.next()) {
            heads.add(text(head));
        }
        return heads;
    }

    @Test
    void next_nothing_isNothing() {
        assertThat(buffer.next()).isNull();
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void next_pipelinedHeads_comeOneByOne() {
        String second = GET.replace("/a", "/b");
        add(GET + second + "GET /c");

        assertThat(heads()).containsExactly(GET, second);
        assertThat(buffer.isEmpty()).isFalse();

        add(" HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(heads()).containsExactly(GET.replace("/a", "/c"));
        assertThat(buffer.isEmpty()).isTrue();
    }

    /** Whatever the pieces are, the heads are the same. */
    @Test
    void next_anyPieces_giveTheSameHeads() {
        String all = GET + "\r\n" + GET.replace("/a", "/" + "b".repeat(90)) + GET + "\r\nPOST / HTTP/1.0\r\n\r\n";
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            HeadBuffer pieces = new HeadBuffer(LIMITS);
            List<String> heads = new ArrayList<>();
            for (int at = 0; at < all.length(); ) {
                int end = Math.min(all.length(), at + 1 + random.nextInt(random.nextBoolean() ? 3 : 60));
                pieces.add(ByteBuffer.wrap(all.substring(at, end).getBytes(StandardCharsets.ISO_8859_1)));
                for (RequestHead head = pieces.next(); head != null; head = pieces.next()) {
                    heads.add(text(head));
                }
                at = end;
            }
            assertThat(heads)
                    .as("seed %d", seed)
                    .containsExactly(GET, GET.replace("/a", "/" + "b".repeat(90)), GET, "POST / HTTP/1.0\r\n\r\n");
        }
    }

    @Test
    void next_emptyLinesBeforeARequest_oneIsSkipped() {
        add("\r");
        assertThat(buffer.next()).isNull();
        add("\n");
        assertThat(buffer.next()).isNull();
        assertThat(buffer.isEmpty()).isTrue();
        add(GET);
        assertThat(heads()).containsExactly(GET);

        add("\r\n\r\n" + GET);
        assertThat(heads().get(0)).isEqualTo("400");
    }

    @ParameterizedTest(name = "case {index}")
    @ValueSource(strings = {"\n", "\u0000", " GET / HTTP/1.1", "\u0016\u0003\u0001\u0002\u0000", "\u00E9", "{}", "\rx"})
    void next_whatIsNoRequest_isRefusedAtOnce(String text) {
        add(text);

        assertThat(heads()).containsExactly("400");
        assertThat(buffer.isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "{0} bytes of target: {1}")
    @CsvSource({"90, 200", "101, 414", "1000, 414"})
    void next_longLine_isRefusedBeforeItEnds(int length, int status) {
        add("GET /" + "a".repeat(length - 1));
        RequestHead early = buffer.next();
        assertThat(early == null ? 0 : early.refusal().status()).isEqualTo(length > 200 ? 414 : 0);

        if (early == null) {
            add(" HTTP/1.1\r\nHost: x\r\n\r\n");
            RequestHead head = buffer.next();
            assertThat(head).isNotNull();
            assertThat(head.isRefused() ? head.refusal().status() : 200).isEqualTo(status);
        }
    }

    @ParameterizedTest(name = "a head of {0} bytes: {1}")
    @CsvSource({"300, 200", "301, 431"})
    void next_largeHead_isRefused(int size, int status) {
        String start = "GET /a HTTP/1.1\r\nHost: x\r\nX: ";
        add(start + "y".repeat(size - start.length() - 4) + "\r\n\r\n");

        RequestHead head = buffer.next();

        assertThat(head).isNotNull();
        assertThat(head.isRefused() ? head.refusal().status() : 200).isEqualTo(status);
    }

    @Test
    void next_largeHeadWithoutEnd_isRefusedWhenItsLimitIsPassed() {
        add("GET /a HTTP/1.1\r\nX: " + "y".repeat(280));
        assertThat(buffer.next()).isNull();
        add("y");
        assertThat(heads()).containsExactly("431");
    }

    @Test
    void refused_beginningOfAHead_forgetsIt() {
        add("GET /slow HT");

        RequestHead head = buffer.refused(408, "slow");

        assertThat(head.refusal().status()).isEqualTo(408);
        assertThat(head.line().render()).isEqualTo("GET /slow HT");
        assertThat(buffer.isEmpty()).isTrue();
    }
}
