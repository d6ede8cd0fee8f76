package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ByteRangeTest {

    @ParameterizedTest(name = "{0}-{1} of {2}")
    @CsvSource(delimiter = '|', textBlock = """
            0          | 6                   | 18                  | 7          | bytes 0-6/18
            0          | 0                   | 1                   | 1          | bytes 0-0/1
            12         | 17                  | 18                  | 6          | bytes 12-17/18
            4294967296 | 5368709119          | 5368709120          | 1073741824 | bytes 4294967296-5368709119/5368709120
            """)
    void render_range_isContentRange(long first, long last, long completeLength, long length, String text) {
        ByteRange range = new ByteRange(first, last);

        assertThat(range.length()).isEqualTo(length);
        assertThat(range.render(completeLength)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}-{1}")
    @CsvSource(delimiter = '|', textBlock = """
            -1 | 6
            7  | 6
            -2 | -1
            0  | 9223372036854775807
            """)
    void new_noRange_isRefused(long first, long last) {
        assertThatThrownBy(() -> new ByteRange(first, last))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(first + "-" + last);
    }

    @ParameterizedTest
    @CsvSource({"6", "0", "-1"})
    void render_representationTooShort_isRefused(long completeLength) {
        assertThatThrownBy(() -> new ByteRange(0, 6).render(completeLength))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0-6");
    }
}
