package io.vmshare.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class QrModulesTest {

    /** The finder pattern, which stands in three of a code's corners (ISO/IEC 18004 §6.3.3). */
    private static final String[] FINDER = {"#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######"
    };

    @ParameterizedTest(name = "{0} has {1} modules a side")
    @CsvSource({"x, 29", "http://10.0.2.2:8000/, 33", "http://203.0.113.77:8000/isos/debian-12.7.0-amd64.iso, 37"})
    void of_text_isASmallCodeInALightBorder(String text, int side) {
        QrModules code = QrModules.of(text);

        assertThat(code.side()).isEqualTo(side);
        for (int i = -1; i <= side; i++) {
            for (int edge = -1; edge < 4; edge++) {
                assertThat(code.isDark(i, edge)).isFalse();
                assertThat(code.isDark(edge, i)).isFalse();
                assertThat(code.isDark(i, side - 1 - edge)).isFalse();
                assertThat(code.isDark(side - 1 - edge, i)).isFalse();
            }
        }
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 7; x++) {
                boolean dark = FINDER[y].charAt(x) == '#';
                assertThat(code.isDark(4 + x, 4 + y)).isEqualTo(dark);
                assertThat(code.isDark(side - 5 - x, 4 + y)).isEqualTo(dark);
                assertThat(code.isDark(4 + x, side - 5 - y)).isEqualTo(dark);
            }
        }
    }

    @Test
    void of_longestText_fitsAndALongerOneIsRefused() {
        assertThat(QrModules.of("a".repeat(QrModules.MAX_BYTES)).side()).isEqualTo(185);
        assertThatThrownBy(() -> QrModules.of("a".repeat(QrModules.MAX_BYTES + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("too long for a QR code: 2954 characters");
    }
}
