package io.vmshare.netboot.menu;

import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Start;
import io.vmshare.path.Name;
import java.util.ArrayList;
import java.util.List;

/**
 * The URLs of what a menu names, for one caller. They are percent-encoded but for unreserved characters, so that no name
 * means anything to a script. Immutable.
 *
 * @param place the absolute URL of the directory asked about, with a slash at its end
 * @param extra what is added to the command line of each kernel
 */
record EntryUrls(String place, ExtraWords extra) {

    /** What no word of a command line is made of: quotes, and what begins a variable, a comment or another command. */
    private static final String NO_WORD = "\"'`\\$<>|";

    private static final String UP = "../";

    /** Returns the encoded path, relative to {@link #place}; it never looks like an option. */
    String relative(String path) {
        String encoded = encode(path);
        return encoded.startsWith("-") ? "./" + encoded : encoded;
    }

    /** Returns the absolute URL of {@code path}; {@code ./} is the directory itself, and {@code ../} leads up. */
    String absolute(String path) {
        String base = place;
        String rest = path.equals("./") ? "" : path;
        while (rest.startsWith(UP)) {
            base = base.substring(0, base.lastIndexOf('/', base.length() - 2) + 1);
            rest = rest.substring(UP.length());
        }
        return base + encode(rest);
    }

    /** Returns the arguments with their URLs filled in, for people and tools. */
    List<String> arguments(BootEntry entry) {
        String tree = withoutSlash(absolute(entry.tree()));
        int host = tree.indexOf("://") + 3;
        int path = tree.indexOf('/', host);
        path = path < 0 ? tree.length() : path;
        List<String> filled = new ArrayList<>();
        for (String argument : entry.arguments()) {
            filled.add(argument.replace("{tree}", tree)
                    .replace("{host}", tree.substring(host, path))
                    .replace("{path}", tree.substring(path))
                    .replace("{image}", absolute(entry.image()))
                    .replace("{answer}", absolute(entry.answer())));
        }
        if (entry.start() == Start.KERNEL) {
            filled.addAll(extra.words());
        }
        return filled;
    }

    /** Returns the query that asks for a menu in this format, with the same words. */
    String menu(String format) {
        return "?boot=" + format + extra.query();
    }

    /**
     * Returns the arguments as words of a command line: visible ASCII without quotes, variables and what separates
     * commands or begins a comment in a script of iPXE, which has no quoting.
     */
    List<String> words(BootEntry entry) {
        List<String> words = new ArrayList<>();
        for (String argument : arguments(entry)) {
            StringBuilder word = new StringBuilder();
            for (int i = 0; i < argument.length(); i++) {
                char c = argument.charAt(i);
                if (c > ' ' && c <= '~' && NO_WORD.indexOf(c) < 0) {
                    word.append(c);
                }
            }
            if (!word.isEmpty() && word.charAt(0) != '#' && !word.toString().equals("&&")) {
                words.add(word.toString());
            }
        }
        return words;
    }

    /** Returns what of {@code text} any menu can show: letters, digits, a few marks, single spaces, no options. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean begins = plain.isEmpty() || plain.charAt(plain.length() - 1) == ' ';
            if (letter || "._+/,:()".indexOf(c) >= 0 || (c == '-' && !begins)) {
                plain.append(c);
            } else if (!begins) {
                plain.append(' ');
            }
        }
        return plain.toString().strip();
    }

    static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String encode(String path) {
        StringBuilder encoded = new StringBuilder();
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            encoded.append(Name.ofText(path.substring(from, slash)).encoded()).append('/');
            from = slash + 1;
        }
        return encoded.append(Name.ofText(path.substring(from)).encoded()).toString();
    }
}
