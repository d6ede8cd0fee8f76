package io.vmshare.cli.boot;

import static io.vmshare.cli.value.ShellWord.quote;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Companion;
import io.vmshare.netboot.BootEntry.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Command lines of QEMU (QEMU manual, "Invocation"). Pure but for where files are. */
final class Qemu {

    static final String USER_NETWORK = "user,model=virtio-net-pci";

    private static final String NEEDS_CURL = "QEMU reads it over HTTP; on Debian with the package qemu-block-extra";

    private final BootPlace place;

    Qemu(BootPlace place) {
        this.place = place;
    }

    /** Returns the program and the machine. */
    String machine(Architecture architecture) {
        boolean arm = architecture == Architecture.AARCH64;
        Architecture processor = architecture == Architecture.UNKNOWN ? Architecture.X86_64 : architecture;
        String machine = arm
                ? "qemu-system-aarch64 -M virt -cpu max"
                : "qemu-system-" + (architecture == Architecture.I386 ? "i386" : "x86_64");
        boolean fast = place.accelerated().contains(processor);
        return machine + (fast ? " -accel kvm -accel tcg" : "") + " -m 4G"; // tcg where kvm fails, as within guests
    }

    /**
     * Returns how the kernel of {@code entry} is started by itself; empty if QEMU cannot load all that it needs. What lacks
     * something lacks its image as a CD.
     */
    Optional<BootWay> kernel(BootEntry entry) {
        boolean named = entry.companions().stream().anyMatch(one -> !one.name().isEmpty());
        boolean lacks = !entry.missing().isEmpty();
        if (named
                || (lacks && entry.image().isEmpty())
                || place.slirp().isEmpty()
                || place.here().isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        String kernel = here(entry.file(), "vmlinuz", lines);
        List<String> initrds = new ArrayList<>();
        for (Companion companion : entry.companions()) {
            String name = entry.companions().size() == 1 ? "initrd" : "initrd" + (initrds.size() + 1);
            initrds.add(here(companion.path(), name, lines));
        }
        if (initrds.size() > 1) {
            lines.add("cat " + String.join(" ", initrds) + " > initrd");
            initrds = List.of("initrd");
        }
        String append = String.join(" ", new MenuUrls(place.slirp()).arguments(entry));
        lines.add(machine(entry.architecture()) + " -nic " + USER_NETWORK + " -kernel " + kernel
                + (initrds.isEmpty() ? "" : " -initrd " + initrds.get(0))
                + (append.isEmpty() ? "" : " -append " + quote(append))
                + (lacks ? " " + cdrom(entry.image()) : ""));
        return Optional.of(new BootWay("qemu-kernel", "QEMU, without network boot", lines, ""));
    }

    private String cdrom(String image) {
        String url = new MenuUrls(place.here()).of(image);
        return "-cdrom " + quote(place.paths().files().apply(image).orElse(url));
    }

    /** Returns the quoted path of a file, which is fetched under {@code name} by a line of its own if it is not here. */
    private String here(String path, String name, List<String> lines) {
        Optional<String> local = place.paths().files().apply(path);
        if (local.isPresent()) {
            return quote(local.get());
        }
        lines.add("curl -o " + name + " " + quote(new MenuUrls(place.here()).of(path)));
        return name;
    }

    /** Returns how a disc or disk image is started: the file, and what QEMU reads over HTTP. */
    List<BootWay> image(BootEntry entry) {
        String machine = machine(entry.architecture()) + " -nic " + USER_NETWORK;
        List<BootWay> ways = new ArrayList<>();
        place.paths()
                .files()
                .apply(entry.file())
                .ifPresent(file -> ways.add(BootWay.of("qemu-file", "QEMU", machine + " " + drive(entry, file))));
        if (!place.here().isEmpty()) {
            String url = new MenuUrls(place.here()).of(entry.file());
            ways.add(BootWay.of("qemu-http", "QEMU, from the URL", machine + " " + drive(entry, url))
                    .with(NEEDS_CURL));
        }
        return ways;
    }

    /** Nothing is ever written to what is shared. A comma ends an option of -drive, two of them are one. */
    private static String drive(BootEntry entry, String file) {
        return entry.start() == Start.DISC
                ? "-cdrom " + quote(file)
                : "-drive "
                        + quote("if=virtio,snapshot=on,format=" + format(file) + ",file=" + file.replace(",", ",,"));
    }

    private static String format(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        for (String format : List.of("qcow2", "vmdk", "vdi", "vhdx")) {
            if (name.endsWith("." + format)) {
                return format;
            }
        }
        return name.endsWith(".vhd") ? "vpc" : "raw";
    }

    /** Returns how a guest is given a seed, by what its firmware says of the machine (cloud-init, "NoCloud"). */
    Optional<BootWay> seed(BootEntry entry) {
        if (place.slirp().isEmpty()) {
            return Optional.empty();
        }
        String serial = String.join(" ", new MenuUrls(place.slirp()).arguments(entry));
        String line = machine(Architecture.UNKNOWN) + " -nic " + USER_NETWORK
                + " -drive if=virtio,format=qcow2,file=disk.qcow2 -smbios "
                + quote("type=1,serial=" + serial.replace(",", ",,"));
        return Optional.of(BootWay.of("qemu-seed", "QEMU", line).with("disk.qcow2 is any image with cloud-init"));
    }

    /** Returns how UEFI is started with that option of DHCP: by QEMU's network ROM, which is iPXE. */
    String uefi(String network) {
        return machine(Architecture.X86_64) + " " + flash() + " -boot once=n -nic " + quote(network);
    }

    /**
     * Returns how UEFI's own HTTP boot loads a program: QEMU's ROM is left out, and PXE, which would take the URL for a
     * name of TFTP (seen with OVMF 2022.11).
     */
    String uefiHttp(String url) {
        return machine(Architecture.X86_64) + " " + flash() + " -boot once=n -netdev "
                + quote("user,id=net0,bootfile=" + url) + " -device virtio-net-pci,netdev=net0,romfile="
                + " -fw_cfg name=opt/org.tianocore/IPv4PXESupport,string=n"
                + " -fw_cfg name=opt/org.tianocore/IPv6PXESupport,string=n";
    }

    /** Returns what there is to know of the firmware. */
    String aboutFirmware() {
        return place.paths().firmware().isPresent()
                ? ""
                : "OVMF_CODE.fd is the firmware for x86_64 of the package ovmf or edk2-ovmf";
    }

    private String flash() {
        String file = place.paths().firmware().orElse("OVMF_CODE.fd");
        return "-drive " + quote("if=pflash,format=raw,readonly=on,file=" + file.replace(",", ",,"));
    }
}
