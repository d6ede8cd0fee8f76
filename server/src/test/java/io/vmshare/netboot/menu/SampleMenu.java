package io.vmshare.netboot.menu;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Companion;
import io.vmshare.netboot.BootEntry.Start;
import io.vmshare.netboot.BootMenu;
import java.util.List;

/** Menus for the tests of their forms. */
final class SampleMenu {

    static final String PLACE = "http://10.0.2.2:8000/my%20trees/";
    static final EntryUrls URLS = new EntryUrls(PLACE, ExtraWords.NONE);

    private SampleMenu() {}

    /** Returns one of every kind of entry. */
    static BootMenu whole() {
        return new BootMenu(
                List.of(
                        kernel(
                                "Alpine (aarch64)",
                                Architecture.AARCH64,
                                "arm/vmlinuz-lts",
                                "alpine_repo={tree}/apks",
                                "ip=dhcp"),
                        installer(""),
                        installer("answers/auto pilot.cfg"),
                        new BootEntry(
                                "windows-pe",
                                "Windows PE",
                                Architecture.X86_64,
                                Start.WIMBOOT,
                                "win/",
                                "",
                                "win/wimboot",
                                List.of(new Companion("win/Boot/BCD", "BCD"), new Companion("win/a.wim", "boot.wim")),
                                List.of(),
                                "",
                                ""),
                        single("ipxe-script", Start.SCRIPT, "sub/boot.ipxe"),
                        single("efi-program", Start.PROGRAM, "EFI/BOOT/BOOTX64.EFI"),
                        single("disc", Start.DISC, "pve 8.iso"),
                        single("disk", Start.DISK, "disk.img"),
                        single("disk", Start.DISK, "disk.qcow2"),
                        new BootEntry(
                                "proxmox",
                                "Proxmox VE",
                                Architecture.X86_64,
                                Start.KERNEL,
                                "pve 8.iso/",
                                "pve 8.iso",
                                "pve 8.iso/boot/linux26",
                                List.of(
                                        Companion.initrd("pve 8.iso/boot/initrd.img"),
                                        new Companion("pve 8.iso", "proxmox.iso")),
                                List.of("ro", "x={image};y", "z={host}", "d={path}"),
                                "",
                                ""),
                        new BootEntry(
                                "debian-disc",
                                "Debian disc",
                                Architecture.X86_64,
                                Start.KERNEL,
                                "d/",
                                "",
                                "d/install.amd/vmlinuz",
                                List.of(),
                                List.of(),
                                "",
                                "the initrd of the netboot installer"),
                        new BootEntry(
                                "apt",
                                "Packages for apt",
                                Architecture.UNKNOWN,
                                Start.REPOSITORY,
                                "deb/",
                                "",
                                "",
                                List.of(),
                                List.of("deb [trusted=yes] {tree} bookworm main"),
                                "",
                                "")),
                false);
    }

    /** Returns a menu of one kernel, all of whose texts are {@code hostile}. */
    static BootMenu hostile(String hostile) {
        return new BootMenu(
                List.of(new BootEntry(
                        hostile,
                        hostile,
                        Architecture.UNKNOWN,
                        Start.KERNEL,
                        hostile + "/",
                        hostile + ".iso",
                        hostile + "/linux",
                        List.of(Companion.initrd(hostile), new Companion(hostile, hostile)),
                        List.of("a={tree}", "b={image}", "c={answer}", "d={path}", hostile),
                        hostile,
                        "")),
                true);
    }

    static BootMenu of(BootEntry... entries) {
        return new BootMenu(List.of(entries), true);
    }

    static BootEntry kernel(String title, Architecture architecture, String file, String... arguments) {
        return new BootEntry(
                "kernel",
                title,
                architecture,
                Start.KERNEL,
                "",
                "",
                file,
                List.of(Companion.initrd("initrd")),
                List.of(arguments),
                "",
                "");
    }

    static BootEntry single(String row, Start start, String file) {
        return new BootEntry(
                row, "Starts " + file, Architecture.UNKNOWN, start, "", "", file, List.of(), List.of(), "", "");
    }

    private static BootEntry installer(String answer) {
        return new BootEntry(
                "debian-netboot",
                "Debian 12 installer (x86_64)" + (answer.isEmpty() ? "" : ", " + answer),
                Architecture.X86_64,
                Start.KERNEL,
                "deb 12/",
                "",
                "deb 12/amd64/linux",
                List.of(Companion.initrd("deb 12/amd64/initrd.gz")),
                answer.isEmpty()
                        ? List.of("priority=low")
                        : List.of("auto=true", "preseed/url={answer}", "mirror={tree}/;z"),
                answer,
                "");
    }
}
