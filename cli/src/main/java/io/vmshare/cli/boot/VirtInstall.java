package io.vmshare.cli.boot;

import static io.vmshare.cli.value.ShellWord.quote;

import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Start;
import java.util.Optional;
import java.util.Set;

/** Command lines of virt-install (virt-install(1)), which fetches kernel and initrd itself. Pure. */
final class VirtInstall {

    /** Rows whose trees it finds kernel and initrd in by itself. */
    private static final Set<String> KNOWN = Set.of("anaconda", "suse", "debian-mirror");

    private static final String NEW_GUEST =
            "virt-install --name vm1 --memory 4096 --disk size=20 --osinfo detect=on,require=off ";

    private final BootPlace place;

    VirtInstall(BootPlace place) {
        this.place = place;
    }

    /** Returns how a guest of libvirt is made; empty if no bridge of it is there, or if it cannot start the entry. */
    Optional<BootWay> of(BootEntry entry) {
        if (place.libvirt().isEmpty()) {
            return Optional.empty();
        }
        MenuUrls urls = new MenuUrls(place.libvirt());
        if (entry.start() == Start.DISC) {
            String disc = place.paths().files().apply(entry.file()).orElse(urls.of(entry.file()));
            return way("--cdrom " + quote(disc));
        }
        boolean alone = entry.companions().size() == 1
                && entry.companions().get(0).name().isEmpty();
        if (entry.start() != Start.KERNEL || !alone || !entry.missing().isEmpty()) {
            return Optional.empty();
        }
        String arguments = String.join(" ", urls.arguments(entry));
        if (KNOWN.contains(entry.row())) {
            String extra = arguments.isEmpty() ? "" : " --extra-args " + quote(arguments);
            return way("--location " + quote(urls.of(entry.tree())) + extra);
        }
        // Its words may hold commas, and end at quotes; there are none in URLs and rows.
        String words = arguments.replace("\"", "").replace("\\", "");
        return way("--install "
                + quote("kernel=" + urls.of(entry.file())
                        + ",initrd=" + urls.of(entry.companions().get(0).path())
                        + (words.isEmpty() ? "" : ",kernel_args=\"" + words + "\",kernel_args_overwrite=yes")));
    }

    private static Optional<BootWay> way(String options) {
        return Optional.of(BootWay.of("virt-install", "libvirt", NEW_GUEST + options));
    }
}
