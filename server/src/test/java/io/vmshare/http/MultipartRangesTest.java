package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class MultipartRangesTest {

    private static final List<ByteRange> RANGES = List.of(new ByteRange(7000, 7999), new ByteRange(0, 0));

    private final MultipartRanges parts = new MultipartRanges("THIS_STRING", "application/pdf", RANGES, 8000);

    @Test
    void head_firstPart_hasNothingBeforeItsBoundary() {
        assertThat(parts.head(0))
                .isEqualTo("--THIS_STRING\r\nContent-Type: application/pdf\r\n"
                        + "Content-Range: bytes 7000-7999/8000\r\n\r\n");
    }

    @Test
    void head_laterPart_endsTheLineBefore() {
        assertThat(parts.head(1))
                .isEqualTo("\r\n--THIS_STRING\r\nContent-Type: application/pdf\r\n"
                        + "Content-Range: bytes 0-0/8000\r\n\r\n");
    }

    @Test
    void length_ofAll_countsHeadsBytesAndEnd() {
        assertThat(parts.length())
                .isEqualTo((parts.head(0) + parts.head(1) + "\r\n--THIS_STRING--\r\n").length() + 1001);
    }

    @Test
    void length_positionsBeyond32Bits_areCounted() {
        long first = 5_000_000_000L;
        MultipartRanges far = new MultipartRanges("x", "a/b", List.of(new ByteRange(first, 2 * first - 1)), 2 * first);

        assertThat(far.length()).isEqualTo((far.head(0) + far.end()).length() + first);
    }

    @Test
    void contentType_boundary_isNotQuoted() {
        assertThat(parts.contentType()).isEqualTo("multipart/byteranges; boundary=THIS_STRING");
    }

    @Test
    void of_longestBoundary_isOne() {
        assertThat(new MultipartRanges("b".repeat(70), "a/b", RANGES, 8000).contentType())
                .endsWith("=" + "b".repeat(70));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\"",
                "a;b",
                "a\r\nb",
                "12345678901234567890123456789012345678901234567890123456789012345678901"
            })
    void of_boundaryThatNeedsQuotes_isRefused(String boundary) {
        assertThatThrownBy(() -> new MultipartRanges(boundary, "a/b", RANGES, 8000))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
