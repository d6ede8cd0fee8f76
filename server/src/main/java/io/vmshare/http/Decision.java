package io.vmshare.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a GET or HEAD of a representation is answered: first by its preconditions, then by its range (RFC 9110 §13.2.2).
 * Immutable.
 *
 * @param outcome the kind of answer
 * @param ranges what of it is sent if it is {@code PARTIAL}, at least one range; else empty
 */
public record Decision(Outcome outcome, List<ByteRange> ranges) {

    /** The kinds of answers. */
    public enum Outcome {
        /** With all of it: 200. */
        WHOLE,
        /** With a part: 206. */
        PARTIAL,
        /** The client has it already: 304. */
        NOT_MODIFIED,
        /** It is not what the client means: 412. */
        FAILED,
        /** It has none of the bytes asked for: 416. */
        UNSATISFIABLE
    }

    private static final Decision WHOLE = new Decision(Outcome.WHOLE, List.of());
    private static final Decision NOT_MODIFIED = new Decision(Outcome.NOT_MODIFIED, List.of());
    private static final Decision FAILED = new Decision(Outcome.FAILED, List.of());
    private static final Decision UNSATISFIABLE = new Decision(Outcome.UNSATISFIABLE, List.of());

    /** Creates a decision. */
    public Decision {
        ranges = List.copyOf(ranges);
    }

    /**
     * Decides.
     *
     * @param conditions the conditional fields of the request
     * @param range the {@code Range} field, or null when the request has none or parts of the representation cannot be
     *     asked for
     * @param current the validators of the representation
     * @param length its length in bytes; it does not matter without a range
     * @param now when the answer is made
     */
    public static Decision of(
            ConditionalFields conditions, @Nullable String range, Validators current, long length, Instant now) {
        switch (Preconditions.evaluate(conditions, current)) {
            case NOT_MODIFIED -> {
                return NOT_MODIFIED;
            }
            case FAILED -> {
                return FAILED;
            }
            case PROCEED -> {}
        }
        if (range == null || !Preconditions.rangeApplies(conditions.ifRange(), current, now)) {
            return WHOLE;
        }
        RangeSelection selection = RangeSelection.of(range, length);
        return switch (selection.outcome()) {
            case WHOLE -> WHOLE;
            case UNSATISFIABLE -> UNSATISFIABLE;
            case PARTIAL -> new Decision(Outcome.PARTIAL, selection.ranges());
        };
    }
}
