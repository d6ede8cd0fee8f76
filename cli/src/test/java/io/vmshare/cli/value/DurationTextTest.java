package io.vmshare.cli.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

@Timeout(10)
class DurationTextTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0      | PT0S
            5      | PT5S
            5s     | PT5S
            500ms  | PT0.5S
            10m    | PT10M
            2h     | PT2H
            1d     | PT24H
            PT5S   | PT5S
            pt1m5s | PT1M5S
            P1D    | PT24H
            """)
    void parse_duration_isRead(String text, Duration expected) {
        assertThat(DurationText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} is shown as {1}")
    @CsvSource({"PT0S, 0s", "PT5S, 5s", "PT0.5S, 500ms", "PT90S, 90s", "PT10M, 10m", "PT48H, 48h", "PT61M, 61m"})
    void render_duration_isReadBack(Duration duration, String text) {
        assertThat(DurationText.render(duration)).isEqualTo(text);
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "5 s",
                "5S",
                "5x",
                "5.5s",
                "-5",
                "-5s",
                "PT",
                "PT-5S",
                "PT-0.0001S",
                "5s5",
                "1m5s",
                "99999999999999999999",
                "9223372036854775807d",
                "9223372036854775807s",
                "PT9223372036854775807.5S",
                "٥s"
            })
    void parse_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("not a duration");
    }
}
