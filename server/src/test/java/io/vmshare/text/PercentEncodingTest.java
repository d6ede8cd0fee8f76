package io.vmshare.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.http.RequestRefused;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PercentEncodingTest {

    @ParameterizedTest(name = "[{0}] is [{1}]")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``              | ``
            abc             | abc
            AZaz09-._~      | AZaz09-._~
            `a b`           | a%20b
            +               | %2B
            %               | %25
            %41             | %2541
            /               | %2F
            \\              | %5C
            ..              | ..
            a:b             | a%3Ab
            ;x=1            | %3Bx%3D1
            #?&             | %23%3F%26
            "'<>`           | %22%27%3C%3E%60
            !*(),@$         | %21%2A%28%29%2C%40%24
            []{}^           | %5B%5D%7B%7D%5E
            é               | %E9
            ÿ               | %FF
            """)
    void encode_allButUnreserved_isEncoded(String bytes, String text) {
        assertThat(PercentEncoding.encode(bytes)).isEqualTo(text);
    }

    @ParameterizedTest(name = "[{0}] is [{1}]")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``              | ``
            abc             | abc
            %41             | A
            a%41            | aA
            %41a            | Aa
            %41%42          | AB
            %2f             | /
            %2F             | /
            %2e%2E          | ..
            %252e           | %2e
            %25252e         | %252e
            %2541           | %41
            %25             | %
            %255            | %5
            +               | +
            a+b             | a+b
            ;x=1            | ;x=1
            &#37;           | &#37;
            %c3%a9          | Ã©
            %FF             | ÿ
            é%41            | éA
            """)
    void decode_once_isTheBytes(String text, String bytes) {
        assertThat(PercentEncoding.decode(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "a%",
                "%4",
                "%%",
                "%4%",
                "%%41",
                "%g1",
                "%1g",
                "%4 ",
                "% 4",
                "%+4",
                "%-4",
                "%0x",
                "%u0041",
                "%41%",
                "%41%4",
                "%2",
                "%\uFF14\uFF11",
                "%\u0664\u0661",
                "%4\u0661",
                "%\u00b9\u00b9",
                "%4\uD835\uDFCF"
            })
    void decode_malformed_isRefusedWith400(String text) {
        assertThatThrownBy(() -> PercentEncoding.decode(text))
                .isInstanceOfSatisfying(
                        RequestRefused.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0100", "a\u0100", "%41\uFF0E", "\u012E\u012E", "\uD83D\uDCBE"})
    void decode_characterThatIsNoByte_isRefusedWith400(String text) {
        assertThatThrownBy(() -> PercentEncoding.decode(text))
                .isInstanceOfSatisfying(
                        RequestRefused.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void decode_nulAndLineEnds_areBytesLikeOthers() {
        assertThat(PercentEncoding.decode("%00%0d%0A")).isEqualTo("\0\r\n");
    }

    @Test
    void encode_everyByte_isUndoneByDecode() {
        for (char b = 0; b <= 0xFF; b++) {
            String text = PercentEncoding.encode(String.valueOf(b));

            assertThat(text).matches("[A-Za-z0-9._~-]|%[0-9A-F]{2}");
            assertThat(PercentEncoding.decode(text)).isEqualTo(String.valueOf(b));
        }
    }

    @Test
    void encode_randomBytes_isUndoneByDecode() {
        String near = "%25eE2fF0 /.\u00C3\u00A9";
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder bytes = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                bytes.append(
                        random.nextBoolean()
                                ? near.charAt(random.nextInt(near.length()))
                                : (char) random.nextInt(0x100));
            }

            assertThat(PercentEncoding.decode(PercentEncoding.encode(bytes.toString())))
                    .as("seed %d", seed)
                    .isEqualTo(bytes.toString());
        }
    }
}
