package io.vmshare.cli.boot;

import static io.vmshare.cli.value.ShellWord.quote;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Start;
import io.vmshare.netboot.BootMenu;
import java.net.URI;
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

    private static final String WHY_TFTP =
            "by TFTP, since Debian's installer takes a boot file that is a URL for its preseed";

    private static final String NO_SCREEN = "&append=console=ttyS0";

    private final BootPlace place;
    private final Qemu qemu;
    private final List<BootEntry> offered;
    private final boolean byTftp;

    private NetworkBoot(BootPlace place, List<BootEntry> offered) {
        this.place = place;
        this.qemu = new Qemu(place);
        this.offered = offered;
        this.byTftp = offered.stream().anyMatch(entry -> DEBIAN_INSTALLERS.contains(entry.row()));
    }

    /** Returns the ways for what is in {@code menu}, the likeliest first; none if iPXE can start nothing of it. */
    static List<BootWay> of(BootMenu menu, BootPlace place) {
        List<BootEntry> offered =
                menu.entries().stream().filter(NetworkBoot::isOffered).toList();
        return offered.isEmpty() ? List.of() : new NetworkBoot(place, offered).ways();
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

    /** Returns whether the menu has it as something to start. */
    static boolean isOffered(BootEntry entry) {
        return entry.missing().isEmpty()
                && switch (entry.start()) {
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
        if (!place.slirp().isEmpty() && offered.stream().anyMatch(NetworkBoot::isForPc)) {
            ways.addAll(onUserNetworking());
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
            if (offered.stream().anyMatch(entry -> entry.start() == Start.KERNEL || entry.start() == Start.PROGRAM)) {
                ways.add(grub());
            }
        }
        return ways;
    }

    private static boolean isForPc(BootEntry entry) {
        return entry.architecture() != Architecture.AARCH64;
    }

    private List<BootWay> onUserNetworking() {
        String menu = new MenuUrls(place.slirp()).menu();
        String bios = qemu.machine(Architecture.X86_64) + " -boot once=n -nic " + quote(network(menu));
        List<BootWay> ways = new ArrayList<>();
        if (offered.stream().anyMatch(entry -> isForPc(entry) && entry.start() != Start.PROGRAM)) {
            ways.add(new BootWay("qemu-bios", "QEMU, BIOS", lines(menu, bios), byTftp ? WHY_TFTP : ""));
        }
        ways.add(new BootWay("qemu-uefi", "QEMU, UEFI", lines(menu, qemu.uefi(network(menu))), qemu.aboutFirmware()));
        if (offered.stream().anyMatch(entry -> isForPc(entry) && entry.start() == Start.KERNEL)) {
            String serial = qemu.machine(Architecture.X86_64) + " -nographic -boot once=n -nic "
                    + quote(network(menu + NO_SCREEN));
            ways.add(new BootWay(
                    "qemu-serial",
                    "QEMU, on this terminal",
                    lines(menu + NO_SCREEN, serial),
                    "append= ends each kernel's line; Ctrl-A X ends QEMU"));
        }
        return ways;
    }

    private String network(String menu) {
        return Qemu.USER_NETWORK + (byTftp ? ",tftp=.,bootfile=" + CHAIN : ",bootfile=" + menu);
    }

    /** Returns the command, behind the one that writes the script which it needs. */
    private List<String> lines(String menu, String command) {
        return byTftp ? List.of(script(menu), command) : List.of(command);
    }

    private static String script(String menu) {
        return "printf '#!ipxe\\nchain %s\\n' " + quote(menu) + " > " + CHAIN;
    }

    private BootWay libvirt() {
        String start = "virt-install --name vm1 --memory 4096 --disk size=20 --osinfo detect=on,require=off --pxe";
        if (byTftp) {
            return new BootWay(
                    "libvirt",
                    "libvirt, BIOS",
                    List.of(
                            script(new MenuUrls(place.libvirt()).menu()),
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

    private BootWay grub() {
        String base = place.forBridges().isEmpty() ? place.slirp() : place.forBridges();
        return new BootWay(
                "grub",
                "GRUB's prompt",
                List.of("net_bootp", "configfile (http," + URI.create(base).getAuthority() + ")/?boot=grub"),
                "with the modules http and efinet");
    }
}
