package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vmshare.reach.AddressText;
import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import io.vmshare.reach.Samples;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class LinuxProbeTest {

    private static final String STATUS = "var/lib/libvirt/dnsmasq/virbr0.status";
    private static final List<String> FILES =
            List.of("proc/net/route", "proc/net/ipv6_route", "etc/hosts", STATUS, "proc/123/comm", "proc/1/environ");

    @TempDir
    private Path directory;

    @Test
    void everyPart_emptyRoot_isEmpty() {
        assertNothingSeen();
    }

    @Test
    void everyPart_slirpGuest_isWhatItsFilesSay() throws Exception {
        Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the sample's byte order");
        root().with("proc/net/route", Samples.text("proc-net-route.slirp-guest.txt"))
                .with("proc/net/ipv6_route", Samples.text("proc-net-ipv6_route.slirp-guest.txt"))
                .with("sys/class/dmi/id/sys_vendor", "QEMU\n");
        LinuxProbe probe = root().probe();

        DefaultRoute route = probe.defaultRoute(List.of()).orElseThrow();
        assertThat(route.interfaceName()).isEqualTo("eth0");
        assertThat(AddressText.of(route.gateway().orElseThrow())).isEqualTo("10.0.2.2");
        assertThat(probe.ipv6DefaultRoute().map(DefaultRoute::interfaceName)).contains("eth0");
        assertThat(probe.machine().platform()).isEqualTo(Platform.QEMU);
    }

    @Test
    void guests_leasesOfTwoBridges_areThoseThatHaveNotEnded() throws Exception {
        root().with(STATUS, "[" + lease("192.168.122.5", 1, "ended") + "," + lease("192.168.122.6", 0, "vm") + "]")
                .with(STATUS.replace("virbr0", "virbr1"), "[" + lease("10.9.0.7", 0, "\\u001b[2J") + "]")
                .with(STATUS.replace(".status", ".leases"), "[" + lease("10.9.0.8", 0, "other") + "]");

        assertThat(root().probe().guests())
                .extracting(KnownGuest::interfaceName, guest -> AddressText.of(guest.address()), KnownGuest::name)
                .containsExactlyInAnyOrder(
                        tuple("virbr0", "192.168.122.6", "vm"), tuple("virbr1", "10.9.0.7", "52:54:00:aa:bb:cc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"passt", "passt.avx2"})
    void programs_passtRuns_isThere(String comm) throws Exception {
        root().with("proc/123/comm", comm + "\n").with("proc/7/comm", "sh\n").with("proc/self/comm", "pasta\n");

        assertThat(root().probe().programs()).containsExactly("passt");
    }

    @Test
    void hostNames_limaGuest_hasItsHost() throws Exception {
        root().with("etc/hosts", "127.0.0.1 localhost\n192.168.5.2\thost.lima.internal\n");

        assertThat(root().probe().hostNames()).containsOnlyKeys("host.lima.internal");
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("hostileContents")
    void everyPart_hostileContent_isEmpty(byte[] content) throws Exception {
        for (String file : FILES) {
            root().with(file, content);
        }

        assertNothingSeen();
    }

    @Test
    void everyPart_directoryInPlaceOfFile_isEmpty() throws Exception {
        for (String file : FILES) {
            Files.createDirectories(directory.resolve(file));
        }

        assertNothingSeen();
    }

    @Test
    void names_fileInPlaceOfDirectory_areNone() throws Exception {
        root().with("proc", "file").with("var/lib/libvirt/dnsmasq", "file");

        assertThat(root().probe().guests()).isEmpty();
        assertThat(root().probe().programs()).isEmpty();
    }

    private void assertNothingSeen() {
        LinuxProbe probe = root().probe();
        assertThat(probe.defaultRoute(List.of())).isEmpty();
        assertThat(probe.ipv6DefaultRoute()).isEmpty();
        assertThat(probe.machine()).isEqualTo(Machine.UNKNOWN);
        assertThat(probe.hostNames()).isEmpty();
        assertThat(probe.guests()).isEmpty();
        assertThat(probe.programs()).isEmpty();
    }

    private static List<byte[]> hostileContents() {
        String sample = Samples.text("libvirt-virbr0.status.json");
        return List.of(
                Garbage.bytes(5 << 20),
                "\0\u00ff".getBytes(StandardCharsets.ISO_8859_1),
                sample.substring(0, sample.length() / 2).getBytes(StandardCharsets.ISO_8859_1),
                "[".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String lease(String address, long end, String name) {
        return "{\"ip-address\": \"" + address + "\", \"mac-address\": \"52:54:00:aa:bb:cc\", \"hostname\": \"" + name
                + "\", \"expiry-time\": " + end + "}";
    }

    /** Tun, tap and the ends of virtual cables have no device behind them. */
    @Test
    void virtualBridges_ofAHost_areThoseWithoutAPhysicalMember() throws IOException {
        FakeRoot root = root().with("sys/class/net/br0/bridge/x", "")
                .with("sys/class/net/br0/brif/eth0", "")
                .with("sys/class/net/br0/brif/vnet0", "")
                .with("sys/class/net/eth0/device/x", "")
                .with("sys/class/net/vnet0/tun_flags", "0x1002")
                .with("sys/class/net/isol0/bridge/x", "")
                .with("sys/class/net/isol0/brif/vnet1", "")
                .with("sys/class/net/idle0/bridge/x", "")
                .with("sys/class/net/eth1/device/x", "");

        assertThat(root.probe().virtualBridges()).containsExactlyInAnyOrder("isol0", "idle0");
    }

    @Test
    void defaultRoute_ofAVpn_countsOnlyWithoutAnother() throws IOException {
        String header = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n";
        String tunnel = "tun0\t00000000\t0100080A\t0003\t0\t0\t50\t00000000\n";
        String card = "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\n";
        List<HostInterface> interfaces = List.of(
                Samples.interfaceOf("tun0", "", "10.8.0.2/24"), Samples.interfaceOf("eth0", "", "192.168.1.5/24"));

        LinuxProbe both = root().with("proc/net/route", header + tunnel + card).probe();
        assertThat(both.defaultRoute(interfaces).orElseThrow().interfaceName()).isEqualTo("eth0");
        LinuxProbe alone = root().with("proc/net/route", header + tunnel).probe();
        assertThat(alone.defaultRoute(interfaces).orElseThrow().interfaceName()).isEqualTo("tun0");
    }

    @Test
    void machine_azure_isNotAnyHyperV() throws IOException {
        FakeRoot root = root().with("sys/class/dmi/id/sys_vendor", "Microsoft Corporation\n")
                .with("sys/class/dmi/id/product_name", "Virtual Machine\n");
        assertThat(root.probe().machine().platform()).isEqualTo(Platform.HYPER_V);

        root.with("sys/class/dmi/id/chassis_asset_tag", "7783-7084-3265-9085-8269-3286-77\n");
        assertThat(root.probe().machine().platform()).isEqualTo(Platform.AZURE);
    }

    private FakeRoot root() {
        return new FakeRoot(directory);
    }
}
