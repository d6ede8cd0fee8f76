package io.vmshare.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.probe.HostProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class ReachTest {

    private static final HostSnapshot HOST = host(
            "eth0",
            up("lo", "127.0.0.1", "::1"),
            up("tun0", "10.8.0.2"),
            up("wlan0", "192.168.7.5"),
            up("eth0", "2001:db8::7", "203.0.113.7", "fe80::7"),
            up("virbr0", "192.168.122.1"),
            down("docker0", "172.17.0.1"),
            down("eth1", "198.51.100.9"));

    @ParameterizedTest(name = "bound to {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0.0.0.0       | 10.0.2.2 192.168.122.1 203.0.113.7 192.168.7.5 172.17.0.1 10.8.0.2 localhost
            ::            | 10.0.2.2 192.168.122.1 203.0.113.7 [2001:db8::7] 192.168.7.5 172.17.0.1 10.8.0.2 localhost
            127.0.0.1     | 10.0.2.2 localhost
            127.0.0.2     | 127.0.0.2
            ::1           | [::1]
            203.0.113.7   | 203.0.113.7
            192.168.122.1 | 192.168.122.1
            172.17.0.1    | 172.17.0.1
            10.8.0.2      | 10.8.0.2
            2001:db8::7   | [2001:db8::7]
            192.0.2.99    | 192.0.2.99
            """)
    void of_binding_namesWhatItAnswersAndNothingElse(String address, String hosts) throws UnknownHostException {
        InetSocketAddress bound = new InetSocketAddress(InetAddress.getByName(address), 8000);

        assertThat(hosts(Reach.of(List.of(bound), HOST))).isEqualTo(hosts);
    }

    @Test
    void of_linkLocalBinding_isLeftOut() throws UnknownHostException {
        InetSocketAddress bound = new InetSocketAddress(InetAddress.getByName("fe80::7"), 8000);

        assertThat(Reach.of(List.of(bound), HOST)).isEmpty();
    }

    @Test
    void of_severalAddresses_namesEachUrlOnce() throws UnknownHostException {
        List<InetSocketAddress> bound = List.of(
                new InetSocketAddress(InetAddress.getByName("192.168.122.1"), 8000),
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8000),
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8000));

        assertThat(hosts(Reach.of(bound, HOST))).isEqualTo("10.0.2.2 192.168.122.1 localhost");
    }

    @Test
    void of_wildcard_saysKindInterfaceAndNote() {
        List<ShareUrl> urls = Reach.of(List.of(new InetSocketAddress("0.0.0.0", 8000)), HOST);

        assertThat(described(urls))
                .containsExactly(
                        "USER_NETWORK||QEMU -nic user (VirtualBox 7: needs --nat-localhostreachable1 on)",
                        "NAT|virbr0|libvirt",
                        "LAN|eth0|",
                        "LAN|wlan0|",
                        "NAT|docker0|Docker, no guest yet",
                        "LAN|tun0|VPN",
                        "THIS_MACHINE||");
    }

    @Test
    void of_port80_isLeftOutOfTheUrl() {
        List<ShareUrl> urls = Reach.of(List.of(new InetSocketAddress("127.0.0.1", 80)), HOST);

        assertThat(urls.get(0).uri()).hasToString("http://10.0.2.2/");
    }

    @Test
    void of_proxmoxBridge_isTheLan() {
        HostSnapshot proxmox = host("vmbr0", up("lo", "127.0.0.1"), up("vmbr0", "203.0.113.8"), up("eno1"));

        List<ShareUrl> urls = Reach.of(List.of(new InetSocketAddress("0.0.0.0", 8000)), proxmox);

        assertThat(described(urls)).contains("LAN|vmbr0|Proxmox bridge");
    }

    @Test
    void of_guestInterfaceThatCarriesTheDefaultRoute_isTheLan() {
        HostSnapshot external = host("tap0", up("lo", "127.0.0.1"), up("tap0", "10.0.2.100"));

        List<ShareUrl> urls = Reach.of(List.of(new InetSocketAddress("0.0.0.0", 8000)), external);

        assertThat(urls.get(1).kind()).isEqualTo(ShareUrl.Kind.LAN);
    }

    @Test
    void of_hostWithoutInterfaces_stillNamesItself() {
        HostSnapshot bare = HostSnapshot.builder().build();

        assertThat(hosts(Reach.of(List.of(new InetSocketAddress("0.0.0.0", 8000)), bare)))
                .isEqualTo("10.0.2.2 localhost");
    }

    @Test
    void snapshot_ofThisMachine_hasItsLoopback() {
        HostSnapshot snapshot = HostProbe.snapshot();

        assertThat(snapshot.interfaces()).anyMatch(HostInterface::loopback);
        assertThat(snapshot.localhost().isLoopbackAddress()).isTrue();
    }

    private static String hosts(List<ShareUrl> urls) {
        List<String> hosts = new ArrayList<>();
        for (ShareUrl url : urls) {
            hosts.add(url.uri().getHost());
            assertThat(url.uri().getPort()).isEqualTo(8000);
        }
        return String.join(" ", hosts);
    }

    private static List<String> described(List<ShareUrl> urls) {
        List<String> rows = new ArrayList<>();
        for (ShareUrl url : urls) {
            rows.add(url.kind() + "|" + url.interfaceName() + "|" + url.note());
        }
        return rows;
    }

    private static HostSnapshot host(String defaultRoute, HostInterface... interfaces) {
        return HostSnapshot.builder()
                .interfaces(List.of(interfaces))
                .defaultRoute(Optional.of(new DefaultRoute(defaultRoute, Optional.empty())))
                .build();
    }

    private static HostInterface up(String name, String... addresses) {
        return new HostInterface(name, name, parse(addresses), "", true, name.equals("lo"));
    }

    private static HostInterface down(String name, String... addresses) {
        return new HostInterface(name, name, parse(addresses), "", false, false);
    }

    private static List<LocalAddress> parse(String... addresses) {
        List<LocalAddress> parsed = new ArrayList<>();
        for (String address : addresses) {
            parsed.add(LocalAddress.parse(address));
        }
        return parsed;
    }
}
