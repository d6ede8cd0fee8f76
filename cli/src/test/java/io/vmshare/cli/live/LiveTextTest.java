package io.vmshare.cli.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.FakeDownload;
import io.vmshare.transfer.Download;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class LiveTextTest {

    private static final long SECOND = 1_000_000_000;

    private static Row row(FakeDownload download) {
        Row row = new Row(download);
        row.add(download);
        row.look(SECOND);
        return row;
    }

    private static final List<Row> TWO = List.of(
            row(FakeDownload.of("/iso/debian-12.iso", 661_651_456).sent(297_743_155)),
            row(FakeDownload.of("/logs/?archive=zip", Download.UNKNOWN)
                    .by("127.0.0.1")
                    .sent(1_234_567)));

    @Test
    void render_wideTerminal_tellsAll() {
        assertThat(LiveText.render(TWO, 6, 80, UTF_8))
                .containsExactly(
                        "    44%    298 MB/s  0:02 left  192.0.2.1  debian-12.iso",
                        "1.23 MB   1.23 MB/s             127.0.0.1  logs/?archive=zip");
    }

    @ParameterizedTest(name = "{0} columns")
    @CsvSource(delimiter = '|', textBlock = """
            59 | '    44%    298 MB/s  debian-12.iso'
            32 | '    44%    298 MB/s  debian-12…'
            31 | ' 44%  debian-12.iso'
            12 | ' 44%  debi…'
            5  | ' 44…'
            """)
    void render_narrowTerminal_leavesOutWhatMattersLeast(int columns, String line) {
        List<String> lines = LiveText.render(TWO, 6, columns, UTF_8);

        assertThat(lines.get(0)).isEqualTo(line);
        assertThat(lines).allMatch(one -> DisplayWidth.of(one) < columns);
    }

    @Test
    void render_moreRowsThanLines_tellsHowMany() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            rows.add(row(FakeDownload.of("/" + i, 100).sent(10)));
        }

        assertThat(LiveText.render(rows, 4, 80, UTF_8)).hasSize(4).last().isEqualTo("  and 6 more");
        assertThat(LiveText.render(rows, 1, 80, UTF_8)).containsExactly("  9 downloads");
        assertThat(LiveText.render(rows, 9, 80, UTF_8)).hasSize(9).noneMatch(line -> line.contains("more"));
        assertThat(LiveText.render(rows, 0, 80, UTF_8)).isEmpty();
        assertThat(LiveText.render(List.of(), 4, 80, UTF_8)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /a                              | a
            /d/a%20b.iso                    | a b.iso
            /d/                             | d/
            /                               | /
            /?archive=zip                   | /?archive=zip
            /d/?archive=tar&entry=%1b       | d/?archive=tar&entry=%1b
            /a?download                     | a
            /%1b%5b31mred                   | \\x1b[31mred
            /a%0Ab%0D%07                    | a\\nb\\x0d\\x07
            /%FF                            | \\xff
            /%E2%80%AEgpj.exe               | \\u202egpj.exe
            /%E6%97%A5%E6%9C%AC             | \u65e5\u672c
            /%22%3E%3Cscript%3E             | "><script>
            /%25                            | %
            """)
    void name_target_isItsLastNameMadeHarmless(String target, String name) {
        assertThat(LiveText.name(target, UTF_8)).isEqualTo(name);
    }

    @Test
    void name_terminalOfAscii_hasEscapes() {
        assertThat(LiveText.name("/%E6%97%A5", US_ASCII)).isEqualTo("\\u65e5");
        assertThat(LiveText.render(TWO, 6, 12, US_ASCII).get(0)).isEqualTo(" 44%  de...");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.00 KB",
        "1234, 1.23 KB",
        "9995, 10.0 KB",
        "99949, 99.9 KB",
        "99950, 100 KB",
        "999499, 999 KB",
        "999500, 1.00 MB",
        "5000000000, 5.00 GB",
        "9223372036854775807, 9.22 EB"
    })
    void size_bytes_hasThreeDigits(long bytes, String text) {
        assertThat(LiveText.size(bytes)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"-1, ''", "0, 0:00 left", "7, 0:07 left", "605, 10:05 left", "3600, 1:00:00 left", "90000, 1d left"})
    void left_seconds_areShort(long seconds, String text) {
        assertThat(LiveText.left(seconds)).isEqualTo(text);
    }
}
