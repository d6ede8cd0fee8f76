package io.vmshare.cli.boot;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Companion;
import io.vmshare.netboot.BootEntry.Start;
import io.vmshare.netboot.BootMenu;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Places and entries made up for tests. */
final class Places {

    /** The files of /srv/iso are here, but for those within images. */
    static final LocalPaths FILES = files("/srv/iso", "/usr/share/OVMF/OVMF_CODE.fd");

    static final BootPlace ALL = new BootPlace(
            FILES,
            "http://10.0.2.2:8000/",
            "http://10.0.2.2:8000/",
            "http://192.168.122.1:8000/",
            "http://203.0.113.7:8000/",
            "http://localhost:8000/",
            8000,
            Set.of());

    private Places() {}

    private static LocalPaths files(String root, String firmware) {
        return new LocalPaths(
                List.of(root),
                "",
                path -> path.contains(".iso/") ? Optional.empty() : Optional.of(root + "/" + path),
                firmware.isEmpty() ? Optional.empty() : Optional.of(firmware));
    }

    static BootPlace at(String root, String firmware) {
        return new BootPlace(
                files(root, firmware),
                ALL.slirp(),
                ALL.virtualBox(),
                ALL.libvirt(),
                ALL.network(),
                ALL.here(),
                ALL.port(),
                ALL.accelerated());
    }

    static BootPlace reachedAt(String slirp, String libvirt, String network) {
        return new BootPlace(FILES, slirp, slirp, libvirt, network, ALL.here(), ALL.port(), Set.of());
    }

    static BootPlace accelerated(Architecture... architectures) {
        return new BootPlace(
                FILES,
                ALL.slirp(),
                ALL.virtualBox(),
                ALL.libvirt(),
                ALL.network(),
                ALL.here(),
                ALL.port(),
                Set.of(architectures));
    }

    static BootEntry kernel(String row, String tree, List<String> initrds, String... arguments) {
        return new BootEntry(
                row,
                "Linux of " + row,
                Architecture.X86_64,
                Start.KERNEL,
                tree,
                "",
                tree + "linux",
                initrds.stream().map(name -> Companion.initrd(tree + name)).toList(),
                List.of(arguments),
                "",
                "");
    }

    static BootEntry single(Start start, String row, String file) {
        return new BootEntry(row, "A " + row, Architecture.X86_64, start, "", "", file, List.of(), List.of(), "", "");
    }

    static BootEntry words(Start start, String row, String tree, String... arguments) {
        return new BootEntry(
                row, "A " + row, Architecture.UNKNOWN, start, tree, "", "", List.of(), List.of(arguments), "", "");
    }

    static BootEntry lacking(BootEntry entry, String missing) {
        return within("", entry, missing);
    }

    static BootEntry within(String image, BootEntry entry, String missing) {
        return new BootEntry(
                entry.row(),
                entry.title(),
                entry.architecture(),
                entry.start(),
                entry.tree(),
                image,
                entry.file(),
                entry.companions(),
                entry.arguments(),
                entry.answer(),
                missing);
    }

    static BootMenu menu(BootEntry... entries) {
        return new BootMenu(List.of(entries), true);
    }
}
