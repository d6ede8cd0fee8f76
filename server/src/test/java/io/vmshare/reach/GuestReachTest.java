package io.vmshare.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.Machine.Platform;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reach of a share in a guest, bound to all addresses unless a test says otherwise. */
@Timeout(10)
class GuestReachTest {

    /** Which URLs its host uses, and what the first forward is where there is none. */
    @ParameterizedTest(name = "{0}: {2}, {3}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            slirp-guest                 | QEMU       | none                        | share.jar on the host
            virtualbox-nat-guest        | VIRTUALBOX | none                        | share.jar on the host
            libvirt-nat-guest           | KVM        | http://192.168.122.76:8000/ | none
            bridged-guest               | QEMU       | http://192.0.2.158:8000/    | none
            hostonly-guest              | VIRTUALBOX | http://192.168.56.101:8000/ | none
            vmware-nat-guest            | VMWARE     | http://192.168.80.128:8000/ | none
            lima-guest                  | UNKNOWN    | http://127.0.0.1:8000/      | none
            wsl2-nat                    | WSL_2      | http://127.0.0.1:8000/ http://172.30.98.229:8000/ | none
            hyperv-default-switch-guest | HYPER_V    | http://172.22.34.17:8000/   | none
            docker-container            | DOCKER     | http://172.17.0.2:8000/     | docker run, on Docker Desktop
            vmnet-shared-guest          | APPLE      | http://192.168.64.8:8000/   | none
            """)
    void urls_sample_areThoseOfItsHost(
            String name, Platform platform, @Nullable String urls, @Nullable String forward) {
        Reach reach = reach(name, platform, "0.0.0.0");

        assertThat(fromHost(reach)).isEqualTo(urls == null ? "" : urls);
        assertThat(reach.forwards().isEmpty() ? null : reach.forwards().get(0).where())
                .isEqualTo(forward);
    }

    @Test
    void forwards_slirp_listenOnLoopbackOnly() {
        Reach reach = reach("slirp-guest", Platform.QEMU, "0.0.0.0");

        assertThat(reach.forwards())
                .extracting(Forward::command)
                .containsExactly(
                        "java -jar share.jar forward --qmp SOCKET --guest-port 8000 --wait",
                        "-nic user,hostfwd=tcp:127.0.0.1:8000-:8000",
                        "hostfwd_add tcp:127.0.0.1:8000-:8000",
                        "{\"execute\": \"human-monitor-command\", \"arguments\":"
                                + " {\"command-line\": \"hostfwd_add tcp:127.0.0.1:8000-:8000\"}}",
                        "virsh qemu-monitor-command --hmp DOMAIN 'hostfwd_add hostnet0 tcp:127.0.0.1:8000-:8000'");
    }

    @Test
    void forwards_slirpWithAnAddressOfItsOwn_nameIt() {
        HostSnapshot fixed = slirp("10.0.2.77/24");

        assertThat(Reach.of(bound("0.0.0.0", 9000), fixed).forwards())
                .extracting(Forward::command)
                .startsWith(
                        "java -jar share.jar forward --qmp SOCKET --guest-port 9000 --guest-address 10.0.2.77 --wait",
                        "-nic user,hostfwd=tcp:127.0.0.1:9000-10.0.2.77:9000");
    }

    /** Who runs QEMU is seldom root. */
    @Test
    void forwards_portOfRootsOnly_isAnotherOnTheHost() {
        Reach reach = Reach.of(bound("0.0.0.0", 80), slirp("10.0.2.15/24"));

        assertThat(reach.forwards()).extracting(Forward::command).contains("hostfwd_add tcp:127.0.0.1:8080-:80");
        assertThat(reach.forwardedPort()).isEqualTo(8080);
    }

    /** A tunnel ends where the share listens, which need not be the guest's loopback. */
    @Test
    void forwards_tunnels_endAtTheInterface() {
        assertThat(reach("virtualbox-nat-guest", Platform.VIRTUALBOX, "10.0.2.15")
                        .forwards())
                .extracting(Forward::command)
                .contains("vagrant ssh -- -L 8000:10.0.2.15:8000");
    }

    private static HostSnapshot slirp(String address) {
        return HostSnapshot.builder()
                .interfaces(List.of(Samples.interfaceOf("eth0", "52:54:00:12:34:56", address)))
                .defaultRoute(Optional.of(route("eth0", "10.0.2.2")))
                .machine(new Machine(Platform.QEMU, List.of("told")))
                .build();
    }

    /** It has its host's own address, so that the host cannot use that. */
    @Test
    void urls_guestThatMayBeOnPasst_sayHow() {
        assertThat(reach("bridged-guest", Platform.QEMU, "0.0.0.0")
                        .urls()
                        .get(0)
                        .note())
                .isEqualTo("if that is passt: passt -t 127.0.0.1/8000:8000");
        assertThat(reach("bridged-guest", Platform.VMWARE, "0.0.0.0")
                        .urls()
                        .get(0)
                        .note())
                .isEmpty();
    }

    /** The trap: a forward leads to the guest's interface, never to its loopback. */
    @Test
    void forwards_slirpGuestOnLoopback_areNoneAndTheBindingIsNamed() {
        Reach reach = reach("slirp-guest", Platform.QEMU, "127.0.0.1");

        assertThat(reach.forwards()).isEmpty();
        assertThat(reach.missing())
                .extracting(one -> one.who() + " " + one.address().orElseThrow().getHostAddress())
                .containsExactly("eth0 10.0.2.15");
    }

    /** Nested: 10.0.2.2 is the host's already, so it is not told as the address of this machine. */
    @Test
    void urls_slirpGuest_doNotClaimItsHostsAddress() {
        assertThat(reach("slirp-guest", Platform.QEMU, "0.0.0.0").urls())
                .extracting(url -> url.uri().toString())
                .containsExactly("http://localhost:8000/");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            slirp-guest          | QEMU       | http://10.0.2.2:8000/ http://[fec0::2]:8000/ | bound to the host's loopback or to all
            virtualbox-nat-guest | VIRTUALBOX | http://10.0.2.2:8000/      | bound to the host's loopback or to all; \
            VirtualBox 7: needs --nat-localhostreachable1 on
            libvirt-nat-guest    | KVM        | http://192.168.122.1:8000/ | bound to that address or to all
            vmware-nat-guest     | VMWARE     | http://192.168.80.1:8000/  | bound to that address or to all
            bridged-guest        | QEMU       | none                       | none
            """)
    void hostUrls_sample_areWhereTheHostIs(
            String name, Platform platform, @Nullable String urls, @Nullable String note) {
        List<ShareUrl> found = reach(name, platform, "0.0.0.0").hostUrls();

        assertThat(String.join(
                        " ", found.stream().map(url -> url.uri().toString()).toList()))
                .isEqualTo(urls == null ? "" : urls);
        assertThat(found.isEmpty() ? null : found.get(0).note()).isEqualTo(note);
    }

    /** A link-local next hop is of no use without the zone it came by (RFC 4007 §11). */
    @Test
    void hostUrls_linkLocalGateway_hasItsZone() {
        HostInterface nic = Samples.interfaceOf("ens3", "52:54:00:00:00:01", "192.168.122.5/24", "fd00::5/64");
        HostSnapshot seen = HostSnapshot.builder()
                .interfaces(List.of(nic))
                .defaultRoute(Optional.of(route("ens3", "192.168.122.1")))
                .ipv6DefaultRoute(Optional.of(route("ens3", "fe80::1")))
                .build();

        assertThat(Reach.of(bound("0.0.0.0"), seen).hostUrls())
                .extracting(ShareUrl::uri)
                .containsExactly(URI.create("http://192.168.122.1:8000/"), URI.create("http://[fe80::1%25ens3]:8000/"));
    }

    /** A URI cannot hold every name that an interface may have. */
    @ParameterizedTest
    @CsvSource({"br-lan", "eth0:1", "Ethernet 2", "a@b", "[2J"})
    void hostUrls_zoneThatNoUriHolds_areWithoutIt(String name) {
        HostInterface nic = Samples.interfaceOf(name, "52:54:00:00:00:01", "192.168.122.5/24", "fe80::5/64");
        HostSnapshot seen = HostSnapshot.builder()
                .interfaces(List.of(nic))
                .defaultRoute(Optional.of(route(name, "192.168.122.1")))
                .ipv6DefaultRoute(Optional.of(route(name, "fe80::1")))
                .guests(List.of(
                        new KnownGuest(name, LocalAddress.parse("fe80::7").address(), "g")))
                .build();
        Reach reach =
                Reach.of(List.of(new InetSocketAddress("0.0.0.0", 8000), new InetSocketAddress("fe80::5", 8000)), seen);

        assertThat(reach.hostUrls())
                .extracting(ShareUrl::uri)
                .containsExactly(URI.create("http://192.168.122.1:8000/"));
        assertThat(reach.guestUrls()).isEmpty(); // its only address is one of a zone
        assertThat(fromHost(reach)).isEqualTo("http://192.168.122.5:8000/");
    }

    @ParameterizedTest(name = "{0} in {1}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            SLIRP   | slirp-guest          | QEMU       | 127.0.0.1 10.0.2.15
            SLIRP   | virtualbox-nat-guest | VIRTUALBOX | 127.0.0.1 10.0.2.15
            SLIRP   | libvirt-nat-guest    | KVM        | 127.0.0.1
            SLIRP   | home-lan-10.0.2.0-gw2 | UNKNOWN   | 127.0.0.1
            SLIRP   | wsl2-nat             | WSL_2      | 127.0.0.1
            SLIRP   | bridged-guest        | QEMU       | 127.0.0.1
            NAT     | slirp-guest          | QEMU       | 127.0.0.1
            NAT     | libvirt-nat-guest    | KVM        | 127.0.0.1 192.168.122.76
            NAT     | bridged-guest        | QEMU       | 127.0.0.1
            BRIDGED | bridged-guest        | QEMU       | 127.0.0.1 192.0.2.158
            BRIDGED | hostonly-guest       | VIRTUALBOX | 127.0.0.1
            NAT     | hostonly-guest       | VIRTUALBOX | 127.0.0.1 192.168.56.101
            """)
    void exposure_guest_isItsOwnInterfaceOnlyWhereItIsWiredSo(
            Exposure exposure, String name, Platform platform, String addresses) {
        List<String> texts = new ArrayList<>();
        for (InetAddress address : exposure.addresses(snapshot(name, platform))) {
            if (!(address.isLoopbackAddress() && address.getAddress().length == 16)
                    && !address.getHostAddress().startsWith("fec0")) {
                texts.add(address.getHostAddress());
            }
        }

        assertThat(String.join(" ", texts)).isEqualTo(addresses);
    }

    private static String fromHost(Reach reach) {
        List<String> urls = new ArrayList<>();
        for (ShareUrl url : reach.urls()) {
            if (url.from() == ShareUrl.From.HOST) {
                urls.add(url.uri().toString());
            }
        }
        return String.join(" ", urls);
    }

    private static Reach reach(String name, Platform platform, String address) {
        return Reach.of(bound(address), snapshot(name, platform));
    }

    private static HostSnapshot snapshot(String name, Platform platform) {
        return Samples.snapshot(name, new Machine(platform, List.of("told")));
    }

    private static List<InetSocketAddress> bound(String address) {
        return bound(address, 8000);
    }

    private static List<InetSocketAddress> bound(String address, int port) {
        return List.of(new InetSocketAddress(address, port));
    }

    private static DefaultRoute route(String interfaceName, String gateway) {
        return new DefaultRoute(
                interfaceName, Optional.of(LocalAddress.parse(gateway).address()));
    }
}
