package io.vmshare.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.reach.probe.HostProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reach of a share on a host; {@link GuestReachTest} has that on a guest. */
@Timeout(10)
class ReachTest {

    private static final HostSnapshot HOST = host(
                    "eth0",
                    up("lo", "127.0.0.1/8", "::1/128"),
                    up("tun0", "10.8.0.2/24"),
                    up("wlan0", "192.168.7.5/24"),
                    up("eth0", "2001:db8::7/64", "203.0.113.7/24", "fe80::7/64"),
                    up("virbr0", "192.168.122.1/24", "fe80::1/64"),
                    down("docker0", "172.17.0.1/16"),
                    down("eth1", "198.51.100.9/24"))
            .build();

    @ParameterizedTest(name = "bound to {0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            0.0.0.0       | 10.0.2.2 192.168.122.1 203.0.113.7 192.168.7.5 172.17.0.1 10.8.0.2 localhost
            ::            | 10.0.2.2 192.168.122.1 203.0.113.7 [2001:db8::7] 192.168.7.5 172.17.0.1 10.8.0.2 [fec0::2] localhost
            127.0.0.1     | 10.0.2.2 localhost
            127.0.0.2     | 127.0.0.2
            ::1           | [fec0::2] [::1]
            203.0.113.7   | 203.0.113.7
            192.168.122.1 | 192.168.122.1
            172.17.0.1    | 172.17.0.1
            10.8.0.2      | 10.8.0.2
            198.51.100.9  | 198.51.100.9
            2001:db8::7   | [2001:db8::7]
            fe80::1       | [fe80::1%25virbr0]
            fe80::9       | none
            192.0.2.99    | 192.0.2.99
            """)
    void urls_binding_namesWhatItAnswersAndNothingElse(String address, @Nullable String hosts)
            throws UnknownHostException {
        assertThat(hosts(reach(HOST, address).urls())).isEqualTo(hosts == null ? "" : hosts);
    }

    @Test
    void urls_severalAddresses_namesEachUrlOnce() throws UnknownHostException {
        Reach reach = reach(HOST, "192.168.122.1", "127.0.0.1", "127.0.0.1");

        assertThat(hosts(reach.urls())).isEqualTo("10.0.2.2 192.168.122.1 localhost");
    }

    @Test
    void urls_wildcard_saysKindInterfaceNetworkAndNote() throws UnknownHostException {
        assertThat(described(reach(HOST, "0.0.0.0").urls()))
                .containsExactly(
                        "USER_NETWORK||QEMU_USER|QEMU -nic user (VirtualBox 7: needs --nat-localhostreachable1 on)",
                        "NAT|virbr0|LIBVIRT|libvirt",
                        "LAN|eth0|-|",
                        "LAN|wlan0|-|",
                        "NAT|docker0|DOCKER|Docker, no guest yet",
                        "LAN|tun0|-|VPN",
                        "THIS_MACHINE||-|");
    }

    @Test
    void urls_port80_isLeftOutOfTheUrl() {
        Reach reach = Reach.of(List.of(new InetSocketAddress("127.0.0.1", 80)), HOST);

        assertThat(reach.urls().get(0).uri()).hasToString("http://10.0.2.2/");
    }

    @Test
    void urls_proxmoxBridge_isTheLan() throws UnknownHostException {
        HostSnapshot proxmox = host("vmbr0", up("lo", "127.0.0.1/8"), up("vmbr0", "203.0.113.8/24"), up("eno1"))
                .build();

        assertThat(described(reach(proxmox, "0.0.0.0").urls())).contains("LAN|vmbr0|PROXMOX|Proxmox bridge");
    }

    @Test
    void urls_guestInterfaceThatCarriesTheDefaultRoute_isTheLan() throws UnknownHostException {
        HostSnapshot external =
                host("tap0", up("lo", "127.0.0.1/8"), up("tap0", "10.9.8.7/24")).build();

        assertThat(reach(external, "0.0.0.0").urls().get(1).kind()).isEqualTo(ShareUrl.Kind.LAN);
    }

    @Test
    void urls_hostWithoutInterfaces_stillNamesItself() throws UnknownHostException {
        assertThat(hosts(reach(HostSnapshot.builder().build(), "0.0.0.0").urls()))
                .isEqualTo("10.0.2.2 localhost");
    }

    @ParameterizedTest(name = "{0} runs: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            passt   | 10.0.2.2 203.0.113.1 localhost
            limactl | 10.0.2.2 host.lima.internal localhost
            colima  | 10.0.2.2 host.lima.internal localhost
            nginx   | 10.0.2.2 localhost
            """)
    void urls_programThatWiresGuests_namesTheirHost(String program, String hosts) throws UnknownHostException {
        HostSnapshot running = host("eth0", up("lo", "127.0.0.1/8"), up("eth0", "203.0.113.7/24"))
                .defaultRoute(Optional.of(new DefaultRoute("eth0", Optional.of(parse("203.0.113.1")))))
                .programs(Set.of(program))
                .build();

        assertThat(hosts(reach(running, "127.0.0.1").urls())).isEqualTo(hosts);
    }

    @ParameterizedTest(name = "bound to {0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            0.0.0.0       | none
            127.0.0.1     | wlan0 192.168.7.5, eth0 203.0.113.7, virbr0 192.168.122.1, docker0 172.17.0.1
            203.0.113.7   | user networking (slirp) 127.0.0.1, wlan0 192.168.7.5, virbr0 192.168.122.1, docker0 172.17.0.1
            2001:db8::7   | user networking (slirp) 127.0.0.1, wlan0 192.168.7.5, virbr0 192.168.122.1, docker0 172.17.0.1
            """)
    void missing_binding_namesWhoIsThereAndWhatTheyNeed(String address, @Nullable String expected)
            throws UnknownHostException {
        List<String> missing = new ArrayList<>();
        for (MissingBinding one : reach(HOST, address).missing()) {
            missing.add(one.who() + " " + one.address().orElseThrow().getHostAddress());
        }

        assertThat(String.join(", ", missing)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void missing_macvtap_cannotBeHelped() throws UnknownHostException {
        HostSnapshot direct = host("eth0", up("eth0", "203.0.113.7/24"), up("macvtap0", "fe80::5/64"))
                .build();

        assertThat(reach(direct, "0.0.0.0").missing())
                .containsExactly(new MissingBinding(
                        "guests on macvtap0",
                        Optional.empty(),
                        "cannot reach their host; give the guest a second interface"));
    }

    @Test
    void guestUrls_leases_areWhereSharesInGuestsAnswer() throws UnknownHostException {
        HostSnapshot leases = host("eth0", up("eth0", "203.0.113.7/24"), up("virbr0", "192.168.122.1/24"))
                .guests(List.of(new KnownGuest("virbr0", parse("192.168.122.5"), "deb12")))
                .build();

        assertThat(reach(leases, "0.0.0.0").guestUrls())
                .containsExactly(new ShareUrl(
                        ShareUrl.Kind.NAT,
                        ShareUrl.From.HOST,
                        URI.create("http://192.168.122.5:8000/"),
                        "virbr0",
                        Optional.of(GuestNetwork.LIBVIRT),
                        "deb12"));
    }

    @ParameterizedTest(name = "bound to {0}, guests of {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            127.0.0.1     | QEMU_USER       | http://10.0.2.2:8000/
            127.0.0.1     | VIRTUALBOX_NAT  | http://10.0.2.2:8000/
            127.0.0.1     | LIMA            | http://host.lima.internal:8000/
            127.0.0.1     | LIBVIRT         | none
            127.0.0.1     | PASTA           | none
            203.0.113.7   | PASTA           | http://host.containers.internal:8000/
            192.168.122.1 | LIBVIRT         | http://192.168.122.1:8000/
            192.168.122.1 | QEMU_USER       | none
            0.0.0.0       | DOCKER          | http://172.17.0.1:8000/
            0.0.0.0       | INCUS           | none
            ::1           | QEMU_USER       | http://[fec0::2]:8000/
            """)
    void uri_guestNetwork_isWhatItsGuestsUse(String address, GuestNetwork network, @Nullable String uri)
            throws UnknownHostException {
        assertThat(reach(HOST, address).uri(network).map(URI::toString)).isEqualTo(Optional.ofNullable(uri));
    }

    /** Checked with QEMU 7.2 for the first two; the others follow from the same masks. */
    @ParameterizedTest(name = "net={0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            10.0.2.0/24      | http://10.0.2.2:8000/
            192.168.76.0/24  | http://192.168.76.2:8000/
            192.168.76.77/24 | http://192.168.76.2:8000/
            10.9.0.0/16      | http://10.9.2.2:8000/
            10.0.0.0/8       | http://10.0.2.2:8000/
            10.9.9.64/28     | http://10.9.9.66:8000/
            """)
    void uriOnSlirp_network_isItsHost(String network, String uri) throws UnknownHostException {
        assertThat(reach(HOST, "127.0.0.1").uriOnSlirp(LocalAddress.parse(network)))
                .contains(URI.create(uri));
        assertThat(reach(HOST, "203.0.113.7").uriOnSlirp(LocalAddress.parse(network)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"fd00::/64", "10.0.0.0/29", "10.0.0.0/32"})
    void uriOnSlirp_networkThatSlirpCannotHave_isRefused(String network) throws UnknownHostException {
        Reach reach = reach(HOST, "127.0.0.1");

        assertThatThrownBy(() -> reach.uriOnSlirp(LocalAddress.parse(network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an IPv4 network of sixteen addresses or more");
    }

    @Test
    void urls_bridgeOfOnesOwn_isForItsGuests() throws UnknownHostException {
        HostSnapshot own = host(
                        "eth0",
                        up("eth0", "203.0.113.7/24"),
                        up("isol0", "10.9.0.1/24").asVirtualBridge())
                .build();

        assertThat(described(reach(own, "0.0.0.0").urls())).contains("NAT|isol0|VIRTUAL_BRIDGE|virtual bridge");
        assertThat(Exposure.NAT.addresses(own)).containsExactly(parse("127.0.0.1"), parse("10.9.0.1"));
    }

    @Test
    void guestUrls_leaseOfABridgeThatIsGone_isLeftOut() throws UnknownHostException {
        HostSnapshot gone = host("eth0", up("eth0", "203.0.113.7/24"))
                .guests(List.of(new KnownGuest("virbr0", parse("192.168.122.5"), "deb12")))
                .build();

        assertThat(reach(gone, "0.0.0.0").guestUrls()).isEmpty();
    }

    @Test
    void snapshot_ofThisMachine_hasItsLoopback() {
        HostSnapshot snapshot = HostProbe.snapshot();

        assertThat(snapshot.interfaces()).anyMatch(HostInterface::loopback);
        assertThat(snapshot.localhost().isLoopbackAddress()).isTrue();
    }

    private static Reach reach(HostSnapshot host, String... addresses) throws UnknownHostException {
        List<InetSocketAddress> bound = new ArrayList<>();
        for (String address : addresses) {
            bound.add(new InetSocketAddress(InetAddress.getByName(address), 8000));
        }
        return Reach.of(bound, host);
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
            String network = url.network().map(Enum::name).orElse("-");
            rows.add(url.kind() + "|" + url.interfaceName() + "|" + network + "|" + url.note());
        }
        return rows;
    }

    private static HostSnapshot.Builder host(String defaultRoute, HostInterface... interfaces) {
        return HostSnapshot.builder()
                .interfaces(List.of(interfaces))
                .defaultRoute(Optional.of(new DefaultRoute(defaultRoute, Optional.empty())));
    }

    private static HostInterface up(String name, String... addresses) {
        return new HostInterface(name, name, locals(addresses), "", true, name.equals("lo"));
    }

    private static HostInterface down(String name, String... addresses) {
        return new HostInterface(name, name, locals(addresses), "", false, false);
    }

    private static List<LocalAddress> locals(String... addresses) {
        List<LocalAddress> locals = new ArrayList<>();
        for (String address : addresses) {
            locals.add(LocalAddress.parse(address));
        }
        return locals;
    }

    private static InetAddress parse(String address) {
        return LocalAddress.parse(address).address();
    }
}
