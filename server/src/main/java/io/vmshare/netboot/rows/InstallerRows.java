package io.vmshare.netboot.rows;

import static io.vmshare.netboot.rows.TreeRow.installer;
import static io.vmshare.netboot.rows.TreeRow.other;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry.Start;
import java.util.List;

/** The installers that are known. Of several rows that fit one kernel the first counts. */
final class InstallerRows {

    private static final String NO_CD_INITRD =
            "its initrd installs from a CD-ROM only: attach the ISO, or put the netboot initrd of this release here";
    private static final String RED_HAT = "Red Hat, \"Boot options for the installation program\"";
    private static final String UBUNTU =
            "Ubuntu Server documentation, \"How to netboot the server installer on amd64\"";
    private static final String DEBIAN = "Debian installation guide, sections 4.3 and 5.1";

    static final List<TreeRow> ROWS = List.of(
            installer(
                            "debian-mirror",
                            "Debian",
                            "dists/{suite}/main/installer-{arch}/current/images/netboot/debian-installer/{arch}/linux")
                    .initrd(
                            "dists/{suite}/main/installer-{arch}/current/images/netboot/debian-installer/{arch}/initrd.gz")
                    .sign("dists/{suite}/Release")
                    .arguments(
                            "mirror/country=manual",
                            "mirror/protocol=http",
                            "mirror/http/hostname={host}",
                            "mirror/http/directory={path}/",
                            "mirror/http/proxy=",
                            "mirror/suite={suite}")
                    .answer(AnswerKind.PRESEED)
                    .whole()
                    .source("Debian installation guide, appendix B.4.3"),
            installer("debian-netboot", "Debian", "debian-installer/{arch}/linux")
                    .initrd("debian-installer/{arch}/initrd.gz")
                    .answer(AnswerKind.PRESEED)
                    .source(DEBIAN),
            installer("ubuntu-legacy", "Ubuntu", "ubuntu-installer/{arch}/linux")
                    .initrd("ubuntu-installer/{arch}/initrd.gz")
                    .answer(AnswerKind.PRESEED)
                    .source("Ubuntu 20.04 installation guide, section 4.5"),
            installer("debian-iso", "Debian", "install.{arch}/vmlinuz")
                    .initrd("install.{arch}/initrd.gz")
                    .sign(".disk/info", "dists/")
                    .answer(AnswerKind.PRESEED)
                    .missing(NO_CD_INITRD)
                    .whole()
                    .source(DEBIAN),
            installer("ubuntu-server", "Ubuntu", "casper/vmlinuz")
                    .initrd("casper/initrd", "casper/initrd.gz", "casper/initrd.lz")
                    .sign(
                            "casper/ubuntu-server-minimal.squashfs",
                            "casper/installer.squashfs",
                            "casper/minimal.squashfs")
                    .arguments(
                            "root=/dev/ram0",
                            "ramdisk_size=3500000",
                            "ip=dhcp",
                            "url={image}",
                            "cloud-config-url=/dev/null")
                    .answer(AnswerKind.SEED)
                    .whole()
                    .source(UBUNTU),
            installer("ubuntu-netboot", "Ubuntu", "{arch}/linux")
                    .initrd("{arch}/initrd")
                    .sign("{arch}/pxelinux.0", "{arch}/grubx64.efi", "{arch}/grubaa64.efi", "{arch}/bootx64.efi")
                    .arguments(
                            "root=/dev/ram0",
                            "ramdisk_size=3500000",
                            "ip=dhcp",
                            "url={image}",
                            "cloud-config-url=/dev/null")
                    .answer(AnswerKind.SEED)
                    .source(UBUNTU),
            suse("boot/{arch}/loader/linux", "boot/{arch}/loader/initrd"),
            suse("boot/{arch}/linux", "boot/{arch}/initrd"),
            alpine("boot/vmlinuz-{flavour}")
                    .initrd("boot/initramfs-{flavour}")
                    .sign("boot/modloop-{flavour}")
                    .sign("apks/")
                    .arguments(
                            "ip=dhcp",
                            "modules=loop,squashfs",
                            "alpine_repo={tree}/apks",
                            "modloop={tree}/boot/modloop-{flavour}")
                    .whole(),
            installer("alpine-netboot", "Alpine", "vmlinuz-{flavour}")
                    .initrd("initramfs-{flavour}")
                    .sign("modloop-{flavour}")
                    .arguments(
                            "ip=dhcp",
                            "modules=loop,squashfs",
                            "alpine_repo=http://dl-cdn.alpinelinux.org/alpine/latest-stable/main",
                            "modloop={tree}/modloop-{flavour}")
                    .answer(AnswerKind.APKOVL)
                    .source("Alpine wiki, \"PXE boot\"; mkinitfs-bootparam(7)"),
            installer("proxmox", "Proxmox", "boot/linux26")
                    .initrd("boot/initrd.img", "boot/initrd")
                    .sign(
                            "proxmox/",
                            ".cd-info",
                            "pve-base.squashfs",
                            "pmg-base.squashfs",
                            "pbs-base.squashfs",
                            "proxmox.iso")
                    .loadImage("proxmox.iso")
                    .arguments("ro", "ramdisk_size=16777216", "rw", "quiet", "splash=silent")
                    .answer(AnswerKind.PROXMOX)
                    .madeFor(Architecture.X86_64)
                    .whole()
                    .source("grub.cfg of the Proxmox VE ISO; morph027/pve-iso-2-pxe"),
            slackware("slackware64/", Architecture.X86_64),
            slackware("slackware/", Architecture.I386),
            other(Start.WIMBOOT, "windows-pe", "Windows", "sources/boot.wim")
                    .loadIfThere("bootmgr", "bootmgr")
                    .load("boot/bcd", "BCD")
                    .load("boot/boot.sdi", "boot.sdi")
                    .load("sources/boot.wim", "boot.wim")
                    .loadIfThere("winpeshl.ini", "winpeshl.ini")
                    .answer(AnswerKind.UNATTEND)
                    .anyCase()
                    .whole()
                    .source("iPXE, \"wimboot\""));

    private InstallerRows() {}

    /** Returns the rows for an Anaconda tree whose kernel and initrd are where its {@code .treeinfo} says. */
    static List<TreeRow> anaconda(String kernel, String initrd) {
        return List.of(
                withoutRepository(kernel, initrd)
                        .sign(
                                "repodata/repomd.xml",
                                "BaseOS/repodata/repomd.xml",
                                "Server/repodata/repomd.xml",
                                "{repository}/repodata/repomd.xml")
                        .arguments("inst.repo={tree}", "ip=dhcp"),
                withoutRepository(kernel, initrd).arguments("inst.stage2={tree}", "ip=dhcp"));
    }

    private static TreeRow withoutRepository(String kernel, String initrd) {
        return installer("anaconda", "Fedora or Red Hat", kernel)
                .initrd(initrd)
                .sign(".treeinfo", "treeinfo", "images/install.img")
                .answer(AnswerKind.KICKSTART)
                .whole()
                .source(RED_HAT);
    }

    private static TreeRow suse(String kernel, String initrd) {
        return installer("suse", "openSUSE or SLE", kernel)
                .initrd(initrd)
                .sign("media.1/", "repodata/repomd.xml", "content")
                .without("LiveOS/squashfs.img")
                .arguments("netsetup=dhcp", "install={tree}")
                .answer(AnswerKind.AUTOYAST)
                .whole()
                .source("openSUSE, \"SDB:Linuxrc\"");
    }

    private static TreeRow alpine(String kernel) {
        return installer("alpine", "Alpine", kernel)
                .answer(AnswerKind.APKOVL)
                .architectureIn("apks/{arch}/")
                .source("Alpine wiki, \"PXE boot\"; mkinitfs-bootparam(7)");
    }

    private static TreeRow slackware(String packages, Architecture architecture) {
        return installer("slackware", "Slackware", "kernels/huge{kind}/bzImage")
                .initrd("isolinux/initrd.img")
                .sign(packages)
                .arguments(
                        "load_ramdisk=1",
                        "prompt_ramdisk=0",
                        "rw",
                        "printk.time=0",
                        "nomodeset",
                        "SLACK_KERNEL=huge{kind}")
                .madeFor(architecture)
                .whole()
                .source("isolinux.cfg of the Slackware DVD");
    }
}
