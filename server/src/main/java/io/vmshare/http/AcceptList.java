package io.vmshare.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code Accept} field wants (RFC 9110 §12.5.1). Malformed elements are ignored, and a field without any other
 * counts as absent: everything is accepted. Immutable.
 */
public final class AcceptList {

    private static final AcceptList ANYTHING = new AcceptList(List.of(new WeightedList.Element("*/*", false, 1)));

    private final List<WeightedList.Element> ranges;

    private AcceptList(List<WeightedList.Element> ranges) {
        this.ranges = ranges;
    }

    /** Returns what {@code field} wants; null is a request without the field. */
    public static AcceptList of(@Nullable String field) {
        if (field == null) {
            return ANYTHING;
        }
        List<WeightedList.Element> ranges = WeightedList.parse(field).stream()
                .filter(element -> isMediaRange(element.value()))
                .toList();
        return ranges.isEmpty() ? ANYTHING : new AcceptList(ranges);
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

    /**
     * Returns the type of {@code offered} that is wanted most; of several that are wanted alike one that the field names, and
     * of those the first. Empty if none is wanted.
     *
     * @param offered media types without parameters, in the server's order
     */
    public Optional<String> best(List<String> offered) {
        String best = null;
        double bestQuality = 0;
        for (String type : offered) {
            double quality = quality(type);
            boolean sooner = quality == bestQuality && best != null && names(type) && !names(best);
            if (quality > bestQuality || sooner) {
                best = type;
                bestQuality = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns the best quality of the elements that are {@code range}, or -1 when there is none. */
    private double best(String range) {
        String wanted = range.toLowerCase(Locale.ROOT);
        double plain = -1;
        double withParameters = -1;
        for (WeightedList.Element candidate : ranges) {
            if (!wanted.equals(candidate.value().equals("*") ? "*/*" : candidate.value())) {
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

    /** Type and subtype, the second or both perhaps a star. Java's URLConnection has always sent a bare star. */
    private static boolean isMediaRange(String range) {
        int slash = range.indexOf('/');
        return range.equals("*")
                || (slash > 0
                        && Tokens.isToken(range.substring(0, slash))
                        && Tokens.isToken(range.substring(slash + 1))
                        && (range.charAt(0) != '*' || range.equals("*/*")));
    }
}
