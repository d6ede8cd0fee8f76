package io.vmshare.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Companion;
import io.vmshare.netboot.BootEntry.Start;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class BootAdviceTest {

    private static final List<String> INITRD = List.of("initrd.gz");

    private static List<String> lines(BootEntry entry, BootPlace place, String id) {
        return ways(entry, place)
                .filter(way -> way.id().equals(id))
                .flatMap(way -> way.lines().stream())
                .toList();
    }

    private static List<String> ids(BootEntry entry, BootPlace place) {
        return ways(entry, place).map(BootWay::id).toList();
    }

    private static Stream<BootWay> ways(BootEntry entry, BootPlace place) {
        return BootAdvice.of(Places.menu(entry), place).entries().get(0).stream();
    }

    @Test
    void kernel_inADirectory_isStartedFromItsFiles() {
        BootEntry fedora = Places.kernel("anaconda", "f 41/", INITRD, "inst.repo={tree}", "ip=dhcp");

        assertThat(lines(fedora, Places.ALL, "qemu-kernel"))
                .containsExactly("qemu-system-x86_64 -m 4G -nic user,model=virtio-net-pci"
                        + " -kernel '/srv/iso/f 41/linux' -initrd '/srv/iso/f 41/initrd.gz'"
                        + " -append 'inst.repo=http://10.0.2.2:8000/f%2041 ip=dhcp'");
    }

    @Test
    void kernel_inAnImage_isFetchedFirst() {
        BootEntry debian = Places.kernel("debian-iso", "d'12.iso/install.amd/", INITRD);

        assertThat(lines(debian, Places.ALL, "qemu-kernel"))
                .containsExactly(
                        "curl -o vmlinuz http://localhost:8000/d%2712.iso/install.amd/linux",
                        "curl -o initrd http://localhost:8000/d%2712.iso/install.amd/initrd.gz",
                        "qemu-system-x86_64 -m 4G -nic user,model=virtio-net-pci -kernel vmlinuz -initrd initrd");
    }

    @Test
    void kernel_thatLacksItsDisc_getsItOrIsNotStarted() {
        BootEntry debian = Places.kernel("debian-iso", "d.iso/", INITRD, "auto=true");

        assertThat(ids(Places.lacking(debian, "attach the ISO"), Places.ALL)).isEmpty();
        assertThat(ids(Places.within("d.iso", debian, "attach the ISO"), Places.ALL))
                .containsExactly("qemu-kernel");
        assertThat(lines(Places.within("d.iso", debian, "attach the ISO"), Places.ALL, "qemu-kernel"))
                .last(STRING)
                .isEqualTo("qemu-system-x86_64 -m 4G -nic user,model=virtio-net-pci -kernel vmlinuz -initrd initrd"
                        + " -append auto=true -cdrom /srv/iso/d.iso");
    }

    @Test
    void kernel_severalInitrds_areJoined() {
        BootEntry arch = Places.kernel("arch", "a.iso/", List.of("ucode.img", "init.img"), "archisobasedir=arch");

        assertThat(lines(arch, Places.ALL, "qemu-kernel"))
                .containsExactly(
                        "curl -o vmlinuz http://localhost:8000/a.iso/linux",
                        "curl -o initrd1 http://localhost:8000/a.iso/ucode.img",
                        "curl -o initrd2 http://localhost:8000/a.iso/init.img",
                        "cat initrd1 initrd2 > initrd",
                        "qemu-system-x86_64 -m 4G -nic user,model=virtio-net-pci -kernel vmlinuz -initrd initrd"
                                + " -append archisobasedir=arch");
    }

    @Test
    void kernel_withAFileByName_isOfTheMenuOnly() {
        BootEntry gentoo = new BootEntry(
                "gentoo",
                "Gentoo",
                Architecture.X86_64,
                Start.KERNEL,
                "",
                "",
                "linux",
                List.of(Companion.initrd("initrd"), new Companion("image.squashfs", "image.squashfs")),
                List.of(),
                "",
                "");

        assertThat(ids(gentoo, Places.ALL)).isEmpty();
        assertThat(BootAdvice.of(Places.menu(gentoo), Places.ALL).network()).isNotEmpty();
    }

    @Test
    void kernel_argumentsOfEveryKind_areFilledIn() {
        BootEntry entry = new BootEntry(
                "debian-mirror",
                "Debian",
                Architecture.AARCH64,
                Start.KERNEL,
                "deb/",
                "x y.iso",
                "deb/linux",
                List.of(),
                List.of("a={host}", "b={path}/", "c={image}", "d={answer}", "ds=nocloud-net;s={tree}/"),
                "./",
                "");

        assertThat(lines(entry, Places.ALL, "qemu-kernel"))
                .containsExactly("qemu-system-aarch64 -M virt -cpu max -m 4G -nic user,model=virtio-net-pci"
                        + " -kernel /srv/iso/deb/linux -append 'a=10.0.2.2:8000 b=/deb/"
                        + " c=http://10.0.2.2:8000/x%20y.iso d=http://10.0.2.2:8000/"
                        + " ds=nocloud-net;s=http://10.0.2.2:8000/deb/'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            X86_64  | X86_64  | qemu-system-x86_64 -accel kvm -accel tcg -m 4G
            I386    | I386    | qemu-system-i386 -accel kvm -accel tcg -m 4G
            UNKNOWN | X86_64  | qemu-system-x86_64 -accel kvm -accel tcg -m 4G
            AARCH64 | AARCH64 | qemu-system-aarch64 -M virt -cpu max -accel kvm -accel tcg -m 4G
            AARCH64 | X86_64  | qemu-system-aarch64 -M virt -cpu max -m 4G
            X86_64  | AARCH64 | qemu-system-x86_64 -m 4G
            UNKNOWN | AARCH64 | qemu-system-x86_64 -m 4G
            X86_64  | none    | qemu-system-x86_64 -m 4G
            UNKNOWN | none    | qemu-system-x86_64 -m 4G
            """)
    void machine_processor_isTheGuests(Architecture guest, Architecture host, String command) {
        BootPlace place = host == null ? Places.ALL : Places.accelerated(host);

        assertThat(new Qemu(place).machine(guest)).isEqualTo(command);
    }

    @Test
    void virtInstall_trees_areInstalledFromTheirUrl() {
        String guest = "virt-install --name vm1 --memory 4096 --disk size=20 --osinfo detect=on,require=off ";

        assertThat(lines(Places.kernel("anaconda", "f41/", INITRD, "inst.ks={answer}"), Places.ALL, "virt-install"))
                .containsExactly(guest + "--location http://192.168.122.1:8000/f41/"
                        + " --extra-args inst.ks=http://192.168.122.1:8000/");
        assertThat(lines(Places.kernel("alpine", "al/", INITRD, "m=a,b", "r={tree}"), Places.ALL, "virt-install"))
                .containsExactly(guest + "--install 'kernel=http://192.168.122.1:8000/al/linux,"
                        + "initrd=http://192.168.122.1:8000/al/initrd.gz,"
                        + "kernel_args=\"m=a,b r=http://192.168.122.1:8000/al\",kernel_args_overwrite=yes'");
        assertThat(lines(Places.single(Start.DISC, "disc", "a b.iso"), Places.ALL, "virt-install"))
                .containsExactly(guest + "--cdrom '/srv/iso/a b.iso'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DISC | x.iso       | -cdrom /srv/iso/x.iso
            DISK | x.qcow2     | -drive if=virtio,snapshot=on,format=qcow2,file=/srv/iso/x.qcow2
            DISK | x.VMDK      | -drive if=virtio,snapshot=on,format=vmdk,file=/srv/iso/x.VMDK
            DISK | x.vhd       | -drive if=virtio,snapshot=on,format=vpc,file=/srv/iso/x.vhd
            DISK | x.vhdx      | -drive if=virtio,snapshot=on,format=vhdx,file=/srv/iso/x.vhdx
            DISK | x.img       | -drive if=virtio,snapshot=on,format=raw,file=/srv/iso/x.img
            DISK | qcow2       | -drive if=virtio,snapshot=on,format=raw,file=/srv/iso/qcow2
            DISK | a,b;c.raw   | -drive 'if=virtio,snapshot=on,format=raw,file=/srv/iso/a,,b;c.raw'
            """)
    void image_file_isNeverWrittenTo(Start start, String file, String options) {
        String qemu = "qemu-system-x86_64 -m 4G -nic user,model=virtio-net-pci ";

        assertThat(lines(Places.single(start, "image", file), Places.ALL, "qemu-file"))
                .containsExactly(qemu + options);
    }

    @Test
    void image_url_isEncoded() {
        assertThat(lines(Places.single(Start.DISK, "disk", "a,b c.qcow2"), Places.ALL, "qemu-http"))
                .containsExactly("qemu-system-x86_64 -m 4G -nic user,model=virtio-net-pci"
                        + " -drive if=virtio,snapshot=on,format=qcow2,file=http://localhost:8000/a%2Cb%20c.qcow2");
        assertThat(ids(Places.single(Start.DISC, "disc", "outer.iso/inner.iso"), Places.ALL))
                .containsExactly("qemu-http", "virt-install");
    }

    @Test
    void repositoryAndSeed_lines_areThoseOfTheirClients() {
        BootEntry apt = Places.words(Start.REPOSITORY, "apt", "deb/", "deb [trusted=yes] {tree} bookworm main");
        BootEntry seed = Places.words(Start.SEED, "cloud-init", "seed/", "ds=nocloud-net;s={tree}/");

        assertThat(lines(apt, Places.ALL, "apt"))
                .containsExactly("deb [trusted=yes] http://10.0.2.2:8000/deb bookworm main");
        assertThat(lines(seed, Places.ALL, "kernel-arguments"))
                .containsExactly("ds=nocloud-net;s=http://10.0.2.2:8000/seed/");
        assertThat(lines(seed, Places.ALL, "qemu-seed"))
                .containsExactly("qemu-system-x86_64 -m 4G -nic user,model=virtio-net-pci"
                        + " -drive if=virtio,format=qcow2,file=disk.qcow2"
                        + " -smbios 'type=1,serial=ds=nocloud-net;s=http://10.0.2.2:8000/seed/'");
        assertThat(BootAdvice.of(Places.menu(apt, seed), Places.ALL).network()).isEmpty();
    }

    @Test
    void program_uefi_needsOption60() {
        BootEntry efi = Places.single(Start.PROGRAM, "efi", "EFI/BOOTX64.EFI");

        assertThat(lines(efi, Places.ALL, "dnsmasq-uefi-http"))
                .containsExactly("--dhcp-vendorclass=set:http,HTTPClient"
                        + " --dhcp-option-force=tag:http,60,HTTPClient"
                        + " --dhcp-boot=tag:http,http://192.168.122.1:8000/EFI/BOOTX64.EFI");
        assertThat(lines(efi, Places.ALL, "qemu-uefi-http"))
                .containsExactly("qemu-system-x86_64 -m 4G"
                        + " -drive if=pflash,format=raw,readonly=on,file=/usr/share/OVMF/OVMF_CODE.fd -boot once=n"
                        + " -netdev user,id=net0,bootfile=http://10.0.2.2:8000/EFI/BOOTX64.EFI"
                        + " -device virtio-net-pci,netdev=net0,romfile="
                        + " -fw_cfg name=opt/org.tianocore/IPv4PXESupport,string=n"
                        + " -fw_cfg name=opt/org.tianocore/IPv6PXESupport,string=n");
    }
}
