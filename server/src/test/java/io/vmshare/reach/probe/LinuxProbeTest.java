package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.LocalAddress;
import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import io.vmshare.reach.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Linux as it shows in the files of a root of our own. */
@Timeout(30)
class LinuxProbeTest {

    @TempDir
    private Path root;

    private LinuxProbe probe;

    @BeforeEach
    void probeThisRoot() {
        probe = new LinuxProbe(new SystemFiles(root));
    }

    @Test
    void emptyRoot_showsNothing() {
        assertThat(probe.defaultRoute(List.of())).isEmpty();
        assertThat(probe.ipv6DefaultRoute()).isEmpty();
        assertThat(probe.machine()).isEqualTo(Machine.UNKNOWN);
        assertThat(probe.hostNames()).isEmpty();
        assertThat(probe.guests()).isEmpty();
        assertThat(probe.programs()).isEmpty();
    }

    @Test
    void slirpGuest_hasItsRoutesAndItsFirmware() throws IOException {
        write("proc/net/route", Samples.text("proc-net-route.slirp-guest.txt"));
        write("proc/net/ipv6_route", Samples.text("proc-net-ipv6_route.slirp-guest.txt"));
        write("sys/class/dmi/id/sys_vendor", "QEMU\n");
        write("sys/class/dmi/id/product_name", "Standard PC (i440FX + PIIX, 1996)\n");
        write("proc/sys/kernel/osrelease", "6.1.0-56-cloud-amd64\n");

        assertThat(probe.defaultRoute(List.of()).orElseThrow().gateway()).contains(address("10.0.2.2"));
        assertThat(probe.ipv6DefaultRoute().orElseThrow().gateway()).contains(address("fe80::2"));
        assertThat(probe.machine()).isEqualTo(new Machine(Platform.QEMU, List.of("DMI vendor QEMU")));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(nullValues = "none", textBlock = """
            .dockerenv, '', DOCKER
            run/.containerenv, '', PODMAN
            run/systemd/container, systemd-nspawn, NSPAWN
            run/systemd/container, lxc, LXC
            run/systemd/container, something, OTHER_CONTAINER
            proc/1/environ, 'A=b|container=lxc|C=d', LXC
            proc/1/environ, 'A=b|xcontainer=lxc|C=d', UNKNOWN
            proc/sys/kernel/osrelease, 5.15.133.1-microsoft-standard-WSL2, WSL_2
            sys/hypervisor/type, xen, XEN
            proc/device-tree/hypervisor/compatible, 'linux,kvm', KVM
            proc/device-tree/fw-cfg@9020000, '', QEMU
            proc/cpuinfo, 'flags		: fpu hypervisor', OTHER_VIRTUAL_MACHINE
            """)
    void machine_oneSign_isEnough(String file, String text, Platform platform) throws IOException {
        write(file, text.replace('|', '\0'));

        assertThat(probe.machine().platform()).isEqualTo(platform);
        assertThat(probe.machine().evidence().isEmpty()).isEqualTo(platform == Platform.UNKNOWN);
    }

    /** It shows the kernel of the machine that it is on. */
    @Test
    void machine_containerOnWsl_isTheContainer() throws IOException {
        write(".dockerenv", "");
        write("proc/sys/kernel/osrelease", "5.15.133.1-microsoft-standard-WSL2\n");

        assertThat(probe.machine().platform()).isEqualTo(Platform.DOCKER);
    }

    /** The domain that runs the others is a host, whatever its kernel says. */
    @Test
    void machine_xenHost_isNoGuest() throws IOException {
        write("sys/hypervisor/type", "xen\n");
        write("sys/hypervisor/properties/features", "00002705\n");
        assertThat(probe.machine().platform()).isEqualTo(Platform.XEN);

        write("sys/hypervisor/properties/features", "00000800\n");
        assertThat(probe.machine()).isEqualTo(Machine.UNKNOWN);
    }

    @Test
    void guests_leases_areThoseThatHaveNotEnded() throws IOException {
        write("var/lib/libvirt/dnsmasq/virbr0.status", """
                [{"ip-address": "192.168.122.5", "mac-address": "52:54:00:aa:bb:cc", "hostname": "deb12",
                  "expiry-time": 32503680000},
                 {"ip-address": "192.168.122.6", "mac-address": "52:54:00:aa:bb:cd", "expiry-time": 1795388201},
                 {"ip-address": "192.168.122.7", "mac-address": "52:54:00:aa:bb:ce", "hostname": "a\\u001b[2J"},
                 {"ip-address": "localhost", "mac-address": "52:54:00:aa:bb:cf"}, 7]
                """.replace("1795388201", "1"));
        write("var/lib/libvirt/dnsmasq/virbr1.status", "[{\"ip-address\": \"192.168");
        write("var/lib/libvirt/dnsmasq/virbr2.macs", "[]");

        assertThat(probe.guests())
                .containsExactly(
                        new KnownGuest("virbr0", address("192.168.122.5"), "deb12"),
                        new KnownGuest("virbr0", address("192.168.122.7"), "52:54:00:aa:bb:ce"));
    }

    @Test
    void guests_realStatus_areRead() {
        assertThat(DnsmasqStatus.guests(Samples.text("libvirt-virbr0.status.json"), "virbr0", 1795388200))
                .containsExactly(new KnownGuest("virbr0", address("192.168.122.5"), "52:54:00:aa:bb:cc"));
        assertThat(DnsmasqStatus.guests(Samples.text("libvirt-virbr0.status.json"), "virbr0", 1795388201))
                .isEmpty();
    }

    @Test
    void programs_thatWireGuests_areNamed() throws IOException {
        write("proc/123/comm", "passt.avx2\n");
        write("proc/124/comm", "passthrough\n");
        write("proc/125/comm", "limactl\n");
        write("proc/self/comm", "colima\n");

        assertThat(probe.programs()).containsExactlyInAnyOrder("passt", "limactl");
    }

    @Test
    void hostNames_tableOfHosts_isReadLikeTheResolverDoes() throws IOException {
        write("etc/hosts", """
                127.0.0.1 localhost
                # 10.0.0.1 host.lima.internal
                192.168.5.2\tHOST.lima.internal lima # host.docker.internal
                192.168.5.3 host.lima.internal
                name host.docker.internal
                fe80::1 host.containers.internal
                """);

        assertThat(probe.hostNames())
                .isEqualTo(Map.of(
                        "host.lima.internal", address("192.168.5.2"),
                        "host.containers.internal", address("fe80::1")));
    }

    @Test
    void guests_neighboursOnVmnetsBridge_areGuests() {
        assertThat(ArpTable.guests(Samples.text("arp-an.macos-bridge100.txt")))
                .extracting(guest -> guest.address().getHostAddress())
                .containsExactly("192.168.64.2", "192.168.64.3", "192.168.64.4", "192.168.64.5");
        assertThat(ArpTable.guests("""
                ? (192.168.3.7) at 52:54:0:2a:12:b6 on en0 ifscope [ethernet]
                ? (192.168.64.9) at (incomplete) on bridge100 ifscope [bridge]
                ? (192.168.64.8) at 52:54:0:2a:12:b6 on bridge0 ifscope [bridge]
                """)).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static InetAddress address(String text) {
        return LocalAddress.parse(text).address();
    }
}
