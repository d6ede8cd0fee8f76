package io.vmshare.cli.boot;

import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Start;
import io.vmshare.netboot.BootMenu;
import java.util.ArrayList;
import java.util.List;

/**
 * All ways to start what a share holds. Immutable.
 *
 * @param menu what was recognised
 * @param entries the ways of each entry, in the order of the menu
 * @param network the ways to get the menu from the network
 */
public record BootAdvice(BootMenu menu, List<List<BootWay>> entries, List<BootWay> network) {

    /** Copies the lists. */
    public BootAdvice {
        entries = List.copyOf(entries);
        network = List.copyOf(network);
    }

    /** Returns the ways for commands run at {@code place}. */
    public static BootAdvice of(BootMenu menu, BootPlace place) {
        List<List<BootWay>> entries = new ArrayList<>();
        for (BootEntry entry : menu.entries()) {
            entries.add(List.copyOf(ways(entry, place)));
        }
        return new BootAdvice(menu, entries, NetworkBoot.of(menu, place));
    }

    private static List<BootWay> ways(BootEntry entry, BootPlace place) {
        Qemu qemu = new Qemu(place);
        VirtInstall libvirt = new VirtInstall(place);
        List<BootWay> ways = new ArrayList<>();
        switch (entry.start()) {
            case KERNEL -> {
                qemu.kernel(entry).ifPresent(ways::add);
                libvirt.of(entry).ifPresent(ways::add);
            }
            case PROGRAM -> ways.addAll(NetworkBoot.ofProgram(entry, place));
            case DISC -> {
                ways.addAll(qemu.image(entry));
                libvirt.of(entry).ifPresent(ways::add);
            }
            case DISK -> ways.addAll(qemu.image(entry));
            case REPOSITORY -> PackageSource.of(entry, place).ifPresent(ways::add);
            case SEED -> {
                qemu.seed(entry).ifPresent(ways::add);
                PackageSource.ofSeed(entry, place).ifPresent(ways::add);
            }
            case SCRIPT, WIMBOOT -> {} // from the menu only
        }
        return ways;
    }

    /**
     * Returns the likeliest way of all: that to the menu, unless an image is the first in it, or else the first of an entry;
     * none if there is none.
     */
    List<BootWay> likeliest() {
        boolean image = !entries.isEmpty()
                && !entries.get(0).isEmpty()
                && isImage(menu.entries().get(0));
        if (!network.isEmpty() && !image) {
            return List.of(network.get(0));
        }
        for (List<BootWay> ways : entries) {
            if (!ways.isEmpty()) {
                return List.of(ways.get(0));
            }
        }
        return List.of();
    }

    private static boolean isImage(BootEntry entry) {
        return entry.start() == Start.DISC || entry.start() == Start.DISK;
    }

    /** Returns whether what is started installs something, which wants a disk to install to. */
    boolean installs() {
        for (int i = 0; i < entries.size(); i++) {
            BootEntry entry = menu.entries().get(i);
            boolean system = entry.start() == Start.KERNEL || entry.start() == Start.DISC;
            if (system && (NetworkBoot.isOffered(entry) || !entries.get(i).isEmpty())) {
                return true;
            }
        }
        return false;
    }
}
