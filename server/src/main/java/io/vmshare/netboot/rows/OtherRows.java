package io.vmshare.netboot.rows;

import static io.vmshare.netboot.rows.TreeRow.live;
import static io.vmshare.netboot.rows.TreeRow.other;

import io.vmshare.netboot.BootEntry.Start;
import java.util.List;

/** The live systems, repositories and seeds that are known. Of several rows that fit one kernel the first counts. */
final class OtherRows {

    private static final String LIVE_BOOT = "live-boot(7), live-config(7)";
    private static final String DRACUT = "dracut.cmdline(7), \"Booting live images\"";

    static final List<TreeRow> LIVE = List.of(
            dracut("fedora-live", "Fedora", "images/pxeboot/vmlinuz", "images/pxeboot/initrd.img")
                    .without(".treeinfo", "treeinfo", "images/install.img"),
            dracut("kiwi-live", "Linux", "boot/{arch}/loader/linux", "boot/{arch}/loader/initrd"),
            coreos("{stem}-live-kernel-{arch}"),
            coreos("{stem}-live-kernel.{arch}"),
            live("debian-live", "Debian", "live/vmlinuz{version}")
                    .initrd(
                            "live/initrd.img{version}",
                            "live/initrd{version}.img",
                            "live/initrd{version}",
                            "live/initrd{version}.gz")
                    .sign("live/filesystem.squashfs")
                    .arguments("boot=live", "components", "fetch={tree}/live/filesystem.squashfs")
                    .whole()
                    .source(LIVE_BOOT),
            live("ubuntu-desktop", "Ubuntu", "casper/vmlinuz")
                    .initrd("casper/initrd", "casper/initrd.lz", "casper/initrd.gz")
                    .sign("casper/filesystem.squashfs")
                    .arguments("ip=dhcp", "boot=casper", "netboot=url", "url={tree}/casper/filesystem.squashfs")
                    .whole()
                    .source("casper(7); netboot.xyz, live-ubuntu.ipxe"),
            live("arch", "Arch Linux", "arch/boot/{arch}/vmlinuz-linux{tail}")
                    .initrd("arch/boot/{arch}/initramfs-linux{tail}.img")
                    .sign("arch/{arch}/airootfs.sfs", "arch/{arch}/airootfs.erofs")
                    .arguments("archiso_http_srv={tree}/", "archisobasedir=arch", "ip=dhcp", "net.ifnames=0")
                    .whole()
                    .source("archiso, README.bootparams"),
            gentoo("boot/gentoo", "boot/gentoo.igz")
                    .missing("since 2024 its initrd looks for a CD-ROM: attach the ISO")
                    .whole(),
            gentoo("vmlinuz", "initrd"),
            live("flatcar", "Flatcar", "flatcar_production_pxe.vmlinuz")
                    .initrd("flatcar_production_pxe_image.cpio.gz")
                    .arguments("flatcar.first_boot=1", "flatcar.autologin")
                    .answer(AnswerKind.IGNITION)
                    .source("Flatcar, \"Booting Flatcar via iPXE\""));

    static final List<TreeRow> REPOSITORIES = List.of(
            apt("dists/{suite}/Release"),
            apt("dists/{suite}/InRelease"),
            other(Start.REPOSITORY, "dnf", "dnf repository", "repodata/repomd.xml")
                    .arguments("[share]", "name=share", "baseurl={tree}/", "enabled=1", "gpgcheck=0")
                    .source("dnf.conf(5), \"Repo options\""),
            other(Start.REPOSITORY, "apk", "apk repository", "{arch}/APKINDEX.tar.gz")
                    .arguments("{tree}")
                    .source("apk-repositories(5)"));

    static final List<TreeRow> SEEDS = List.of(other(Start.SEED, "cloud-init", "cloud-init seed", "user-data")
            .sign("meta-data")
            .arguments("ds=nocloud-net;s={tree}/")
            .source("cloud-init documentation, \"NoCloud\""));

    private OtherRows() {}

    private static TreeRow dracut(String id, String name, String kernel, String initrd) {
        return live(id, name, kernel)
                .initrd(initrd)
                .sign("LiveOS/squashfs.img")
                .arguments("root=live:{tree}/LiveOS/squashfs.img", "ro", "rd.live.image", "ip=dhcp")
                .whole()
                .source(DRACUT);
    }

    private static TreeRow coreos(String kernel) {
        return live("coreos", "Fedora CoreOS", kernel)
                .initrd("{stem}-live-initramfs.{arch}.img")
                .sign("{stem}-live-rootfs.{arch}.img")
                .arguments(
                        "ip=dhcp",
                        "rd.neednet=1",
                        "ignition.firstboot",
                        "ignition.platform.id=metal",
                        "coreos.live.rootfs_url={tree}/{stem}-live-rootfs.{arch}.img")
                .answer(AnswerKind.IGNITION)
                .source("Fedora CoreOS documentation, \"Running directly from RAM\"");
    }

    private static TreeRow gentoo(String kernel, String initrd) {
        return live("gentoo", "Gentoo", kernel)
                .initrd(initrd)
                .load("image.squashfs", "image.squashfs")
                .arguments(
                        "ip=dhcp",
                        "root=/dev/ram0",
                        "init=/linuxrc",
                        "loop=/image.squashfs",
                        "looptype=squashfs",
                        "cdroot=1")
                .source("netboot.xyz, gentoo.ipxe");
    }

    private static TreeRow apt(String path) {
        return other(Start.REPOSITORY, "apt", "apt repository", path)
                .arguments("deb [trusted=yes] {tree} {suite} {components}")
                .source("sources.list(5)");
    }
}
