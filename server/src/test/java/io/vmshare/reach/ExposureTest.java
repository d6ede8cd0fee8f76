package io.vmshare.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is listened on, on a host; {@link GuestReachTest} has that on a guest. */
@Timeout(10)
class ExposureTest {

    private static final HostSnapshot HOST = host(
                    "eth0",
                    up("lo", "127.0.0.1/8", "::1/128"),
                    up("tun0", "10.8.0.2/24"),
                    up("wlan0", "192.168.7.5/24"),
                    up("eth0", "2001:db8::7/64", "203.0.113.7/24", "fe80::7/64"),
                    up("virbr0", "192.168.122.1/24", "fe80::1/64"),
                    new HostInterface(
                            "docker0", "docker0", List.of(LocalAddress.parse("172.17.0.1/16")), "", false, false),
                    up("eth1", "198.51.100.9/24"))
            .build();

    /** OpenVPN calls its interfaces so, too. */
    @Test
    void addresses_tapOfAVpn_isNotNat() {
        HostSnapshot vpn = host(
                        "eth0", up("eth0", "203.0.113.7/24"), up("tap0", "10.8.0.6/24"), up("tap1", "172.16.0.1/30"))
                .build();

        assertThat(Exposure.NAT.addresses(vpn)).containsExactly(parse("127.0.0.1"), parse("172.16.0.1"));
    }

    @Test
    void addresses_defaultRouteOfAVpn_isNotBridged() {
        HostSnapshot vpn = host("tun0", up("eth0", "203.0.113.7/24"), up("tun0", "10.8.0.6/24"))
                .build();

        assertThat(Exposure.BRIDGED.addresses(vpn)).containsExactly(parse("127.0.0.1"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ALL     | 0:0:0:0:0:0:0:0
            SLIRP   | 127.0.0.1 0:0:0:0:0:0:0:1
            NAT     | 127.0.0.1 0:0:0:0:0:0:0:1 192.168.122.1 172.17.0.1
            BRIDGED | 127.0.0.1 0:0:0:0:0:0:0:1 203.0.113.7 2001:db8:0:0:0:0:0:7
            """)
    void addresses_host_isNoMoreThanAskedFor(Exposure exposure, String addresses) {
        List<String> texts = new ArrayList<>();
        for (InetAddress address : exposure.addresses(HOST)) {
            texts.add(address.getHostAddress());
        }

        assertThat(String.join(" ", texts)).isEqualTo(addresses);
    }

    @Test
    void addresses_bareHost_isItsLoopback() {
        HostSnapshot bare = HostSnapshot.builder().build();

        assertThat(Exposure.NAT.addresses(bare)).containsExactly(bare.localhost());
        assertThat(Exposure.BRIDGED.addresses(bare)).containsExactly(bare.localhost());
    }

    /** What carries the default route is the LAN, whatever its name. */
    @Test
    void addresses_bridgeWithTheDefaultRoute_isNotNat() {
        HostSnapshot external = host("docker0", up("docker0", "172.17.0.1/16"), up("virbr0", "192.168.122.1/24"))
                .build();

        assertThat(Exposure.NAT.addresses(external)).containsExactly(parse("127.0.0.1"), parse("192.168.122.1"));
        assertThat(Exposure.BRIDGED.addresses(external)).containsExactly(parse("127.0.0.1"), parse("172.17.0.1"));
    }

    private static HostSnapshot.Builder host(String defaultRoute, HostInterface... interfaces) {
        return HostSnapshot.builder()
                .interfaces(List.of(interfaces))
                .defaultRoute(Optional.of(new DefaultRoute(defaultRoute, Optional.empty())));
    }

    private static HostInterface up(String name, String... addresses) {
        return Samples.interfaceOf(name, "", addresses);
    }

    private static InetAddress parse(String address) {
        return LocalAddress.parse(address).address();
    }
}
