package io.vmshare.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class DisplayWidthTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ''              | 2
            abc             | 3
            é               | 1
            e\u0301         | 1
            \u65e5\u672c    | 4
            \u1112\u1161    | 3
            \uff21          | 2
            \uff71          | 1
            \u05e9\u05dc    | 2
            \ud83d\ude00    | 2
            \u2764\ufe0f    | 3
            \u0915\u094d    | 1
            """)
    void of_text_isItsColumns(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }

    @ParameterizedTest(name = "{0} in {1} columns: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            abcdef               | 6 | abcdef
            abcdef               | 5 | abcd…
            abcdef               | 1 | …
            \u65e5\u672c\u8a9e   | 6 | \u65e5\u672c\u8a9e
            \u65e5\u672c\u8a9e   | 5 | \u65e5\u672c…
            \u65e5\u672c\u8a9e   | 4 | \u65e5…
            e\u0301e\u0301e\u0301 | 2 | e\u0301…
            """)
    void cut_text_fits(String text, int columns, String cut) {
        assertThat(DisplayWidth.cut(text, columns, "…")).isEqualTo(cut);
        assertThat(DisplayWidth.of(cut)).isLessThanOrEqualTo(columns);
    }

    @Test
    void cut_noRoomForTheEllipsis_isEmpty() {
        assertThat(DisplayWidth.cut("abcdef", 2, "...")).isEmpty();
        assertThat(DisplayWidth.cut("abcdef", 0, "…")).isEmpty();
    }
}
