package io.vmshare.cli.boot;

import io.vmshare.netboot.BootEntry;
import java.util.List;
import java.util.Optional;

/** What the package managers of guests are told of a repository. Pure. */
final class PackageSource {

    private PackageSource() {}

    /** Returns the lines for the likeliest guest; empty if no guest reaches the share. */
    static Optional<BootWay> of(BootEntry entry, BootPlace place) {
        if (place.forGuests().isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new MenuUrls(place.forGuests()).arguments(entry);
        return Optional.of(
                switch (entry.row()) {
                    case "apt" -> new BootWay("apt", "apt", lines, "a line of /etc/apt/sources.list.d/share.list");
                    case "dnf" -> new BootWay("dnf", "dnf", lines, "the file /etc/yum.repos.d/share.repo");
                    case "apk" -> new BootWay("apk", "apk", lines, "a line of /etc/apk/repositories");
                    default -> new BootWay("repository", "Package manager", lines, "");
                });
    }

    /** Returns how a kernel is told of a seed. */
    static Optional<BootWay> ofSeed(BootEntry entry, BootPlace place) {
        if (place.forGuests().isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new MenuUrls(place.forGuests()).arguments(entry);
        return Optional.of(
                new BootWay("kernel-arguments", "Any machine", lines, "a word of the kernel's command line"));
    }
}
