package io.vmshare.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An entity tag (RFC 9110 §8.8.3). Immutable.
 *
 * @param opaque what stands between the quotes: no quote, no space, no control character; one {@code char} per byte
 * @param weak whether the tag only promises equivalence
 */
public record EntityTag(String opaque, boolean weak) {

    private static final String WEAK = "W/";

    /**
     * Creates a tag.
     *
     * @throws IllegalArgumentException if {@code opaque} holds a character that no entity tag may hold
     */
    public EntityTag {
        for (int i = 0; i < opaque.length(); i++) {
            if (!isOpaque(opaque.charAt(i))) {
                throw new IllegalArgumentException("not an entity tag: " + opaque);
            }
        }
    }

    /** Returns the strong tag of {@code opaque}. */
    public static EntityTag strong(String opaque) {
        return new EntityTag(opaque, false);
    }

    /** Returns the tag that {@code text} is, or empty when it is anything else. */
    public static Optional<EntityTag> parse(String text) {
        return endOfTag(text, 0) == text.length() ? Optional.of(between(text, 0, text.length())) : Optional.empty();
    }

    /**
     * Returns the tags of a comma-separated list, whose empty elements are skipped (RFC 9110 §5.6.1.2). A list with a
     * malformed element has none, so that it matches nothing.
     */
    static List<EntityTag> parseList(String text) {
        List<EntityTag> tags = new ArrayList<>();
        int at = skip(text, 0, " \t,");
        while (at < text.length()) {
            int end = endOfTag(text, at);
            if (end < 0) {
                return List.of();
            }
            tags.add(between(text, at, end));
            int separator = skip(text, end, " \t");
            if (separator < text.length() && text.charAt(separator) != ',') {
                return List.of();
            }
            at = skip(text, separator, " \t,");
        }
        return tags;
    }

    /** Returns the tag as it stands in a field: {@code "x"} or {@code W/"x"}. */
    public String render() {
        return (weak ? WEAK : "") + '"' + opaque + '"';
    }

    /** Returns whether both tags are strong and the same (RFC 9110 §8.8.3.2). */
    public boolean stronglyEquals(EntityTag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    /** Returns whether the tags are the same, weak or not (RFC 9110 §8.8.3.2). */
    public boolean weaklyEquals(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /** Returns the position after the tag that begins at {@code start}, or -1 when none does. */
    private static int endOfTag(String text, int start) {
        int quote = text.startsWith(WEAK, start) ? start + WEAK.length() : start;
        if (quote >= text.length() || text.charAt(quote) != '"') {
            return -1;
        }
        int at = quote + 1;
        while (at < text.length() && isOpaque(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == '"' ? at + 1 : -1;
    }

    private static EntityTag between(String text, int start, int end) {
        boolean weak = text.startsWith(WEAK, start);
        int quote = weak ? start + WEAK.length() : start;
        return new EntityTag(text.substring(quote + 1, end - 1), weak);
    }

    private static int skip(String text, int start, String skipped) {
        int at = start;
        while (at < text.length() && skipped.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** The rule {@code etagc}: visible ASCII without the quote, and {@code obs-text}. */
    private static boolean isOpaque(char c) {
        return c == '!' || (c >= '#' && c <= '~') || (c >= 0x80 && c <= 0xFF);
    }
}
