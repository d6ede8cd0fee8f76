package io.vmshare.cli.boot;

import io.vmshare.cli.host.NativePaths;
import io.vmshare.netboot.BootEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * The URLs of what a menu names, for one network. Immutable.
 *
 * @param base the URL of the share's root, with a slash at its end
 */
record MenuUrls(String base) {

    /** How a menu names the share's root itself where an empty path would mean nothing. */
    private static final String HERE = "./";

    /** Returns the URL of {@code path}, of which all but unreserved characters are encoded. */
    String of(String path) {
        StringBuilder url = new StringBuilder(base);
        int from = path.startsWith(HERE) ? HERE.length() : 0;
        for (int slash = path.indexOf('/', from); slash >= 0; slash = path.indexOf('/', from)) {
            url.append(NativePaths.urlSegment(path.substring(from, slash))).append('/');
            from = slash + 1;
        }
        return url.append(NativePaths.urlSegment(path.substring(from))).toString();
    }

    /** Returns the URL of the menu for iPXE. */
    String menu() {
        return base + "?boot=ipxe";
    }

    /** Returns the entry's arguments with its URLs filled in. */
    List<String> arguments(BootEntry entry) {
        String tree = of(entry.tree());
        tree = tree.endsWith("/") ? tree.substring(0, tree.length() - 1) : tree;
        int host = tree.indexOf("://") + 3;
        int slash = tree.indexOf('/', host);
        int path = slash < 0 ? tree.length() : slash;
        List<String> filled = new ArrayList<>();
        for (String argument : entry.arguments()) {
            filled.add(argument.replace("{tree}", tree)
                    .replace("{host}", tree.substring(host, path))
                    .replace("{path}", tree.substring(path))
                    .replace("{image}", of(entry.image()))
                    .replace("{answer}", of(entry.answer())));
        }
        return filled;
    }
}
