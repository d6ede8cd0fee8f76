package io.vmshare.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Start;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class NetworkBootTest {

    private static final List<String> INITRD = List.of("initrd.gz");

    private static List<String> network(BootPlace place, String id, BootEntry... entries) {
        return BootAdvice.of(Places.menu(entries), place).network().stream()
                .filter(way -> way.id().equals(id))
                .flatMap(way -> way.lines().stream())
                .toList();
    }

    @Test
    void network_whatIsLacking_isInNoMenu() {
        BootEntry debian = Places.lacking(Places.kernel("debian-iso", "", INITRD), "attach the ISO");

        assertThat(BootAdvice.of(Places.menu(debian), Places.ALL).network()).isEmpty();
        assertThat(network(Places.ALL, "qemu-bios", debian, Places.kernel("alpine", "", INITRD)))
                .noneMatch(line -> line.contains("tftp"));
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "KERNEL,  X86_64,  qemu-bios qemu-uefi qemu-serial",
        "KERNEL,  AARCH64, ''",
        "DISC,    UNKNOWN, qemu-bios qemu-uefi",
        "PROGRAM, X86_64,  qemu-uefi",
        "PROGRAM, AARCH64, ''",
    })
    void network_machines_areThoseThatTheMenuStarts(Start start, Architecture architecture, String ids) {
        BootEntry entry = new BootEntry("row", "A row", architecture, start, "", "", "x", List.of(), List.of(), "", "");

        assertThat(BootAdvice.of(Places.menu(entry), Places.ALL).network().stream()
                        .map(BootWay::id)
                        .filter(id -> id.startsWith("qemu"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(ids);
    }

    @Test
    void network_menu_isAskedForByUrl() {
        BootEntry alpine = Places.kernel("alpine", "", INITRD);

        assertThat(network(Places.ALL, "qemu-bios", alpine))
                .containsExactly("qemu-system-x86_64 -m 4G -boot once=n"
                        + " -nic 'user,model=virtio-net-pci,bootfile=http://10.0.2.2:8000/?boot=ipxe'");
        assertThat(network(Places.ALL, "qemu-uefi", alpine))
                .containsExactly("qemu-system-x86_64 -m 4G"
                        + " -drive if=pflash,format=raw,readonly=on,file=/usr/share/OVMF/OVMF_CODE.fd -boot once=n"
                        + " -nic 'user,model=virtio-net-pci,bootfile=http://10.0.2.2:8000/?boot=ipxe'");
        assertThat(network(Places.ALL, "libvirt", alpine))
                .contains("  <bootp file='http://192.168.122.1:8000/?boot=ipxe'/>");
        assertThat(network(Places.ALL, "dnsmasq-ipxe", alpine))
                .containsExactly("--dhcp-userclass=set:ipxe,iPXE"
                        + " --dhcp-boot=tag:ipxe,http://192.168.122.1:8000/?boot=ipxe");
        assertThat(network(Places.ALL, "ipxe-shell", alpine))
                .containsExactly("dhcp && chain http://192.168.122.1:8000/?boot=ipxe");
        assertThat(network(Places.ALL, "virtualbox", alpine)).contains("dhcp && chain http://10.0.2.2:8000/?boot=ipxe");
    }

    /** It would take a URL that DHCP names for its preseed file. */
    @ParameterizedTest
    @CsvSource({
        "debian-netboot, true",
        "debian-iso, true",
        "debian-mirror, true",
        "ubuntu-legacy, true",
        "debian-live, false",
        "ubuntu-server, false",
        "anaconda, false"
    })
    void network_debianInstaller_getsItsMenuByTftp(String row, boolean tftp) {
        BootEntry alpine = Places.kernel("alpine", "a/", INITRD);
        BootEntry other = Places.kernel(row, "b/", INITRD);

        List<String> qemu = network(Places.ALL, "qemu-bios", alpine, other);
        List<String> libvirt = network(Places.ALL, "libvirt", alpine, other);

        if (tftp) {
            assertThat(qemu)
                    .containsExactly(
                            "printf '#!ipxe\\nchain %s\\n' 'http://10.0.2.2:8000/?boot=ipxe' > chain.ipxe",
                            "qemu-system-x86_64 -m 4G -boot once=n"
                                    + " -nic user,model=virtio-net-pci,tftp=.,bootfile=chain.ipxe");
            assertThat(libvirt)
                    .contains("  <tftp root='/DIR'/>", "  <bootp file='chain.ipxe'/>")
                    .noneMatch(line -> line.contains("bootp file='http"));
        } else {
            assertThat(qemu).hasSize(1).allMatch(line -> line.contains("bootfile=http://"));
            assertThat(libvirt).contains("  <bootp file='http://192.168.122.1:8000/?boot=ipxe'/>");
        }
    }

    @ParameterizedTest(name = "slirp {0}, libvirt {1}, LAN {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            http://10.0.2.2:1/ | ""                    | ""                 | qemu-bios qemu-uefi qemu-serial virtualbox ipxe-shell grub
            ""                 | http://192.0.2.1:1/   | ""                 | libvirt dnsmasq-ipxe ipxe-shell grub
            ""                 | ""                    | http://192.0.2.9:1/ | dnsmasq-ipxe ipxe-shell grub
            ""                 | ""                    | ""                 | ""
            """)
    void network_whatTheBindingDoesNotAnswer_isNotNamed(String slirp, String libvirt, String lan, String ids) {
        BootAdvice advice =
                BootAdvice.of(Places.menu(Places.kernel("alpine", "", INITRD)), Places.reachedAt(slirp, libvirt, lan));

        assertThat(String.join(" ", advice.network().stream().map(BootWay::id).toList()))
                .isEqualTo(ids);
    }
}
