package io.vmshare.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class LogTextTest {

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                         | ``
            GET /a%20b?c=d HTTP/1.1    | GET /a%20b?c=d HTTP/1.1
            é 💾 א                     | é 💾 א
            it's <b>                   | it's <b>
            """)
    void escape_printableText_staysItself(String text, String escaped) {
        assertThat(LogText.escape(text)).isEqualTo(escaped);
    }

    @ParameterizedTest(name = "U+{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            22    | \\"
            5C    | \\\\
            00    | \\x00
            09    | \\x09
            0A    | \\x0A
            0D    | \\x0D
            1B    | \\x1B
            7F    | \\x7F
            85    | \\xC2\\x85
            9B    | \\xC2\\x9B
            AD    | \\xC2\\xAD
            202E  | \\xE2\\x80\\xAE
            2028  | \\xE2\\x80\\xA8
            FEFF  | \\xEF\\xBB\\xBF
            D83D  | \\xEF\\xBF\\xBD
            DCBE  | \\xEF\\xBF\\xBD
            E0041 | \\xF3\\xA0\\x81\\x81
            21    | !
            27    | '
            7E    | ~
            A0    | \u00a0
            FFFD  | \ufffd
            """)
    void escape_character_isWrittenOut(String code, String escaped) {
        String character =
                new StringBuilder().appendCodePoint(Integer.parseInt(code, 16)).toString();

        assertThat(LogText.escape("a" + character + "b")).isEqualTo("a" + escaped + "b");
    }

    @Test
    void escape_randomText_isOneQuotedLineAndCanBeReadBack() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(10); i > 0; i--) {
                text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0xA0 : 0xD800));
            }
            String escaped = LogText.escape(text.toString());

            assertThat(escaped).as("seed %d", seed).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
            assertThat(unescape(escaped)).as("seed %d: %s", seed, escaped).isEqualTo(text.toString());
        }
    }

    private static String unescape(String text) {
        byte[] escaped = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[escaped.length];
        int length = 0;
        for (int i = 0; i < escaped.length; i++) {
            boolean escape = escaped[i] == '\\';
            if (escape && escaped[i + 1] == 'x') {
                bytes[length++] = (byte) Integer.parseInt(new String(escaped, i + 2, 2, StandardCharsets.US_ASCII), 16);
                i += 3;
            } else {
                i += escape ? 1 : 0;
                bytes[length++] = escaped[i];
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
