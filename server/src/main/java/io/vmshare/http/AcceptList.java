package io.vmshare.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code Accept} field wants (RFC 9110 §12.5.1). Malformed elements are ignored, and a field without any other
 * counts as absent: everything is accepted. Immutable.
 */
public final class AcceptList {

    private static final AcceptList ANYTHING = new AcceptList(List.of(new MediaRange("*/*", false, 1)));

    private final List<MediaRange> ranges;

    private AcceptList(List<MediaRange> ranges) {
        this.ranges = ranges;
    }

    /** Returns what {@code field} wants; null is a request without the field. */
    public static AcceptList of(@Nullable String field) {
        if (field == null) {
            return ANYTHING;
        }
        List<MediaRange> ranges = new ArrayList<>();
        for (String element : split(field, ',')) {
            MediaRange range = MediaRange.parse(element);
            if (range != null) {
                ranges.add(range);
            }
        }
        return ranges.isEmpty() ? ANYTHING : new AcceptList(List.copyOf(ranges));
    }

    /**
     * Returns whether the field names {@code type} itself and wants it; a range such as {@code text/*} names nothing.
     *
     * @param type a media type without parameters
     */
    public boolean names(String type) {
        return best(type) > 0;
    }

    /**
     * Returns the quality of {@code type}, 0 (refused) to 1, by the most specific range that matches it. A range with
     * parameters is taken for the type itself when the field does not name that without.
     *
     * @param type a media type without parameters
     */
    public double quality(String type) {
        double exact = best(type);
        if (exact >= 0) {
            return exact;
        }
        double family = best(type.substring(0, type.indexOf('/') + 1) + '*');
        return family >= 0 ? family : Math.max(best("*/*"), 0);
    }

    /** Returns the best quality of the elements that are {@code range}, or -1 when there is none. */
    private double best(String range) {
        String wanted = range.toLowerCase(Locale.ROOT);
        double plain = -1;
        double withParameters = -1;
        for (MediaRange candidate : ranges) {
            if (!candidate.range().equals(wanted)) {
                continue;
            }
            if (candidate.hasParameters()) {
                withParameters = Math.max(withParameters, candidate.quality());
            } else {
                plain = Math.max(plain, candidate.quality());
            }
        }
        return plain >= 0 ? plain : withParameters;
    }

    /** Returns the parts between the separators that stand outside quoted strings (RFC 9110 §5.6.4), trimmed. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(Tokens.trim(text.substring(start, i)));
                start = i + 1;
            }
        }
        parts.add(Tokens.trim(text.substring(start)));
        return parts;
    }

    /**
     * One element of the field.
     *
     * @param range type and subtype in lower case, either of them perhaps {@code *}
     * @param hasParameters whether it has parameters other than its weight
     * @param quality its weight, 0 to 1
     */
    private record MediaRange(String range, boolean hasParameters, double quality) {

        static @Nullable MediaRange parse(String element) {
            List<String> parts = split(element, ';');
            // Java's URLConnection has always sent a bare "*" and "q=.2".
            String range = parts.get(0).equals("*") ? "*/*" : parts.get(0).toLowerCase(Locale.ROOT);
            if (!isMediaRange(range)) {
                return null;
            }
            boolean hasParameters = false;
            double quality = 1;
            for (String part : parts.subList(1, parts.size())) {
                if (part.regionMatches(true, 0, "q=", 0, 2)) {
                    quality = parseQuality(part.substring(2));
                } else {
                    hasParameters |= !part.isEmpty();
                }
            }
            return quality < 0 ? null : new MediaRange(range, hasParameters, quality);
        }

        private static boolean isMediaRange(String range) {
            int slash = range.indexOf('/');
            return slash > 0
                    && Tokens.isToken(range.substring(0, slash))
                    && Tokens.isToken(range.substring(slash + 1))
                    && (range.charAt(0) != '*' || range.equals("*/*"));
        }

        /** Returns the number 0 to 1, or -1 when {@code text} is none (RFC 9110 §12.4.2). */
        private static double parseQuality(String text) {
            double value = 0;
            double scale = 0;
            int digits = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '.' && scale == 0) {
                    scale = 1;
                } else if (c >= '0' && c <= '9' && (scale > 0 || digits == 0)) {
                    value = value * 10 + (c - '0');
                    scale *= 10;
                    digits++;
                } else {
                    return -1;
                }
            }
            double quality = scale > 0 ? value / scale : value;
            return digits > 0 && quality <= 1 ? quality : -1;
        }
    }
}
