package io.vmshare.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HtmlTest {

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                    | ``
            readme.txt            | readme.txt
            a b                   | a b
            <b>                   | &lt;b&gt;
            "x"                   | &quot;x&quot;
            it's                  | it&#39;s
            a&b                   | a&amp;b
            &amp;                 | &amp;amp;
            x<                    | x&lt;
            <                     | &lt;
            %3Cb%3E               | %3Cb%3E
            ＜b＞                 | ＜b＞
            é 💾                  | é 💾
            a;b=c/d\\e#f?g        | a;b=c/d\\e#f?g
            """)
    void escape_text_isNoMarkup(String text, String escaped) {
        assertThat(Html.escape(text)).isEqualTo(escaped);
    }

    @ParameterizedTest(name = "U+{0} is shown as U+{1}")
    @CsvSource(delimiter = '|', textBlock = """
            0000 | 2400
            0009 | 2409
            000A | 240A
            000D | 240D
            001B | 241B
            001F | 241F
            007F | 2421
            0080 | FFFD
            0085 | FFFD
            009F | FFFD
            061C | FFFD
            200E | FFFD
            200F | FFFD
            2028 | FFFD
            2029 | FFFD
            202A | FFFD
            202E | FFFD
            2066 | FFFD
            2069 | FFFD
            0020 | 0020
            007E | 007E
            00A0 | 00A0
            061B | 061B
            061D | 061D
            200D | 200D
            2010 | 2010
            2027 | 2027
            202F | 202F
            2065 | 2065
            206A | 206A
            2400 | 2400
            FFFD | FFFD
            """)
    void visible_character_cannotBreakOrTurnTheLine(String code, String shown) {
        assertThat(Html.visible("a" + character(code) + "b")).isEqualTo("a" + character(shown) + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "readme.txt", "<b>", "e\u0301 \u00e9 \uD83D\uDCBE \u05d0\u05d1"})
    void visible_ordinaryText_staysItself(String text) {
        assertThat(Html.visible(text)).isSameAs(text);
    }

    @Test
    void escape_randomText_isUndoneByReplacingTheReferences() {
        String alphabet = "<>&\"'#;a39ltgqmpuo ";
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(12), 0, alphabet.length()).forEach(i -> text.append(alphabet.charAt(i)));
            String escaped = Html.escape(text.toString());

            assertThat(escaped).as("seed %d: %s", seed, text).doesNotContain("<", ">", "\"", "'");
            assertThat(unescape(escaped)).as("seed %d: %s", seed, text).isEqualTo(text.toString());
        }
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String character(String code) {
        return Character.toString(Integer.parseInt(code, 16));
    }
}
