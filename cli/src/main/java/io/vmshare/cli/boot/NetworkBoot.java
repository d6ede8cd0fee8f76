package io.vmshare.cli.boot;

import static io.vmshare.cli.value.ShellWord.quote;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootMenu;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How machines get the menu of all from the network. Debian's installer takes a boot file of DHCP that is a URL for its
 * preseed file, before the one it is told of, so where it is in the menu the boot file is a name of TFTP. Pure.
 */
final class NetworkBoot {

    private static final String CHAIN = "chain.ipxe";
    private static final Set<String> DEBIAN_INSTALLERS =
            Set.of("debian-mirror", "debian-netboot", "debian-iso", "ubuntu-legacy");

    private final BootPlace place;
    private final Qemu qemu;
    private final boolean byTftp;

    private NetworkBoot(BootPlace place, boolean byTftp) {
        this.place = place;
        this.qemu = new Qemu(place);
        this.byTftp = byTftp;
    }

    /** Returns the ways for what is in {@code menu}, the likeliest first; none if iPXE can start nothing of it. */
    static List<BootWay> of(BootMenu menu, BootPlace place) {
        if (menu.entries().stream().noneMatch(NetworkBoot::isBootable)) {
            return List.of();
        }
        boolean debian = menu.entries().stream().anyMatch(entry -> DEBIAN_INSTALLERS.contains(entry.row()));
        return new NetworkBoot(place, debian).ways();
    }

    /** Returns the ways of UEFI's own HTTP boot for a program. */
    static List<BootWay> ofProgram(BootEntry entry, BootPlace place) {
        Qemu qemu = new Qemu(place);
        List<BootWay> ways = new ArrayList<>();
        if (!place.slirp().isEmpty() && entry.architecture() != Architecture.AARCH64) {
            ways.add(BootWay.of(
                            "qemu-uefi-http",
                            "QEMU, UEFI HTTP boot",
                            qemu.uefiHttp(new MenuUrls(place.slirp()).of(entry.file())))
                    .with(qemu.aboutFirmware()));
        }
        if (!place.forBridges().isEmpty()) {
            String url = new MenuUrls(place.forBridges()).of(entry.file());
            ways.add(BootWay.of(
                            "dnsmasq-uefi-http",
                            "dnsmasq, UEFI HTTP boot",
                            "--dhcp-vendorclass=set:http,HTTPClient --dhcp-option-force=tag:http,60,HTTPClient"
                                    + " --dhcp-boot=tag:http," + url)
                    .with("options of the dnsmasq that answers DHCP; firmware ignores an answer without option 60"));
        }
        return ways;
    }

    static boolean isBootable(BootEntry entry) {
        return switch (entry.start()) {
            case KERNEL, SCRIPT, PROGRAM, WIMBOOT, DISC -> true;
            case DISK -> {
                String name = entry.file().toLowerCase(Locale.ROOT);
                yield name.endsWith(".img") || name.endsWith(".raw");
            }
            case REPOSITORY, SEED -> false;
        };
    }

    private List<BootWay> ways() {
        List<BootWay> ways = new ArrayList<>();
        if (!place.slirp().isEmpty()) {
            ways.add(new BootWay(
                    "qemu-bios",
                    "QEMU, BIOS",
                    lines(qemu.machine(Architecture.X86_64) + " -boot n -nic " + quote(network())),
                    ""));
            ways.add(new BootWay("qemu-uefi", "QEMU, UEFI", lines(qemu.uefi(network())), qemu.aboutFirmware()));
        }
        if (!place.libvirt().isEmpty()) {
            ways.add(libvirt());
        }
        if (!place.virtualBox().isEmpty()) {
            ways.add(virtualBox());
        }
        if (!place.forBridges().isEmpty()) {
            ways.add(dnsmasq());
        }
        if (!place.forGuests().isEmpty()) {
            ways.add(shell());
        }
        return ways;
    }

    private String network() {
        return Qemu.USER_NETWORK
                + (byTftp ? ",tftp=.,bootfile=" + CHAIN : ",bootfile=" + new MenuUrls(place.slirp()).menu());
    }

    /** Returns the command, behind the one that writes the script which it needs. */
    private List<String> lines(String command) {
        return byTftp ? List.of(script(place.slirp()), command) : List.of(command);
    }

    private static String script(String base) {
        return "printf '#!ipxe\\nchain %s\\n' " + quote(new MenuUrls(base).menu()) + " > " + CHAIN;
    }

    private BootWay libvirt() {
        String start = "virt-install --name vm1 --memory 4096 --disk size=20 --osinfo detect=on,require=off --pxe";
        if (byTftp) {
            return new BootWay(
                    "libvirt",
                    "libvirt, BIOS",
                    List.of(
                            script(place.libvirt()),
                            "virsh net-edit default",
                            "  <tftp root='/DIR'/>",
                            "  <bootp file='" + CHAIN + "'/>",
                            start),
                    "the script lies in /DIR; tftp goes into <ip>, bootp into <dhcp>; then restart the network");
        }
        return new BootWay(
                "libvirt",
                "libvirt, BIOS",
                List.of(
                        "virsh net-edit default",
                        "  <bootp file='" + new MenuUrls(place.libvirt()).menu() + "'/>",
                        start),
                "bootp goes into <dhcp>; then restart the network");
    }

    /** Its own ROM loads nothing over HTTP, and its DHCP would send the same name to iPXE again. */
    private BootWay virtualBox() {
        return new BootWay(
                "virtualbox",
                "VirtualBox NAT",
                List.of(
                        "VBoxManage modifyvm VM --boot1 net --nattftpprefix1 /DIR --nattftpfile1 undionly.kpxe",
                        "dhcp && chain " + new MenuUrls(place.virtualBox()).menu()),
                "undionly.kpxe of iPXE lies in /DIR; press Ctrl-B when it starts and type the second line");
    }

    private BootWay dnsmasq() {
        String url = new MenuUrls(place.forBridges()).menu();
        return BootWay.of(
                        "dnsmasq-ipxe",
                        "dnsmasq, clients with iPXE",
                        "--dhcp-userclass=set:ipxe,iPXE --dhcp-boot=tag:ipxe," + url)
                .with("options of the dnsmasq that answers DHCP"
                        + (byTftp ? "; Debian's installer takes that URL for its preseed file" : ""));
    }

    private BootWay shell() {
        String base = place.forBridges().isEmpty() ? place.slirp() : place.forBridges();
        return BootWay.of("ipxe-shell", "iPXE shell", "dhcp && chain " + new MenuUrls(base).menu())
                .with("Ctrl-B in any iPXE, such as that of its ISO in VMware, Hyper-V or a real machine");
    }
}
