package io.vmshare.cli.boot;

import io.vmshare.cli.show.Printable;
import io.vmshare.netboot.BootEntry;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Renders for people what a share can start. Pure. */
public final class BootText {

    private static final int TITLES = 3;

    private BootText() {}

    /** Returns all of it, for a terminal with the character set {@code charset}. */
    public static String render(BootAdvice advice, BootPlace place, Charset charset) {
        List<String> lines = new ArrayList<>();
        lines.add("The commands need the share:  " + place.shareCommand());
        for (int i = 0; i < advice.entries().size(); i++) {
            entry(lines, advice, i);
        }
        if (!advice.network().isEmpty()) {
            lines.add("");
            lines.add("A menu of all that iPXE starts, over the network");
            ways(lines, advice.network());
        }
        lines.add("");
        if (advice.installs()) {
            lines.add("A disk to install to:  qemu-img create -f qcow2 disk.qcow2 20G    and"
                    + " for QEMU:  -drive if=virtio,file=disk.qcow2");
        }
        if (!place.slirp().isEmpty() && !place.forBridges().isEmpty()) {
            lines.add("Guests that are not on user networking use " + place.forBridges() + " in place of "
                    + place.slirp());
        }
        if (!advice.menu().complete()) {
            lines.add("There is more in the tree than was searched; name a directory further down.");
        }
        return printable(lines, charset);
    }

    /**
     * Returns the banner's lines: what there is, the likeliest command, and where the others are told; empty if nothing
     * was recognised.
     */
    public static String banner(BootAdvice advice, BootPlace place, Charset charset) {
        if (advice.menu().entries().isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add("Boot:   " + titles(advice.menu().entries()));
        for (BootWay way : advice.likeliest()) {
            way.lines().forEach(line -> lines.add("        " + line));
        }
        lines.add("        all ways:  " + place.bootCommand());
        return printable(lines, charset);
    }

    /** Each is named once, whatever answer files there are for it. */
    private static String titles(List<BootEntry> entries) {
        boolean asking = entries.stream().anyMatch(entry -> entry.answer().isEmpty());
        List<String> all = entries.stream()
                .filter(entry -> entry.answer().isEmpty() || !asking)
                .map(BootEntry::title)
                .distinct()
                .toList();
        int shown = Math.min(all.size(), TITLES);
        return String.join(", ", all.subList(0, shown))
                + (all.size() > shown ? " and " + (all.size() - shown) + " more" : "");
    }

    private static void entry(List<String> lines, BootAdvice advice, int index) {
        BootEntry entry = advice.menu().entries().get(index);
        List<BootWay> ways = advice.entries().get(index);
        lines.add("");
        String what = entry.file().isEmpty() ? entry.tree() : entry.file();
        lines.add(entry.title()
                + (what.isEmpty() ? "" : "    " + what)
                + (entry.answer().isEmpty() ? "" : "    with " + entry.answer()));
        if (!entry.missing().isEmpty()) {
            lines.add("  Missing: " + entry.missing());
        }
        ways(lines, ways);
        if (ways.isEmpty() && NetworkBoot.isOffered(entry) && !advice.network().isEmpty()) {
            lines.add("  From the menu below");
        }
    }

    private static void ways(List<String> lines, List<BootWay> ways) {
        for (BootWay way : ways) {
            lines.add("  " + way.title() + (way.note().isEmpty() ? "" : " (" + way.note() + ")"));
            way.lines().forEach(line -> lines.add("    " + line));
        }
    }

    private static String printable(List<String> lines, Charset charset) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Printable.of(line, charset)).append('\n'));
        return text.toString();
    }
}
