package io.vmshare.netboot.recognise;

import io.vmshare.netboot.rows.PathPattern;
import io.vmshare.netboot.rows.Rows;
import io.vmshare.netboot.rows.TreeRow;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a directory has to be looked at to recognise what it boots. A tree may begin at the directory asked about, at
 * its children and their children, and at the top of an image that lies in one of those. Pure.
 */
public final class Wanted {

    /** The most bytes of a small file that are worth reading. */
    public static final int MOST_BYTES = 64 * 1024;

    private static final int DEEPEST_ROOT = 2;
    private static final String LOADERS = "efi/boot/{loader}";
    private static final Set<String> NEVER_ROOTS = Set.of(
            "pool", "packages", "rpms", "repodata", "isolinux", "syslinux", "lost+found", "node_modules", ".git");
    private static final Map<Integer, List<PathPattern>> DIRECTORIES = directories(false);
    private static final Map<Integer, List<PathPattern>> ANY_CASE = directories(true);

    private Wanted() {}

    /** Returns the directories in which rows have files, by how many names they have. */
    private static Map<Integer, List<PathPattern>> directories(boolean anyCase) {
        Set<String> texts = new TreeSet<>(anyCase ? Set.of() : Set.copyOf(TreeTexts.NAMES));
        if (anyCase) {
            texts.add(LOADERS);
        }
        for (TreeRow row : Rows.TREES) {
            if (row.isAnyCase() == anyCase) {
                row.paths().forEach(path -> texts.add(path.text()));
            }
        }
        Map<Integer, Set<String>> byDepth = new TreeMap<>();
        for (String text : texts) {
            String below = text.startsWith("{repository}") ? "" : text;
            for (int end = below.indexOf('/'); end > 0; end = below.indexOf('/', end + 1)) {
                String directory = below.substring(0, end);
                int depth = directory.split("/").length;
                if (end + 1 < below.length()) {
                    byDepth.computeIfAbsent(depth, key -> new TreeSet<>()).add(directory);
                }
            }
        }
        Map<Integer, List<PathPattern>> patterns = new TreeMap<>();
        byDepth.forEach((depth, directories) ->
                patterns.put(depth, directories.stream().map(PathPattern::of).toList()));
        return patterns;
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
        return isOneOf(DIRECTORIES, names, false) || isOneOf(ANY_CASE, names, true);
    }

    private static boolean isOneOf(Map<Integer, List<PathPattern>> directories, List<String> names, boolean lower) {
        for (PathPattern pattern : directories.getOrDefault(names.size(), List.of())) {
            int depth = 0;
            while (depth < names.size()
                    && pattern.matchesAt(depth, lower ? names.get(depth).toLowerCase(Locale.ROOT) : names.get(depth))) {
                depth++;
            }
            if (depth == names.size()) {
                return true;
            }
        }
        return false;
    }
}
