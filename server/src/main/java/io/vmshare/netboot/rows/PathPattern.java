package io.vmshare.netboot.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path relative to a tree's root in which names in braces stand for what varies, such as
 * <code>debian-installer/{arch}/linux</code>. What they stand for needs no encoding in a URL: <code>{arch}</code> is a
 * spelling of an architecture, <code>{tail}</code> and <code>{version}</code> are empty or begin with a hyphen, any other is a word. A name that
 * comes twice stands for the same text. Immutable.
 */
public final class PathPattern {

    /** How architectures are spelled in names. */
    public static final List<String> ARCHITECTURES =
            List.of("x86_64", "amd64", "aarch64", "arm64", "i386", "i486", "i586", "i686", "x86", "amd", "a64", "386");

    private static final int LONGEST = 255; // names on disk are no longer

    private final String text;
    private final List<List<Part>> segments;

    private record Part(boolean varies, String text) {}

    /** Where a pattern ended: the path before it, and what its names stand for. */
    public record Match(String root, Map<String, String> names) {}

    private PathPattern(String text, List<List<Part>> segments) {
        this.text = text;
        this.segments = segments;
    }

    /** Reads a pattern; one with a slash at its end is of a directory. */
    public static PathPattern of(String text) {
        List<List<Part>> segments = new ArrayList<>();
        for (String segment : text.split("/", 0)) {
            segments.add(parts(segment));
        }
        return new PathPattern(text, List.copyOf(segments));
    }

    private static List<Part> parts(String segment) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < segment.length()) {
            boolean varies = segment.charAt(at) == '{';
            int end = segment.indexOf(varies ? '}' : '{', at);
            end = end < 0 ? segment.length() : end;
            parts.add(new Part(varies, segment.substring(varies ? at + 1 : at, end)));
            at = varies ? end + 1 : end;
        }
        return List.copyOf(parts);
    }

    /** Returns the pattern as it is written in the table. */
    public String text() {
        return text;
    }

    /** Returns the number of names in it. */
    public int depth() {
        return segments.size();
    }

    /** Returns the last name if it does not vary. */
    public Optional<String> lastName() {
        List<Part> last = segments.get(segments.size() - 1);
        return last.size() == 1 && !last.get(0).varies()
                ? Optional.of(last.get(0).text())
                : Optional.empty();
    }

    /** Returns the path that this is when its names stand for these texts. */
    public String fill(Map<String, String> names) {
        return fill(text, names);
    }

    /** Replaces the names that are known; others stay as they are. */
    public static String fill(String template, Map<String, String> names) {
        String filled = template;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }

    /** Matches the end of a file's path; what is before it is a tree's root: empty, or with a slash at its end. */
    public Optional<Match> matchEnd(String path) {
        Map<String, String> names = new HashMap<>();
        int end = path.length();
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (end < 0) {
                return Optional.empty();
            }
            int start = path.lastIndexOf('/', end - 1) + 1;
            if (end - start > LONGEST || !matches(segments.get(i), 0, path.substring(start, end), 0, names)) {
                return Optional.empty();
            }
            end = start - 1;
        }
        return Optional.of(new Match(path.substring(0, end + 1), names));
    }

    /** Tells whether a name can stand at a depth of this pattern, counted from 0. */
    public boolean matchesAt(int depth, String name) {
        List<Part> parts = segments.get(depth);
        boolean literal = parts.size() == 1 && !parts.get(0).varies();
        return literal
                ? parts.get(0).text().equals(name)
                : name.length() <= LONGEST && matches(parts, 0, name, 0, new HashMap<>());
    }

    private static boolean matches(List<Part> parts, int index, String name, int at, Map<String, String> names) {
        if (index == parts.size()) {
            return at == name.length();
        }
        Part part = parts.get(index);
        if (!part.varies()) {
            return name.startsWith(part.text(), at)
                    && matches(parts, index + 1, name, at + part.text().length(), names);
        }
        for (int end : ends(parts, index, name, at)) {
            String value = name.substring(at, end);
            String known = names.get(part.text());
            if (known != null ? known.equals(value) : isValue(part.text(), value)) {
                Map<String, String> tried = new HashMap<>(names);
                tried.put(part.text(), value);
                if (matches(parts, index + 1, name, end, tried)) {
                    names.putAll(tried);
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns where the text may end that a name stands for: before what follows it. */
    private static List<Integer> ends(List<Part> parts, int index, String name, int at) {
        if (index + 1 == parts.size()) {
            return List.of(name.length());
        }
        List<Integer> ends = new ArrayList<>();
        String next = parts.get(index + 1).text();
        for (int i = name.indexOf(next, at); i >= 0; i = name.indexOf(next, i + 1)) {
            ends.add(i);
        }
        return ends;
    }

    private static boolean isValue(String name, String value) {
        return switch (name) {
            case "arch" -> ARCHITECTURES.contains(value);
            case "tail", "version" -> value.isEmpty() || (value.charAt(0) == '-' && isWord(value));
            default -> isWord(value);
        };
    }

    /** Tells whether a text is letters, digits and marks that stand for themselves in URLs, menus and shells. */
    public static boolean isWord(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "._+-".indexOf(c) < 0) {
                return false;
            }
        }
        return !value.isEmpty() && !value.equals(".") && !value.equals("..");
    }
}
