package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TokensTest {

    @Test
    void isToken_everyCharacter_isOneOfTheRule() {
        for (char c = 0; c < 0x180; c++) {
            boolean tchar = String.valueOf(c).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]");

            assertThat(Tokens.isToken("a" + c)).as("character %d", (int) c).isEqualTo(tchar);
            assertThat(Tokens.isToken(c + "a")).as("character %d", (int) c).isEqualTo(tchar);
        }
        assertThat(Tokens.isToken("")).isFalse();
    }

    @Test
    void isFieldValue_everyCharacter_isPrintableAsciiOrATab() {
        for (char c = 0; c < 0x180; c++) {
            boolean plain = String.valueOf(c).matches("[\t -~]");

            assertThat(Tokens.isFieldValue("a" + c)).as("character %d", (int) c).isEqualTo(plain);
            assertThat(Tokens.isFieldValue(c + "a")).as("character %d", (int) c).isEqualTo(plain);
        }
        assertThat(Tokens.isFieldValue("")).isTrue();
    }
}
