package io.vmshare.http;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Whether a GET or HEAD goes on, by its conditional fields (RFC 9110 §13). */
public final class Preconditions {

    /** How long ago the last change must lie, so that a second one within the same second would have shown. */
    private static final Duration STRONG_AFTER = Duration.ofSeconds(1);

    /** What the preconditions say. */
    public enum Outcome {
        /** Answer as if there were none. */
        PROCEED,
        /** Answer 304: the client has the representation already. */
        NOT_MODIFIED,
        /** Answer 412: the representation is not the one the client means. */
        FAILED
    }

    private Preconditions() {}

    /**
     * Evaluates the preconditions of a GET or HEAD of a representation that exists, in the order of RFC 9110 §13.2.2:
     * a date counts only when the field of entity tags beside it is absent, and what is no date is ignored (§13.1.3,
     * §13.1.4). {@code If-Range} is not asked here; see {@link #rangeApplies}.
     */
    public static Outcome evaluate(ConditionalFields fields, Validators current) {
        if (fails(fields, current)) {
            return Outcome.FAILED;
        }
        return isKnown(fields, current) ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
    }

    /**
     * Returns whether a {@code Range} field counts (RFC 9110 §13.1.5): an entity tag must match strongly, or be an earlier
     * one of content that has only grown since, and a date must be that of the last change, which must lie at least a second
     * back to be a strong validator (§8.8.2.2).
     *
     * @param ifRange the {@code If-Range} field, or null when the request has none; then the range counts
     * @param now when the answer is made
     */
    public static boolean rangeApplies(@Nullable String ifRange, Validators current, Instant now) {
        if (ifRange == null) {
            return true;
        }
        EntityTag tag = EntityTag.parse(ifRange).orElse(null);
        if (tag != null) {
            return current.holdBytesOf(tag);
        }
        Instant changed = current.lastModified();
        return changed != null
                && !changed.plus(STRONG_AFTER).isAfter(now)
                && HttpDate.parse(ifRange, now).filter(changed::equals).isPresent();
    }

    /** Steps 1 and 2 of §13.2.2. */
    private static boolean fails(ConditionalFields fields, Validators current) {
        if (fields.ifMatch() != null) {
            return !names(fields.ifMatch(), current.entityTag(), EntityTag::stronglyEquals);
        }
        return isAfter(current.lastModified(), fields.ifUnmodifiedSince(), false);
    }

    /** Steps 3 and 4 of §13.2.2. */
    private static boolean isKnown(ConditionalFields fields, Validators current) {
        if (fields.ifNoneMatch() != null) {
            return names(fields.ifNoneMatch(), current.entityTag(), EntityTag::weaklyEquals);
        }
        return !isAfter(current.lastModified(), fields.ifModifiedSince(), true);
    }

    /** Returns whether {@code field} is {@code *} or lists the current tag; {@code *} is met by whatever exists. */
    private static boolean names(
            String field, @Nullable EntityTag current, BiPredicate<EntityTag, EntityTag> comparison) {
        if (field.equals("*")) {
            return true;
        }
        return current != null && EntityTag.parseList(field).stream().anyMatch(tag -> comparison.test(tag, current));
    }

    /** Returns whether the last change is later than {@code date}, or {@code unknown} when one of them is not known. */
    private static boolean isAfter(@Nullable Instant changed, @Nullable String date, boolean unknown) {
        if (changed == null || date == null) {
            return unknown;
        }
        return HttpDate.parse(date).map(changed::isAfter).orElse(unknown);
    }
}
