package io.vmshare.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.Machine.Platform;
import io.vmshare.reach.Wiring.Confidence;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a guest recognises its network, and what it must not take for one. */
@Timeout(10)
class GuestSideTest {

    /** What is to be told of each machine in {@code EXPECT.tsv} that has a hardware address; the column says the same. */
    @ParameterizedTest(name = "{0}, {1}: {2} with host {4}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            slirp-guest                 | QEMU       | QEMU_USER            | HIGH   | 10.0.2.2
            virtualbox-nat-guest        | VIRTUALBOX | VIRTUALBOX_NAT       | HIGH   | 10.0.2.2
            libvirt-nat-guest           | KVM        | LIBVIRT              | HIGH   | 192.168.122.1
            bridged-guest               | QEMU       | BRIDGED              | LOW    | unknown
            hostonly-guest              | VIRTUALBOX | VIRTUALBOX_HOST_ONLY | HIGH   | 192.168.56.1
            vmware-nat-guest            | VMWARE     | VMWARE_NAT           | HIGH   | 192.168.80.1
            lima-guest                  | UNKNOWN    | LIMA                 | HIGH   | 192.168.5.2
            wsl2-nat                    | WSL_2      | WSL_NAT              | HIGH   | 172.30.96.1
            hyperv-default-switch-guest | HYPER_V    | HYPER_V              | HIGH   | 172.22.32.1
            docker-container            | DOCKER     | DOCKER               | HIGH   | 172.17.0.1
            vmnet-shared-guest          | APPLE      | MACOS_VMNET          | HIGH   | 192.168.64.1
            """)
    void of_sample_isItsNetworkWithItsHost(
            String name, Platform platform, GuestNetwork network, Confidence confidence, String host) {
        Wiring wiring = only(GuestSide.of(Samples.snapshot(name, new Machine(platform, List.of("told")))));

        assertThat(wiring.network()).isEqualTo(network);
        assertThat(wiring.confidence()).isEqualTo(confidence);
        assertThat(wiring.host().orElse("unknown")).isEqualTo(host).isEqualTo(expectedHost(name));
        assertThat(wiring.evidence()).hasSizeGreaterThanOrEqualTo(2);
    }

    /** Those on a home LAN with the very addresses of slirp, and hosts. */
    @ParameterizedTest
    @CsvSource({"home-lan-10.0.2.0-gw1", "home-lan-10.0.2.0-gw2", "host-many", "host-virbr0"})
    void of_physicalMachine_isNoGuest(String name) {
        assertThat(GuestSide.of(Samples.snapshot(name, Machine.UNKNOWN))).isEmpty();
    }

    @Test
    void expectations_everyGuestOfLinux_isChecked() throws Exception {
        List<String> guests = new ArrayList<>();
        for (List<String> row : Samples.rows("EXPECT.tsv")) {
            if (row.get(0).startsWith("proc-net-route.") && !row.get(3).equals("-")) {
                guests.add(row.get(0));
            }
        }

        CsvSource checked = GuestSideTest.class
                .getDeclaredMethod(
                        "of_sample_isItsNetworkWithItsHost",
                        String.class,
                        Platform.class,
                        GuestNetwork.class,
                        Confidence.class,
                        String.class)
                .getAnnotation(CsvSource.class);
        assertThat(checked.textBlock().lines()).hasSize(guests.size() - 2); // the two home LANs are above
    }

    /** Near misses: two signals are wanted for a claim, and none may contradict. */
    @ParameterizedTest(name = "gateway {0}, address {1}, {2}, {3}: {4} {5}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            10.0.2.2      | 10.0.2.15/24      | 52:54:00:12:34:56 | UNKNOWN    | QEMU_USER            | HIGH
            10.0.2.2      | 10.0.2.15/24      | 02:aa:bb:cc:dd:ee | QEMU       | QEMU_USER            | HIGH
            10.0.2.2      | 10.0.2.15/24      | 3c:52:82:11:22:33 | UNKNOWN    | none                 | none
            10.0.2.2      | 10.0.2.15/24      | 02:aa:bb:cc:dd:ee | UNKNOWN    | none                 | none
            10.0.2.2      | 10.0.2.15/24      | 52:54:00:12:34:56 | VMWARE     | BRIDGED              | LOW
            10.0.2.2      | 10.0.2.16/24      | 52:54:00:12:34:56 | QEMU       | QEMU_USER            | MEDIUM
            10.0.2.2      | 10.0.2.16/24      | 52:54:00:12:34:56 | UNKNOWN    | BRIDGED              | LOW
            10.0.2.2      | 10.0.2.16/24      | 02:aa:bb:cc:dd:ee | QEMU       | BRIDGED              | LOW
            10.0.2.1      | 10.0.2.15/24      | 52:54:00:12:34:56 | QEMU       | BRIDGED              | LOW
            none          | 10.0.2.15/24      | 52:54:00:12:34:56 | QEMU       | QEMU_USER_RESTRICTED | MEDIUM
            192.168.76.2  | 192.168.76.15/24  | 52:54:00:12:34:56 | QEMU       | QEMU_USER            | MEDIUM
            192.168.76.2  | 192.168.76.15/24  | 52:54:00:12:34:56 | UNKNOWN    | BRIDGED              | LOW
            192.168.76.2  | 192.168.76.16/24  | 52:54:00:12:34:56 | QEMU       | BRIDGED              | LOW
            192.168.76.2  | 192.168.76.15/23  | 52:54:00:12:34:56 | QEMU       | BRIDGED              | LOW
            10.0.3.2      | 10.0.3.15/24      | 08:00:27:12:34:56 | VIRTUALBOX | VIRTUALBOX_NAT       | HIGH
            10.0.7.2      | 10.0.7.93/24      | 08:00:27:12:34:56 | VIRTUALBOX | BRIDGED              | LOW
            10.1.3.2      | 10.1.3.15/24      | 08:00:27:12:34:56 | VIRTUALBOX | BRIDGED              | LOW
            10.0.2.1      | 10.0.2.4/24       | 08:00:27:12:34:56 | VIRTUALBOX | BRIDGED              | LOW
            none          | 192.168.60.5/24   | 08:00:27:12:34:56 | VIRTUALBOX | VIRTUALBOX_HOST_ONLY | HIGH
            none          | 192.168.64.5/24   | 08:00:27:12:34:56 | VIRTUALBOX | BRIDGED              | LOW
            192.168.122.1 | 192.168.122.9/24  | 52:54:00:12:34:56 | UNKNOWN    | LIBVIRT              | HIGH
            192.168.122.2 | 192.168.122.9/24  | 52:54:00:12:34:56 | KVM        | BRIDGED              | LOW
            192.168.122.1 | 192.168.122.9/24  | 3c:52:82:11:22:33 | UNKNOWN    | none                 | none
            none          | 192.168.100.9/24  | 52:54:00:12:34:56 | KVM        | LIBVIRT_ISOLATED     | LOW
            10.0.0.1      | 10.0.0.40/24      | 00:0c:29:12:34:56 | VMWARE     | BRIDGED              | LOW
            192.168.80.2  | 192.168.80.128/24 | 00:0c:29:12:34:56 | UNKNOWN    | VMWARE_NAT           | HIGH
            192.168.80.2  | 192.168.80.127/24 | 00:0c:29:12:34:56 | VMWARE     | BRIDGED              | LOW
            192.168.64.1  | 192.168.64.7/24   | 52:54:00:12:34:56 | QEMU       | MACOS_VMNET          | HIGH
            192.168.64.1  | 192.168.64.7/24   | 00:0c:29:12:34:56 | VMWARE     | BRIDGED              | LOW
            10.211.55.1   | 10.211.55.5/24    | 00:1c:42:12:34:56 | PARALLELS  | PARALLELS            | HIGH
            172.30.96.1   | 172.30.98.229/20  | 00:15:5d:1f:45:25 | WSL_2      | WSL_NAT              | HIGH
            192.168.1.1   | 192.168.1.9/24    | 00:15:5d:1f:45:25 | WSL_2      | BRIDGED              | LOW
            192.168.48.1  | 192.168.48.5/20   | 00:15:5d:1f:45:25 | WSL_2      | WSL_NAT              | MEDIUM
            192.168.1.1   | 192.168.1.9/24    | 3c:52:82:11:22:33 | WSL_1      | WSL_MIRRORED         | MEDIUM
            172.31.0.1    | 172.31.5.5/20     | 00:0d:3a:12:34:56 | AZURE      | CLOUD                | HIGH
            172.22.32.1   | 172.22.34.5/20    | 00:0d:3a:12:34:56 | HYPER_V    | BRIDGED              | LOW
            172.22.32.1   | 172.22.32.5/24    | 00:15:5d:1f:45:25 | HYPER_V    | BRIDGED              | LOW
            172.17.0.1    | 172.17.0.3/16     | aa:bb:cc:dd:ee:ff | DOCKER     | DOCKER               | HIGH
            172.18.0.1    | 172.18.0.3/16     | 02:42:ac:12:00:03 | DOCKER     | DOCKER               | MEDIUM
            192.0.2.1     | 192.0.2.2/24      | 06:00:00:00:00:01 | DOCKER     | BRIDGED              | LOW
            10.88.0.1     | 10.88.0.5/16      | 8e:00:00:00:00:01 | PODMAN     | PODMAN               | MEDIUM
            10.148.92.1   | 10.148.92.7/24    | 00:16:3e:00:00:01 | LXC        | INCUS                | MEDIUM
            10.148.92.1   | 10.148.92.7/24    | 00:16:3e:00:00:01 | UNKNOWN    | BRIDGED              | LOW
            172.31.0.1    | 172.31.5.5/20     | 06:00:00:00:00:01 | AMAZON     | CLOUD                | HIGH
            192.168.1.1   | 192.168.1.9/24    | 3c:52:82:11:22:33 | UNKNOWN    | none                 | none
            """)
    void of_signals_mustAgree(
            @Nullable String gateway,
            String address,
            String hardware,
            Platform platform,
            @Nullable GuestNetwork network,
            @Nullable Confidence sure) {
        List<Wiring> wirings = GuestSide.of(snapshot(gateway, address, hardware, platform));

        assertThat(wirings.stream().map(Wiring::network).toList())
                .isEqualTo(network == null ? List.of() : List.of(network));
        assertThat(wirings.stream().map(Wiring::confidence).toList())
                .isEqualTo(sure == null ? List.of() : List.of(sure));
    }

    @Test
    void of_slirp4netns_isToldByItsInterface() {
        HostInterface tap = Samples.interfaceOf("tap0", "a2:00:00:00:00:01", "10.0.2.100/24");

        assertThat(only(GuestSide.of(of(List.of(tap), route("tap0", "10.0.2.2")).build()))
                        .network())
                .isEqualTo(GuestNetwork.SLIRP4NETNS);
    }

    /** Hypervisors give the hardware addresses of their guests to bridges of the host, too. */
    @ParameterizedTest
    @CsvSource({"lab0, 52:54:00:11:11:11", "vmnet2, 00:50:56:c0:00:02"})
    void of_bridgeBesideThePhysicalWayOut_isNoGuest(String name, String hardware) {
        HostInterface physical = Samples.interfaceOf("eth0", "3c:52:82:11:22:33", "192.168.1.5/24");
        HostInterface bridge = Samples.interfaceOf(name, hardware, "192.168.150.1/24");
        HostSnapshot host =
                of(List.of(physical, bridge), route("eth0", "192.168.1.1")).build();

        assertThat(GuestSide.of(host)).isEmpty();
    }

    /** A container sees who made it, but a bridge of its own is not the way to its host. */
    @Test
    void of_bridgeInAContainer_isNoWayOut() {
        HostInterface nic = Samples.interfaceOf("eth0", "02:42:ac:11:00:02", "172.17.0.2/16");
        HostInterface bridge =
                Samples.interfaceOf("isol0", "fe:00:00:00:00:01", "10.9.0.1/24").asVirtualBridge();
        HostSnapshot container = of(List.of(nic, bridge), route("eth0", "172.17.0.1"))
                .machine(new Machine(Platform.DOCKER, List.of("told")))
                .build();

        assertThat(only(GuestSide.of(container)).interfaceName()).isEqualTo("eth0");
        assertThat(GuestNetwork.of(bridge)).contains(GuestNetwork.VIRTUAL_BRIDGE);
    }

    @Test
    void of_wslWithItsMirrorInterface_isMirrored() {
        HostInterface nic = Samples.interfaceOf("eth0", "3c:52:82:11:22:33", "192.168.1.9/24");
        HostInterface mirror = Samples.interfaceOf("loopback0", "00:15:5d:00:00:01");
        HostSnapshot wsl = of(List.of(nic, mirror), route("eth0", "192.168.1.1"))
                .machine(new Machine(Platform.WSL_2, List.of("told")))
                .build();

        assertThat(only(GuestSide.of(wsl)).network()).isEqualTo(GuestNetwork.WSL_MIRRORED);
    }

    @Test
    void of_secondSlirpCard_isNotRestricted() {
        HostInterface first = Samples.interfaceOf("ens3", "52:54:00:00:00:01", "192.168.122.9/24");
        HostInterface second = Samples.interfaceOf("ens4", "52:54:00:00:00:02", "10.0.2.15/24");
        HostSnapshot seen = of(List.of(first, second), route("ens3", "192.168.122.1"))
                .machine(new Machine(Platform.QEMU, List.of("told")))
                .build();

        assertThat(GuestSide.of(seen))
                .extracting(wiring -> wiring.interfaceName() + " " + wiring.network())
                .containsExactly("ens3 LIBVIRT", "ens4 QEMU_USER");
    }

    @ParameterizedTest(name = "host at {0}, gateway {1}: {3}")
    @CsvSource({
        "169.254.1.2, 192.168.1.1, 192.168.1.50/24, PASTA",
        "10.89.0.1, 10.89.0.1, 10.89.0.5/24, BRIDGED",
        "10.88.0.1, 10.88.0.1, 10.88.0.5/16, PODMAN"
    })
    void of_podman_isToldByWhereItsHostIs(String host, String gateway, String own, GuestNetwork network) {
        HostInterface nic = Samples.interfaceOf("eth0", "8e:00:00:00:00:01", own);
        HostSnapshot seen = of(List.of(nic), route("eth0", gateway))
                .machine(new Machine(Platform.PODMAN, List.of("told")))
                .hostNames(Map.of("host.containers.internal", address(host)))
                .build();

        assertThat(only(GuestSide.of(seen)).network()).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({"LIMA, UNKNOWN, host.lima.internal", "PASTA, PODMAN, host.containers.internal"})
    void of_nameInTheTableOfHosts_isWhereTheHostIs(GuestNetwork network, Platform platform, String name) {
        HostInterface nic = Samples.interfaceOf("eth0", "a2:00:00:00:00:01", "192.168.104.5/24");
        HostSnapshot seen = of(List.of(nic), route("eth0", "192.168.104.1"))
                .machine(new Machine(platform, List.of("told")))
                .hostNames(Map.of(name, address("192.168.104.2")))
                .build();

        Wiring wiring = only(GuestSide.of(seen));

        assertThat(wiring.network()).isEqualTo(network);
        assertThat(wiring.host()).contains("192.168.104.2");
        assertThat(wiring.evidence()).contains(name + " in the table of hosts");
    }

    /** As Vagrant makes them: the first interface leads out, the second is for the host. */
    @Test
    void of_severalInterfaces_areToldApart() {
        HostInterface nat = Samples.interfaceOf("eth0", "08:00:27:00:00:01", "10.0.2.15/24");
        HostInterface hostOnly = Samples.interfaceOf("eth1", "08:00:27:00:00:02", "192.168.56.10/24");
        HostInterface docker = Samples.interfaceOf("docker0", "02:42:00:00:00:01", "172.17.0.1/16");
        HostSnapshot vagrant = of(List.of(nat, hostOnly, docker), route("eth0", "10.0.2.2"))
                .machine(new Machine(Platform.VIRTUALBOX, List.of("DMI product VirtualBox")))
                .build();

        assertThat(GuestSide.of(vagrant))
                .extracting(wiring -> wiring.interfaceName() + " " + wiring.network())
                .containsExactly("eth0 VIRTUALBOX_NAT", "eth1 VIRTUALBOX_HOST_ONLY");
    }

    @Test
    void of_rows_haveASourceEach() {
        for (GuestNetwork network : GuestNetwork.values()) {
            assertThat(network.source()).as(network.name()).isNotBlank();
            assertThat(network.label()).as(network.name()).isNotBlank();
        }
    }

    private static String expectedHost(String name) {
        for (List<String> row : Samples.rows("EXPECT.tsv")) {
            if (row.get(0).equals("proc-net-route." + name + ".txt")) {
                return row.get(3);
            }
        }
        throw new AssertionError("no expectation for " + name);
    }

    private static Wiring only(List<Wiring> wirings) {
        assertThat(wirings).hasSize(1);
        return wirings.get(0);
    }

    private static HostSnapshot snapshot(@Nullable String gateway, String address, String hardware, Platform platform) {
        HostInterface nic = Samples.interfaceOf("eth0", hardware, address);
        Optional<DefaultRoute> route = gateway == null ? Optional.empty() : route("eth0", gateway);
        return of(List.of(nic), route)
                .machine(new Machine(platform, List.of("told")))
                .build();
    }

    private static HostSnapshot.Builder of(List<HostInterface> interfaces, Optional<DefaultRoute> route) {
        return HostSnapshot.builder().interfaces(interfaces).defaultRoute(route);
    }

    private static Optional<DefaultRoute> route(String interfaceName, String gateway) {
        return Optional.of(new DefaultRoute(interfaceName, Optional.of(address(gateway))));
    }

    private static InetAddress address(String text) {
        return LocalAddress.parse(text).address();
    }
}
