package io.vmshare.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a representation a {@code Range} field selects (RFC 9110 §14.2). Immutable.
 *
 * @param outcome how to answer
 * @param ranges the ranges to send when the outcome is {@code PARTIAL}, at least one, none touching another; else empty
 */
public record RangeSelection(Outcome outcome, List<ByteRange> ranges) {

    /** How to answer. */
    public enum Outcome {
        /** With the whole representation, as if there were no field: 200. */
        WHOLE,
        /** With the ranges: 206. */
        PARTIAL,
        /** With a refusal, since no range meets the representation: 416. */
        UNSATISFIABLE
    }

    /** So many are asked for by librepo, and 255 by zckdl, which fetch changed chunks; more are an attack (RFC 9110 §17.15). */
    private static final int MAX_RANGES = 256;

    private static final String UNIT = "bytes=";

    private static final RangeSelection WHOLE = new RangeSelection(Outcome.WHOLE, List.of());
    private static final RangeSelection UNSATISFIABLE = new RangeSelection(Outcome.UNSATISFIABLE, List.of());

    /**
     * Creates a selection.
     *
     * @throws IllegalArgumentException if there are ranges without {@code PARTIAL} or the reverse
     */
    public RangeSelection {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty() == (outcome == Outcome.PARTIAL)) {
            throw new IllegalArgumentException(outcome + " does not go with " + ranges);
        }
    }

    /**
     * Selects byte ranges: a malformed field, another unit and one that asks for more than the whole are ignored, a last
     * position beyond the end is clamped, ranges that select nothing are dropped, and ranges that overlap or lie side by
     * side become one, in the place of the first of them (RFC 9110 §14.1.2, §14.2, §15.3.7.2).
     *
     * @param field the {@code Range} field, or null when the request has none
     * @param length the length of the representation, in bytes
     */
    public static RangeSelection of(@Nullable String field, long length) {
        if (length < 0) {
            throw new IllegalArgumentException("length must not be negative: " + length);
        }
        if (field == null || !field.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return WHOLE;
        }
        List<RangeSpec> specs = RangeSpec.parseList(field.substring(UNIT.length()));
        if (specs.isEmpty() || specs.size() > MAX_RANGES) {
            return WHOLE;
        }
        List<ByteRange> ranges = new ArrayList<>(specs.size());
        long left = length;
        for (RangeSpec spec : specs) {
            if (length == 0 && spec.isSuffix() && spec.last() > 0) {
                return WHOLE; // satisfiable, but no Content-Range can say "no byte" (RFC 9110 §14.1.2)
            }
            ByteRange range = spec.within(length);
            if (range != null) {
                if (range.length() > left) {
                    return WHOLE;
                }
                left -= range.length();
                coalesce(ranges, range);
            }
        }
        return ranges.isEmpty() ? UNSATISFIABLE : new RangeSelection(Outcome.PARTIAL, ranges);
    }

    /** Adds {@code range} to ranges of which none touches another, and keeps that so. */
    private static void coalesce(List<ByteRange> ranges, ByteRange range) {
        int place = ranges.size();
        ByteRange hull = range;
        for (int i = ranges.size() - 1; i >= 0; i--) {
            if (ranges.get(i).touches(range)) {
                hull = hull.hull(ranges.remove(i));
                place = i;
            }
        }
        ranges.add(place, hull);
    }
}
