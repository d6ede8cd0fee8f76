package io.vmshare.netboot.recognise;

import io.vmshare.netboot.TreeFiles;
import io.vmshare.netboot.rows.PathPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The paths that are looked at, for questions about one of them. Built once, then only read. */
final class TreeIndex {

    private static final int LONGEST = 4096;
    private static final int DEEPEST = 32;
    private static final Set<String> NO_COMPONENTS = Set.of("by-hash", "i18n", "source", "dep11", "pool");
    private static final int MOST_COMPONENTS = 8;

    private final TreeSet<String> paths = new TreeSet<>();
    private final Map<String, String> anyCase = new HashMap<>();
    private final Map<String, List<String>> discs = new HashMap<>();
    private final Map<String, String> texts;
    private final String holder;

    TreeIndex(TreeFiles files) {
        texts = files.texts();
        holder = files.image();
        for (String path : files.paths()) {
            if (isSane(path)) {
                paths.add(path);
                anyCase.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
                if (isDisc(path)) {
                    discs.computeIfAbsent(parent(path), directory -> new ArrayList<>())
                            .add(path);
                }
            }
        }
    }

    /** A name that would break a line is no name of anything that boots. */
    private static boolean isSane(String path) {
        if (path.isEmpty() || path.length() > LONGEST) {
            return false;
        }
        int depth = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            depth += c == '/' ? 1 : 0;
            if (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) {
                return false;
            }
        }
        return depth <= DEEPEST;
    }

    SortedSet<String> paths() {
        return paths;
    }

    TreeTexts texts(String root) {
        return TreeTexts.of(texts, root);
    }

    /** Returns the path as it is written on disk; empty if it is not there. */
    String find(String path, boolean inAnyCase) {
        if (path.endsWith("/")) {
            String next = paths.ceiling(path);
            return next != null && next.startsWith(path) ? path : "";
        }
        return paths.contains(path) ? path : inAnyCase ? anyCase.getOrDefault(path.toLowerCase(Locale.ROOT), "") : "";
    }

    boolean has(String path) {
        return !find(path, false).isEmpty();
    }

    /** Returns the only disc image in a directory; empty if there is none, or more than one. */
    String onlyDisc(String directory) {
        List<String> there = discs.getOrDefault(directory, List.of());
        return there.size() == 1 ? there.get(0) : "";
    }

    /** Returns the components of an apt suite: the directories in its own; {@code main} if none is seen. */
    List<String> components(String suite) {
        List<String> components = new ArrayList<>();
        String next = paths.higher(suite);
        while (next != null && next.startsWith(suite) && components.size() < MOST_COMPONENTS) {
            int end = next.indexOf('/', suite.length());
            String name = end < 0 ? "" : next.substring(suite.length(), end);
            if (PathPattern.isWord(name) && !NO_COMPONENTS.contains(name)) {
                components.add(name);
            }
            next = paths.ceiling(end < 0 ? next + "\0" : next.substring(0, end) + "0"); // '0' comes after '/'
        }
        return components.isEmpty() ? List.of("main") : components;
    }

    /** Tells whether a path is a disc image by its name. */
    static boolean isDisc(String path) {
        return path.regionMatches(true, path.length() - 4, ".iso", 0, 4);
    }

    /** Returns the image that holds a tree; empty if none does. */
    String imageOf(String root) {
        for (int end = root.lastIndexOf('/'); end > 0; end = root.lastIndexOf('/', end - 1)) {
            String image = root.substring(0, end);
            if (paths.contains(image)) {
                return image;
            }
        }
        return holder;
    }

    /** Returns the directory that holds a file, or that a directory lies in; empty for the one asked about. */
    static String parent(String path) {
        int end = path.endsWith("/") ? path.length() - 2 : path.length() - 1;
        return end < 0 ? "" : path.substring(0, path.lastIndexOf('/', end) + 1);
    }

    /** Returns a path's last name, without a slash. */
    static String name(String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return bare.substring(bare.lastIndexOf('/') + 1);
    }
}
