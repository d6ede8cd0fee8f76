package io.vmshare.netboot.recognise;

import io.vmshare.netboot.rows.PathPattern;
import io.vmshare.netboot.rows.Rows;
import io.vmshare.netboot.rows.TreeRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of a directory has to be looked at to recognise what it boots. A tree may begin at the directory asked about, at
 * its children and their children, and at the top of an image that lies in one of those. Pure.
 */
public final class Wanted {

    /** The most bytes of a small file that are worth reading. */
    public static final int MOST_BYTES = 64 * 1024;

    private static final int DEEPEST_ROOT = 2;
    private static final PathPattern LOADERS = PathPattern.of("efi/boot/{loader}");
    private static final Set<String> NEVER_ROOTS = Set.of(
            "pool", "packages", "rpms", "repodata", "isolinux", "syslinux", "lost+found", "node_modules", ".git");
    private static final List<PathPattern> PATTERNS = patterns(false);
    private static final List<PathPattern> ANY_CASE = patterns(true);

    private Wanted() {}

    private static List<PathPattern> patterns(boolean anyCase) {
        List<PathPattern> patterns = new ArrayList<>();
        for (TreeRow row : Rows.TREES) {
            if (row.isAnyCase() == anyCase) {
                patterns.addAll(row.paths());
            }
        }
        patterns.removeIf(pattern -> pattern.text().startsWith("{repository}"));
        if (anyCase) {
            patterns.add(LOADERS);
        } else {
            TreeTexts.NAMES.forEach(name -> patterns.add(PathPattern.of(name)));
        }
        return List.copyOf(patterns);
    }

    /**
     * Tells whether a directory is worth listing.
     *
     * @param directory its path as in {@link io.vmshare.netboot.TreeFiles}, with or without a slash at its end; the
     *     directory asked about is the empty text
     */
    public static boolean wants(String directory) {
        List<String> names = directory.isEmpty() ? List.of() : Arrays.asList(directory.split("/"));
        for (int i = 0; i < names.size() && i <= DEEPEST_ROOT; i++) {
            String name = names.get(i).toLowerCase(Locale.ROOT);
            if (name.endsWith(".iso") || name.endsWith(".zip")) {
                return isWanted(names.subList(i + 1, names.size()), name.endsWith(".zip") ? 1 : 0)
                        && areRoots(names.subList(0, i));
            }
        }
        return isWanted(names, DEEPEST_ROOT);
    }

    /**
     * Tells whether a file is to be read, up to {@link #MOST_BYTES}, for {@link io.vmshare.netboot.TreeFiles#texts}.
     *
     * @param file its path as in {@code TreeFiles}
     */
    public static boolean reads(String file) {
        for (String name : TreeTexts.NAMES) {
            if (file.equals(name)
                    || (file.endsWith("/" + name) && wants(file.substring(0, file.length() - name.length())))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWanted(List<String> names, int deepestRoot) {
        for (int root = 0; root <= Math.min(deepestRoot, names.size()); root++) {
            List<String> rest = names.subList(root, names.size());
            if (areRoots(names.subList(0, root)) && (rest.isEmpty() || leadsToSign(rest))) {
                return true;
            }
        }
        return false;
    }

    private static boolean areRoots(List<String> names) {
        return names.stream().noneMatch(name -> NEVER_ROOTS.contains(name.toLowerCase(Locale.ROOT)));
    }

    private static boolean leadsToSign(List<String> names) {
        List<String> lower =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return PATTERNS.stream().anyMatch(pattern -> leads(pattern, names))
                || ANY_CASE.stream().anyMatch(pattern -> leads(pattern, lower));
    }

    private static boolean leads(PathPattern pattern, List<String> names) {
        if (names.size() >= pattern.depth()) {
            return false;
        }
        for (int depth = 0; depth < names.size(); depth++) {
            if (!pattern.matchesAt(depth, names.get(depth))) {
                return false;
            }
        }
        return true;
    }
}
