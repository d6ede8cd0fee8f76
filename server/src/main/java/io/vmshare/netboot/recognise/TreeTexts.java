package io.vmshare.netboot.recognise;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.rows.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the small files of a tree say of it: product, architecture, repositories. They are not trusted. Immutable. */
final class TreeTexts {

    /** The files that are read, from a tree's root. */
    static final List<String> NAMES = List.of(".treeinfo", "treeinfo", ".disk/info", "media.1/products");

    private static final int LONGEST = 60;
    private static final int MOST_CHARACTERS = 1024;

    private final Optional<TreeInfo> treeInfo;
    private final String discInfo;
    private final String products;

    private TreeTexts(Optional<TreeInfo> treeInfo, String discInfo, String products) {
        this.treeInfo = treeInfo;
        this.discInfo = discInfo;
        this.products = products;
    }

    static TreeTexts of(Map<String, String> texts, String root) {
        String treeInfo = texts.getOrDefault(root + ".treeinfo", texts.getOrDefault(root + "treeinfo", ""));
        return new TreeTexts(
                treeInfo.isEmpty() ? Optional.empty() : Optional.of(TreeInfo.parse(treeInfo)),
                firstLine(texts.getOrDefault(root + ".disk/info", "")),
                firstLine(texts.getOrDefault(root + "media.1/products", "")));
    }

    private static String firstLine(String text) {
        String beginning = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        return beginning.lines().findFirst().orElse("");
    }

    /** Returns name and version as a menu may show them; empty if none is told. */
    String product() {
        String told = treeInfo.map(TreeInfo::product).orElse("");
        if (told.isEmpty() && !discInfo.isEmpty()) {
            int end = discInfo.indexOf(" - ");
            told = end < 0 ? discInfo : discInfo.substring(0, end);
        }
        if (told.isEmpty()) {
            told = products.startsWith("/ ") ? products.substring(2) : products;
        }
        return plain(told, LONGEST);
    }

    Architecture architecture() {
        Architecture told = Architecture.in(treeInfo.map(TreeInfo::architecture).orElse(""));
        return told == Architecture.UNKNOWN ? Architecture.in(discInfo) : told;
    }

    Optional<TreeInfo> treeInfo() {
        return treeInfo;
    }

    /** Returns the repositories' paths, those that are plain ones. */
    List<String> repositories() {
        List<String> paths = new ArrayList<>();
        for (String path : treeInfo.map(TreeInfo::repositories).orElse(List.of())) {
            if (isPlainPath(path)) {
                paths.add(path);
            }
        }
        return paths;
    }

    /** Tells whether a path leads downwards by names that need no encoding. */
    static boolean isPlainPath(String path) {
        for (String name : path.split("/", -1)) {
            if (!PathPattern.isWord(name)) {
                return false;
            }
        }
        return true;
    }

    /** Returns what of a text is harmless in a menu, a script and a terminal, with single spaces, cut at a length. */
    static String plain(String text, int longest) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length() && plain.length() < longest; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (letter || "._+-/,:()".indexOf(c) >= 0) {
                plain.append(c);
            } else if (c == ' ' && !plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(c);
            }
        }
        return plain.toString().strip();
    }
}
