package io.vmshare.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class LocalAddressTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "192.168.122.1/24, 192.168.122.1, 24",
        "10.0.2.15, 10.0.2.15, 32",
        "0.0.0.0/0, 0.0.0.0, 0",
        "fec0::2/64, fec0::2, 64",
        "::1, ::1, 128"
    })
    void parse_addressWithPrefix_isBoth(String text, String address, int prefixLength) {
        LocalAddress parsed = LocalAddress.parse(text);

        assertThat(AddressText.of(parsed.address())).isEqualTo(address);
        assertThat(parsed.prefixLength()).isEqualTo(prefixLength);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.2.15/33", "10.0.2.15/-1", "10.0.2.15/", "10.0.2.15/x", "::1/129", "10.0.2.256/24"})
    void parse_otherText_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LocalAddress.parse(text));
    }

    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource({
        "192.168.122.1/24, 192.168.122.255, true",
        "192.168.122.1/24, 192.168.123.1, false",
        "172.30.96.1/20, 172.30.111.255, true",
        "172.30.96.1/20, 172.30.112.0, false",
        "10.1.2.3/31, 10.1.2.2, true",
        "10.1.2.3/31, 10.1.2.4, false",
        "10.1.2.3/32, 10.1.2.3, true",
        "10.1.2.3/32, 10.1.2.2, false",
        "10.1.2.3/0, 203.0.113.1, true",
        "10.1.2.3/0, ::1, false",
        "fd00::1/63, fd00:0:0:1::1, true",
        "fd00::1/63, fd00:0:0:2::1, false"
    })
    void hasInNetwork_address_isInItIfThePrefixIsShared(String network, String other, boolean expected)
            throws Exception {
        assertThat(LocalAddress.parse(network).hasInNetwork(InetAddress.getByName(other)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} of {0}: {2}")
    @CsvSource({
        "192.168.122.77/24, 0, 192.168.122.0",
        "192.168.122.77/24, 1, 192.168.122.1",
        "192.168.122.77/24, 255, 192.168.122.255",
        "192.168.122.77/24, 256, 192.168.123.0",
        "10.9.0.7/16, 514, 10.9.2.2",
        "172.30.111.9/20, 1, 172.30.96.1",
        "10.0.255.255/32, 1, 10.1.0.0",
        "10.0.2.7/29, 2, 10.0.2.2",
        "255.255.255.255/32, 1, 0.0.0.0",
        "fd00::ffff/112, 65536, fd00::1:0"
    })
    void inNetwork_number_isCountedFromTheNetworksOwn(String network, int number, String expected) {
        assertThat(AddressText.of(LocalAddress.parse(network).inNetwork(number)))
                .isEqualTo(expected);
    }
}
