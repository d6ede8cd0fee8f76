package io.vmshare.cli.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

@Timeout(10)
class PortNumberTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"0, 0", "1, 1", "0080, 80", "8000, 8000", "65535, 65535"})
    void parse_port_isRead(String text, int expected) {
        assertThat(PortNumber.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", "65536", "99999", "4294967376", "-1", "+80", "80 ", "0x50", "http", "８０"})
    void parse_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> PortNumber.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("not a port; choose 0 to 65535");
    }

    @Test
    void parse_pythonsProtocol_isExplained() {
        assertThatThrownBy(() -> PortNumber.parse("HTTP/1.1"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("not the protocol as in Python's server");
    }
}
