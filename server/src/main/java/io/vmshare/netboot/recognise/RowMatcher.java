package io.vmshare.netboot.recognise;

import io.vmshare.netboot.BootEntry.Start;
import io.vmshare.netboot.rows.PathPattern;
import io.vmshare.netboot.rows.Rows;
import io.vmshare.netboot.rows.TreeRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the rows that fit, by the path that each is anchored at: that gives the tree's root and what the names in its
 * patterns stand for, and every other path of the row is looked up. So the cost grows with the number of paths and not
 * with the number of directories that might be trees. For one use.
 */
final class RowMatcher {

    private static final List<TreeRow> VARYING =
            Rows.TREES.stream().filter(row -> row.anchor().lastName().isEmpty()).toList();

    private final TreeIndex index;
    private final Map<String, List<TreeRow>> byName = new HashMap<>();
    private final List<Found> found = new ArrayList<>();
    private final Set<String> claimed = new HashSet<>();

    /**
     * A tree that fits a row.
     *
     * @param root the tree's path: empty, or with a slash at its end
     * @param names what the names in the row's patterns stand for
     * @param file the path by which it was found, as it is on disk
     */
    record Found(TreeRow row, String root, Map<String, String> names, String file) {}

    private RowMatcher(TreeIndex index) {
        this.index = index;
        for (TreeRow named : Rows.TREES) {
            named.anchor().lastName().ifPresent(name -> byName.computeIfAbsent(name, RowMatcher::rowsFor));
        }
    }

    /** Returns the rows whose first sign may have a name, in the order of the table. */
    private static List<TreeRow> rowsFor(String name) {
        return Rows.TREES.stream()
                .filter(row -> row.anchor().lastName().map(name::equals).orElse(true))
                .toList();
    }

    static List<Found> match(TreeIndex index) {
        RowMatcher matcher = new RowMatcher(index);
        for (String path : index.paths()) {
            if (!path.endsWith("/")) {
                matcher.tryAll(path);
            }
        }
        matcher.tryTreeInfos();
        return matcher.found;
    }

    /** Fits the trees that name a kernel of their own and the image that Anaconda runs from. */
    private void tryTreeInfos() {
        for (String path : index.paths()) {
            if (path.endsWith("/.treeinfo") || path.equals(".treeinfo")) {
                String root = TreeIndex.parent(path);
                index.texts(root)
                        .treeInfo()
                        .filter(info -> !info.stage2().isEmpty())
                        .ifPresent(info -> {
                            if (TreeTexts.isPlainPath(info.kernel()) && TreeTexts.isPlainPath(info.initrd())) {
                                for (TreeRow row : Rows.anaconda(info.kernel(), info.initrd())) {
                                    if (index.has(root + info.kernel())) {
                                        tryRow(row, root + info.kernel());
                                    }
                                }
                            }
                        });
            }
        }
    }

    private void tryAll(String path) {
        String name = TreeIndex.name(path);
        String lower = name.toLowerCase(Locale.ROOT);
        for (TreeRow row : byName.getOrDefault(name, VARYING)) {
            if (!row.isAnyCase()) {
                tryRow(row, path);
            }
        }
        for (TreeRow row : byName.getOrDefault(lower, List.of())) {
            if (row.isAnyCase()) {
                tryRow(row, path);
            }
        }
    }

    private void tryRow(TreeRow row, String path) {
        Optional<PathPattern.Match> match =
                row.anchor().matchEnd(row.isAnyCase() ? path.toLowerCase(Locale.ROOT) : path);
        if (match.isEmpty()) {
            return;
        }
        String root = path;
        for (int i = 0; i < row.anchor().depth(); i++) {
            root = TreeIndex.parent(root);
        }
        Map<String, String> names = match.get().names();
        if (isComplete(row, root, names) && claimed.add(claim(row, root, names, path))) {
            found.add(new Found(row, root, names, path));
        }
    }

    /** A kernel is of one row only; a repository is named once. */
    private static String claim(TreeRow row, String root, Map<String, String> names, String path) {
        return row.start() == Start.KERNEL ? path : row.id() + "\n" + root + "\n" + names.getOrDefault("suite", "");
    }

    private boolean isComplete(TreeRow row, String root, Map<String, String> names) {
        for (PathPattern stranger : row.strangers()) {
            if (has(row, root, stranger, names)) {
                return false;
            }
        }
        for (TreeRow.Named extra : row.extras()) {
            if (!extra.optional() && !has(row, root, extra.pattern(), names)) {
                return false;
            }
        }
        return hasOneOfEach(row, row.initrds(), root, names) && hasOneOfEach(row, row.signs(), root, names);
    }

    private boolean hasOneOfEach(TreeRow row, List<List<PathPattern>> groups, String root, Map<String, String> names) {
        for (List<PathPattern> group : groups) {
            boolean one = false;
            for (PathPattern pattern : group) {
                one |= has(row, root, pattern, names);
            }
            if (!one) {
                return false;
            }
        }
        return true;
    }

    private boolean has(TreeRow row, String root, PathPattern pattern, Map<String, String> names) {
        String path = root + pattern.fill(names);
        if (!path.contains("{repository}")) {
            return !index.find(path, row.isAnyCase()).isEmpty();
        }
        for (String repository : index.texts(root).repositories()) {
            if (index.has(path.replace("{repository}", repository))) {
                return true;
            }
        }
        return false;
    }
}
