package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TokensTest {

    /** RFC 9110 §5.6.2, in the words of another language. */
    private static final Pattern TCHAR = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]");

    private static final Pattern FIELD_CHAR = Pattern.compile("[\\t\\x20-\\x7E]");

    @Test
    void isToken_everyCharacter_isThatOfTheGrammar() {
        for (char c = 0; c < 0x200; c++) {
            String text = String.valueOf(c);
            assertThat(Tokens.isToken(text))
                    .as("%x", (int) c)
                    .isEqualTo(TCHAR.matcher(text).matches());
            assertThat(Tokens.isToken("a" + c)).as("%x", (int) c).isEqualTo(Tokens.isToken(text));
        }
        assertThat(Tokens.isToken("")).isFalse();
    }

    @Test
    void isFieldValue_everyCharacter_isPrintableOrSpace() {
        for (char c = 0; c < 0x200; c++) {
            String text = String.valueOf(c);
            assertThat(Tokens.isFieldValue(text))
                    .as("%x", (int) c)
                    .isEqualTo(FIELD_CHAR.matcher(text).matches());
            assertThat(Tokens.isFieldValue("a" + c)).as("%x", (int) c).isEqualTo(Tokens.isFieldValue(text));
        }
        assertThat(Tokens.isFieldValue("")).isTrue();
    }
}
