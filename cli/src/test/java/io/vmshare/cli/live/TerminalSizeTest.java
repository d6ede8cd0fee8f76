package io.vmshare.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class TerminalSizeTest {

    @Test
    void parse_rowsAndColumns_areRead() {
        assertThat(TerminalSize.parse("24 80\n")).isEqualTo(new TerminalSize(24, 80));
        assertThat(TerminalSize.parse("0 132")).isEqualTo(new TerminalSize(0, 132));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "24 0", "0 0", "24 80 1", "-1 80", "24 x", "999999 80", "24 999999"})
    void parse_noSize_isNull(String text) {
        assertThat(TerminalSize.parse(text)).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            1 (java) S 1 10 5 34816 10 4194560 | true
            1 (java) S 1 10 5 34816 11 4194560 | false
            1 (a) b) S 1 10 5 34816 11 4194560 | false
            1 (java) S 1 10 5 0 -1 4194560     | true
            1 (java) S 1 10 5 34816 -1 4194560 | true
            1 (java)                           | true
            """)
    void isForeground_groupOfTheTerminal_isOurs(String status, boolean foreground) {
        assertThat(TerminalSize.isForeground(status)).isEqualTo(foreground);
    }
}
