package io.vmshare.listing.walk;

import io.vmshare.http.RequestRefused;
import io.vmshare.path.Name;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern that names are searched by: {@code *} stands for any characters, {@code ?} for one, {@code [a-z]} for one of
 * these and {@code [!a-z]} for one of all others; letter case does not count. A pattern without any of them is looked for
 * anywhere in a name. Nothing is escaped by a backslash: {@code [*]} is an asterisk. Immutable.
 */
public final class NameGlob {

    private static final int MOST_CHARACTERS = 255; // as many as a name can have

    private static final Part STAR = new Part(List.of(), false);

    private final List<Part> parts;

    private NameGlob(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Returns the pattern whose UTF-8 bytes are the characters of {@code bytes}.
     *
     * @throws RequestRefused with 400 if no name can match it
     */
    public static NameGlob parse(String bytes) {
        String text = Name.ofBytes(bytes).text();
        if (text.isEmpty() || text.length() > MOST_CHARACTERS || text.indexOf('/') >= 0) {
            throw new RequestRefused(
                    400, "find takes a pattern of names, such as *.iso, without a slash and up to 255 characters");
        }
        List<Part> parts = new ArrayList<>();
        boolean plain = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int end = c == '[' ? endOfSet(text, i) : -1;
            plain &= c != '*' && c != '?' && end < 0;
            if (c == '*') {
                parts.add(STAR);
            } else if (c == '?') {
                parts.add(Part.ANY);
            } else if (end > 0) {
                parts.add(Part.set(text.substring(i + 1, end)));
                i = end;
            } else {
                parts.add(Part.of(c));
            }
            i += end > 0 ? 1 : Character.charCount(c);
        }
        if (plain) {
            parts.add(0, STAR);
            parts.add(STAR);
        }
        return new NameGlob(List.copyOf(parts));
    }

    /** Returns where the set that begins at {@code start} ends, or -1 if it does not: then it is none. */
    private static int endOfSet(String text, int start) {
        int first = start + 1;
        if (first < text.length() && isNot(text.charAt(first))) {
            first++;
        }
        return text.indexOf(']', first + 1); // one that comes first is of the set
    }

    private static boolean isNot(char c) {
        return c == '!' || c == '^';
    }

    /** Returns whether {@code name} is one of those searched for. */
    public boolean matches(Name name) {
        return matches(name.text());
    }

    /** It goes back to the last star only, so that it takes no more steps than both are long, multiplied. */
    boolean matches(String text) {
        int at = 0;
        int part = 0;
        int star = -1;
        int starAt = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (part < parts.size() && parts.get(part) == STAR) {
                star = part++;
                starAt = at;
            } else if (part < parts.size() && parts.get(part).matches(c)) {
                part++;
                at += Character.charCount(c);
            } else if (star >= 0) {
                part = star + 1;
                starAt += Character.charCount(text.codePointAt(starAt));
                at = starAt;
            } else {
                return false;
            }
        }
        while (part < parts.size() && parts.get(part) == STAR) {
            part++;
        }
        return part == parts.size();
    }

    /** One character: first and last of each range, in pairs, and whether it is one of them or of all others. */
    private static final class Part {

        static final Part ANY = new Part(List.of(), true);

        private final List<Integer> bounds;
        private final boolean others;

        Part(List<Integer> bounds, boolean others) {
            this.bounds = bounds;
            this.others = others;
        }

        static Part of(int c) {
            return new Part(List.of(c, c), false);
        }

        static Part set(String text) {
            boolean others = isNot(text.charAt(0));
            int[] characters = text.codePoints().skip(others ? 1 : 0).toArray();
            List<Integer> bounds = new ArrayList<>();
            for (int i = 0; i < characters.length; i++) {
                bounds.add(characters[i]);
                if (i + 2 < characters.length && characters[i + 1] == '-') {
                    i += 2;
                }
                bounds.add(characters[i]);
            }
            return new Part(List.copyOf(bounds), others);
        }

        boolean matches(int c) {
            int upper = Character.toUpperCase(c);
            return others != (contains(c) || contains(upper) || contains(Character.toLowerCase(upper)));
        }

        private boolean contains(int c) {
            for (int i = 0; i < bounds.size(); i += 2) {
                if (c >= bounds.get(i) && c <= bounds.get(i + 1)) {
                    return true;
                }
            }
            return false;
        }
    }
}
