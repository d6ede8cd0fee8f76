package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.AddressText;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name server that were asked would take longer than the time given here, or know {@code localhost}. */
@Timeout(10)
class IpLiteralTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "10.0.2.2,10.0.2.2",
        "0.0.0.0,0.0.0.0",
        "255.255.255.255,255.255.255.255",
        "::,::",
        "::1,::1",
        "fe80::1%eth0,fe80::1",
        "FD00::A,fd00::a",
        "::ffff:10.0.2.2,10.0.2.2"
    })
    void parse_address_isThatAddress(String text, String expected) {
        assertThat(IpLiteral.parse(text).map(AddressText::of)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1.2.3",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4.",
                "1.2.3.4.5",
                "01.2.3.4",
                "1.2.3.00",
                "256.1.1.1",
                "1.1.1.1000",
                "-1.1.1.1",
                "+1.1.1.1",
                "0x7f.0.0.1",
                "2130706433",
                "\u0661.2.3.4",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.4/24",
                "localhost",
                "host.example",
                "abc",
                ":",
                ":::",
                "1:2",
                "a:b",
                "1:2:3:4:5:6:7:8:9",
                "g::1",
                ".::1",
                "[::1]",
                "::1 ",
                " ::1",
                "%::1",
                "localhost%:"
            })
    void parse_nearMiss_isNone(String text) {
        assertThat(IpLiteral.parse(text)).isEmpty();
    }
}
