package io.vmshare.netboot.recognise;

import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.rows.Rows;
import io.vmshare.netboot.rows.TreeRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order of entries, without those that are there twice, each with a title of its own. */
final class Ranking {

    private Ranking() {}

    static List<BootEntry> sort(List<BootEntry> entries, Set<String> wholeRoots) {
        List<BootEntry> sorted = new ArrayList<>(withoutTwins(entries));
        sorted.sort((a, b) -> order(a, b, wholeRoots));
        return titled(sorted);
    }

    /** Not made of {@link java.util.Comparator}'s parts: no class archive takes their lambdas. */
    private static int order(BootEntry a, BootEntry b, Set<String> wholeRoots) {
        int order = Integer.compare(rank(a, wholeRoots), rank(b, wholeRoots));
        if (order == 0) {
            order = Integer.compare(depth(a.tree()), depth(b.tree()));
        }
        if (order == 0) {
            order = a.tree().compareTo(b.tree());
        }
        if (order == 0) {
            order = a.architecture().compareTo(b.architecture());
        }
        return order == 0 ? Arrays.compare(texts(a), texts(b)) : order;
    }

    private static String[] texts(BootEntry entry) {
        return new String[] {entry.file(), entry.answer(), entry.title()};
    }

    private static int rank(BootEntry entry, Set<String> wholeRoots) {
        return switch (entry.start()) {
            case SCRIPT -> entry.file().equals("boot.ipxe") ? 0 : 3;
            case KERNEL, WIMBOOT -> !entry.missing().isEmpty() ? 7 : isLive(entry) ? 2 : 1;
            case PROGRAM ->
                Recogniser.isBelow(entry.file(), wholeRoots) ? 8 : 4; // a medium's loader looks for the medium
            case DISC -> 5;
            case DISK -> 6;
            case REPOSITORY -> 9;
            case SEED -> 10;
        };
    }

    private static boolean isLive(BootEntry entry) {
        for (TreeRow row : Rows.TREES) {
            if (row.id().equals(entry.row())) {
                return row.use().equals("live");
            }
        }
        return false;
    }

    private static int depth(String tree) {
        return (int) tree.chars().filter(c -> c == '/').count();
    }

    /** Leaves out the tree in an image that is there as a directory, too: the image itself, or unpacked beside it. */
    private static List<BootEntry> withoutTwins(List<BootEntry> entries) {
        Set<String> there = new HashSet<>();
        for (BootEntry entry : entries) {
            there.add(entry.row() + "\n" + entry.tree() + "\n" + entry.file());
        }
        List<BootEntry> single = new ArrayList<>();
        for (BootEntry entry : entries) {
            String image = entry.image() + "/";
            String directory = TreeIndex.parent(entry.image());
            boolean inside = !entry.image().isEmpty() && entry.tree().startsWith(image);
            String twin = inside
                    ? entry.row() + "\n" + moved(entry.tree(), image, directory) + "\n"
                            + moved(entry.file(), image, directory)
                    : "";
            if (!there.contains(twin)) {
                single.add(entry);
            }
        }
        return single;
    }

    private static String moved(String path, String from, String to) {
        return path.startsWith(from) ? to + path.substring(from.length()) : path;
    }

    private static List<BootEntry> titled(List<BootEntry> entries) {
        Map<String, Integer> times = new HashMap<>();
        entries.forEach(entry -> times.merge(entry.title(), 1, Integer::sum));
        Map<String, Integer> taken = new HashMap<>();
        List<BootEntry> titled = new ArrayList<>();
        for (BootEntry entry : entries) {
            String where = TreeTexts.plain(entry.tree(), 60);
            boolean alone = times.getOrDefault(entry.title(), 1) == 1 || where.isEmpty();
            String title = alone ? entry.title() : entry.title() + " in " + where;
            int number = taken.merge(title, 1, Integer::sum);
            titled.add(entry.withTitle(number == 1 ? title : title + ", " + number));
        }
        return titled;
    }
}
