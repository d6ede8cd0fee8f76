package io.vmshare.netboot.recognise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a {@code .treeinfo} file says of its tree (productmd documentation, "Treeinfo 1.2", and the older form). Lines that
 * make no sense are passed over. Immutable.
 */
final class TreeInfo {

    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final int MOST_LINES = 4096;

    private final Map<String, String> values;

    private TreeInfo(Map<String, String> values) {
        this.values = values;
    }

    static TreeInfo parse(String text) {
        Map<String, String> values = new HashMap<>();
        String section = "";
        String read = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        for (String line : read.lines().limit(MOST_LINES).map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1);
            } else if (equals > 0 && line.charAt(0) != ';' && line.charAt(0) != '#') {
                String key = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                values.putIfAbsent(
                        section + "/" + key, line.substring(equals + 1).strip());
            }
        }
        return new TreeInfo(values);
    }

    private String first(String... keys) {
        for (String key : keys) {
            String value = values.getOrDefault(key, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** Returns name and version; empty if none is told. */
    String product() {
        String name = first("release/name", "general/family", "product/name");
        String version = first("release/version", "general/version", "product/version");
        return name.isEmpty() ? "" : (name + " " + version).strip();
    }

    String architecture() {
        return first("tree/arch", "general/arch");
    }

    /** Returns the kernel's path within the tree; empty if none is told. */
    String kernel() {
        return first("images-" + architecture() + "/kernel");
    }

    /** Returns the initrd's path within the tree; empty if none is told. */
    String initrd() {
        return first("images-" + architecture() + "/initrd");
    }

    /** Returns the path of the installer's own image within the tree; empty if none is told. */
    String stage2() {
        return first("stage2/mainimage");
    }

    /** Returns the paths of the repositories within the tree, as they are written. */
    List<String> repositories() {
        List<String> repositories = new ArrayList<>();
        values.forEach((key, value) -> {
            if (key.endsWith("/repository") && (key.startsWith("variant-") || key.startsWith("general/"))) {
                repositories.add(value);
            }
        });
        return repositories;
    }
}
