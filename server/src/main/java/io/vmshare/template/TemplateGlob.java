package io.vmshare.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of paths; see {@link TemplateOptions}. Matching takes at most as many steps as pattern times path has
 * characters, whatever they are. Pure, immutable.
 */
final class TemplateGlob {

    private static final String ANY_DIRECTORIES = "**";

    private final List<String> parts;
    private final boolean lastNameOnly;

    private TemplateGlob(List<String> parts, boolean lastNameOnly) {
        this.parts = parts;
        this.lastNameOnly = lastNameOnly;
    }

    /**
     * Returns the glob that {@code text} is.
     *
     * @throws IllegalArgumentException if no path of a file can match it
     */
    static TemplateGlob parse(String text) {
        String path = text.startsWith("/") ? text.substring(1) : text;
        List<String> parts = List.of(path.split("/", -1));
        for (String part : parts) {
            if (part.isEmpty()) {
                String why = path.isEmpty() ? "matches nothing" : "has an empty name; name files, as in dir/*.ks";
                throw new IllegalArgumentException("glob '" + text + "' " + why);
            }
            if (part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("glob '" + text + "' has a name that no file has");
            }
        }
        if (parts.get(parts.size() - 1).equals(ANY_DIRECTORIES)) {
            List<String> files = new ArrayList<>(parts); // all files below, as dir/** is read everywhere
            files.add("*");
            parts = List.copyOf(files);
        }
        return new TemplateGlob(parts, text.indexOf('/') < 0);
    }

    /** Returns whether a file's path matches, given as its names from the share's root down. */
    boolean matches(List<String> names) {
        if (names.isEmpty()) {
            return false;
        }
        return matchesAll(lastNameOnly ? names.subList(names.size() - 1, names.size()) : names);
    }

    /** Takes as few directories as possible for the last {@code **}, then one more each time the rest does not fit. */
    private boolean matchesAll(List<String> names) {
        int part = 0;
        int name = 0;
        int partAfterAny = -1;
        int nameAfterAny = -1;
        while (name < names.size()) {
            if (part < parts.size() && parts.get(part).equals(ANY_DIRECTORIES)) {
                partAfterAny = ++part;
                nameAfterAny = name;
            } else if (part < parts.size() && matchesName(parts.get(part), names.get(name))) {
                part++;
                name++;
            } else if (partAfterAny >= 0) {
                part = partAfterAny;
                name = ++nameAfterAny;
            } else {
                return false;
            }
        }
        return part == parts.size();
    }

    /** Does the same with characters. */
    private static boolean matchesName(String pattern, String name) {
        int[] signs = pattern.codePoints().toArray();
        int[] letters = name.codePoints().toArray();
        int sign = 0;
        int letter = 0;
        int signAfterStar = -1;
        int letterAfterStar = -1;
        while (letter < letters.length) {
            if (sign < signs.length && signs[sign] == '*') {
                signAfterStar = ++sign;
                letterAfterStar = letter;
            } else if (sign < signs.length && (signs[sign] == '?' || signs[sign] == letters[letter])) {
                sign++;
                letter++;
            } else if (signAfterStar >= 0) {
                sign = signAfterStar;
                letter = ++letterAfterStar;
            } else {
                return false;
            }
        }
        while (sign < signs.length && signs[sign] == '*') {
            sign++;
        }
        return sign == signs.length;
    }
}
