package io.vmshare.listing.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import io.vmshare.text.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each rule of Python's comes to; that all together are Python's page, byte for byte, {@code PythonListingIT} tells. */
@Timeout(30)
class PythonListingTest {

    /** Percent-encoded bytes; Python's text, with halves of pairs in hexadecimal digits; the link that Python makes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            plain            | plain             | plain
            a%20b            | 'a b'             | a%20b
            %C3%A9           | é                 | %C3%A9
            %F0%9F%92%BE     | \ud83d\udcbe                | %F0%9F%92%BE
            %FF              | {DCFF}            | %ED%B3%BF
            %80              | {DC80}            | %ED%B2%80
            a%C3             | a{DCC3}           | a%ED%B3%83
            %C3x             | {DCC3}x           | %ED%B3%83x
            %C0%AF           | {DCC0}{DCAF}      | %ED%B3%80%ED%B2%AF
            %ED%A0%80        | {DCED}{DCA0}{DC80} | %ED%B3%AD%ED%B2%A0%ED%B2%80
            %E2%80           | {DCE2}{DC80}      | %ED%B3%A2%ED%B2%80
            %E2%80x          | {DCE2}{DC80}x     | %ED%B3%A2%ED%B2%80x
            %F0%9F%92        | {DCF0}{DC9F}{DC92} | %ED%B3%B0%ED%B2%9F%ED%B2%92
            %F4%90%80%80     | {DCF4}{DC90}{DC80}{DC80} | %ED%B3%B4%ED%B2%90%ED%B2%80%ED%B2%80
            %FF%C3%A9%FF     | {DCFF}é{DCFF}     | %ED%B3%BF%C3%A9%ED%B3%BF
            %EF%BF%BD        | \ufffd                 | %EF%BF%BD
            %EF%BF%BD%FF     | \ufffd{DCFF}           | %EF%BF%BD%ED%B3%BF
            ~-._             | ~-._              | ~-._
            """)
    void of_bytes_isPythonsTextAndLink(String name, String text, String link) {
        String python = PythonText.of(Name.ofBytes(PercentEncoding.decode(name)));
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < python.length(); i++) {
            char c = python.charAt(i);
            boolean escaped =
                    c >= '\uDC80' && c <= '\uDCFF' && (i == 0 || !Character.isHighSurrogate(python.charAt(i - 1)));
            shown.append(escaped ? String.format("{%04X}", (int) c) : String.valueOf(c));
        }

        assertThat(shown.toString()).isEqualTo(text);
        assertThat(PercentEncoding.encode(PythonText.bytes(python))).isEqualTo(link);
    }

    @Test
    void render_entries_areMarkedAsPythonDoes() {
        StringBuilder out = new StringBuilder();
        PythonListing format = new PythonListing(List.of(Name.ofText("a&b"), Name.ofText("\"c\"")));
        format.begin(out);
        format.entry(out, Name.ofText("d"), Rows.directory());
        format.entry(out, Name.ofText("<f> 'q' \"r\" & s"), Rows.file(1));
        format.entry(out, Name.ofText("lf"), Rows.link(Rows.file(1)));
        format.entry(out, Name.ofText("ld"), Rows.link(Rows.directory()));
        format.end(out);

        assertThat(out.toString()).isEqualTo("""
                <!DOCTYPE HTML>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>Directory listing for /a&amp;b/"c"/</title>
                </head>
                <body>
                <h1>Directory listing for /a&amp;b/"c"/</h1>
                <hr>
                <ul>
                <li><a href="d/">d/</a></li>
                <li><a href="%3Cf%3E%20%27q%27%20%22r%22%20%26%20s">&lt;f&gt; 'q' "r" &amp; s</a></li>
                <li><a href="lf">lf@</a></li>
                <li><a href="ld/">ld@</a></li>
                </ul>
                <hr>
                </body>
                </html>
                """);
    }

    @Test
    void order_names_isByLowerCaseCodePointsAndThenAsRead() {
        // U+E000 lies below U+1F4BE, whose first half lies below it; a byte that is no UTF-8 counts as U+DCxx.
        List<Name> sorted = Stream.of(
                        "%0A",
                        "+",
                        "0",
                        "10",
                        "9",
                        "A",
                        "a",
                        "A1",
                        "aB",
                        "Ac",
                        "b",
                        "_",
                        "%60x",
                        "%C3%A9",
                        "%C3%89x",
                        "%D0%AF",
                        "%E1%BA%9E",
                        "%FF",
                        "%EE%80%80",
                        "%F0%9F%92%BE")
                .map(name -> Name.ofBytes(PercentEncoding.decode(name)))
                .toList();
        assertThat(ordered(sorted).get(0)).isEqualTo(sorted.get(0));

        List<Name> expected = sorted.stream()
                .sorted((a, b) -> compareCodePoints(lower(a), lower(b)))
                .toList();
        assertThat(ordered(sorted)).isEqualTo(expected);
        assertThat(ordered(List.of(Name.ofText("b"), Name.ofText("a"), Name.ofText("A"))))
                .containsExactly(Name.ofText("a"), Name.ofText("A"), Name.ofText("b"));
        assertThat(ordered(List.of(Name.ofText("A"), Name.ofText("b"), Name.ofText("a"))))
                .containsExactly(Name.ofText("A"), Name.ofText("a"), Name.ofText("b"));
        assertThat(ordered(List.of(Name.ofText("\ud83d\udcbe"), Name.ofText("\ue000"), Name.ofBytes("\u00ff"))))
                .containsExactly(Name.ofBytes("\u00ff"), Name.ofText("\ue000"), Name.ofText("\ud83d\udcbe"));
        assertThat(PythonOrder.of(NameList.of(List.of()))).isEmpty();
    }

    @Test
    void bytes_text_isUtf8WhereThatKnowsIt() {
        String text = "a\u00e9\u0800\uffff\ud83d\udcbe\0";

        assertThat(PythonText.bytes(text))
                .isEqualTo(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private static String lower(Name name) {
        return PythonText.of(name).toLowerCase(Locale.ROOT);
    }

    private static int compareCodePoints(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    private static List<Name> ordered(List<Name> names) {
        NameList list = NameList.of(names);
        return IntStream.of(PythonOrder.of(list)).mapToObj(list::get).toList();
    }
}
