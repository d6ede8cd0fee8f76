package io.vmshare.growing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class GrowingNameTest {

    static String[] longest() {
        return new String[] {"x".repeat(255), "é".repeat(127) + "x"};
    }

    static String[] tooLong() {
        return new String[] {"x".repeat(256), "é".repeat(128)};
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "dmesg.txt",
                "stdin",
                "-",
                "...",
                ".x",
                "a b",
                "ünï",
                "e\u0301",
                "100%",
                "%2F",
                "a:b",
                "\uD83D\uDE00",
                "<b>"
            })
    @MethodSource("longest")
    void checked_nameOfOneFile_isTaken(String name) {
        assertThat(GrowingName.checked(name)).isEqualTo(name);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "/",
                "a/b",
                "/etc/passwd",
                "../x",
                "a/",
                "\\",
                "..\\x",
                "a\nb",
                "a\rb",
                "a\tb",
                "\0",
                "\u001b[2J",
                "\u007f",
                "\u0085",
                "\u2028",
                "\u2029",
                "\uD83D",
                "\uDCFF"
            })
    @MethodSource("tooLong")
    void checked_other_isRefused(String name) {
        assertThatThrownBy(() -> GrowingName.checked(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }
}
