package io.vmshare.netboot.recognise;

import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Start;
import io.vmshare.netboot.BootMenu;
import io.vmshare.netboot.TreeFiles;
import io.vmshare.netboot.recognise.Answers.Answer;
import io.vmshare.netboot.recognise.RowMatcher.Found;
import io.vmshare.netboot.rows.TreeRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says what a list of paths can boot. For one use. */
public final class Recogniser {

    private static final int MOST_ENTRIES = 256;
    private static final Set<String> MOVING_SUITES =
            Set.of("stable", "oldstable", "oldoldstable", "testing", "unstable", "stable-updates");

    private final TreeIndex index;
    private final List<BootEntry> entries = new ArrayList<>();
    private final Set<String> roots = new HashSet<>();
    private final Set<String> wholeRoots = new HashSet<>();
    private final Set<String> fixedSuites = new HashSet<>();
    private final Set<String> unversioned = new HashSet<>();
    private boolean complete = true;

    private Recogniser(TreeFiles files) {
        index = new TreeIndex(files);
    }

    /**
     * Returns the menu of a directory: of the trees at it and below it, and of what is started by itself. Paths with
     * control characters, beyond 4096 characters or deeper than 32 names are passed over. Pure; the time it takes grows
     * with the number of paths.
     */
    public static BootMenu of(TreeFiles files) {
        return new Recogniser(files).menu();
    }

    private BootMenu menu() {
        List<Found> all = RowMatcher.match(index);
        for (Found found : all) {
            if (!MOVING_SUITES.contains(suite(found))) {
                fixedSuites.add(tree(found));
            }
            if (version(found).isEmpty()) {
                unversioned.add(tree(found));
            }
            if (isSystem(found.row())) {
                roots.add(found.root());
                if (found.row().isWhole()) {
                    wholeRoots.add(found.root());
                }
            }
        }
        Answers answers = new Answers(index);
        TreeEntries trees = new TreeEntries(index);
        for (Found found : all) {
            if (isWanted(found)) {
                BootEntry plain = trees.plain(found);
                entries.add(plain);
                addAnswers(answers, found, plain);
            }
        }
        entries.addAll(new SingleFiles(index, wholeRoots, entries).entries());
        List<BootEntry> menu = Ranking.sort(entries, wholeRoots);
        complete &= menu.size() <= MOST_ENTRIES;
        return new BootMenu(menu.subList(0, Math.min(menu.size(), MOST_ENTRIES)), complete);
    }

    private static boolean isSystem(TreeRow row) {
        return row.start() == Start.KERNEL || row.start() == Start.WIMBOOT;
    }

    /** A part of an installer's tree is no repository or seed of its own, nor is a second name of a suite or kernel another one. */
    private boolean isWanted(Found found) {
        if (isSecondName(found)) {
            return false;
        } else if (!isSystem(found.row())) {
            boolean part = wholeRoots.contains(found.root()) || isInWholeTree(found.root());
            return !part || (found.row().start() == Start.SEED && !isInWholeTree(found.root()));
        }
        return true;
    }

    private boolean isSecondName(Found found) {
        boolean moving = MOVING_SUITES.contains(suite(found)) && fixedSuites.contains(tree(found));
        return moving || (!version(found).isEmpty() && unversioned.contains(tree(found)));
    }

    private static String suite(Found found) {
        return found.names().getOrDefault("suite", "");
    }

    private static String version(Found found) {
        return found.names().getOrDefault("version", "");
    }

    private static String tree(Found found) {
        return found.row().id() + "\n" + found.root();
    }

    private boolean isInWholeTree(String directory) {
        return isBelow(directory, wholeRoots);
    }

    /** Tells whether a directory lies in one of these, and is none of them. */
    static boolean isBelow(String path, Set<String> directories) {
        for (String above = path; !above.isEmpty(); ) {
            above = TreeIndex.parent(above);
            if (directories.contains(above)) {
                return true;
            }
        }
        return false;
    }

    private void addAnswers(Answers answers, Found found, BootEntry plain) {
        if (found.row().answer().isEmpty()) {
            return;
        }
        String parent = TreeIndex.parent(found.root());
        boolean withParent = !roots.contains(parent) && !isInWholeTree(parent);
        int taken = 0;
        for (Answer answer : answers.of(found.root(), found.row().answer().get(), withParent)) {
            if (taken++ == Answers.MOST) {
                complete = false;
                return;
            }
            entries.add(TreeEntries.with(answer, plain));
        }
    }
}
