package io.vmshare.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * By what a representation is known again (RFC 9110 §8.8). Immutable.
 *
 * @param entityTag its entity tag, or null when it has none
 * @param lastModified when it last changed, truncated to the second as the field is, or null when that is not known or
 *     no HTTP date can say it
 * @param series how all tags begin that it had while it grew, or null when it may have changed otherwise, too
 */
public record Validators(
        @Nullable EntityTag entityTag,
        @Nullable Instant lastModified,
        @Nullable String series) {

    /** No validator at all. */
    public static final Validators NONE = new Validators(null, null);

    private static final int HEX = 16;

    /** Creates validators; see the parameters for what becomes of {@code lastModified}. */
    public Validators {
        if (lastModified != null) {
            lastModified = HttpDate.isRenderable(lastModified) ? lastModified.truncatedTo(ChronoUnit.SECONDS) : null;
        }
    }

    /** Creates those of what may change in any way. */
    public Validators(@Nullable EntityTag entityTag, @Nullable Instant lastModified) {
        this(entityTag, lastModified, null);
    }

    /**
     * Returns those of content that only grows: the tag is {@code series}, which no other content has, and the length.
     *
     * @param lastModified when it came to its end, or null while more may come: within a second it may grow again
     */
    public static Validators growing(String series, long length, @Nullable Instant lastModified) {
        String beginning = series + "-";
        return new Validators(EntityTag.strong(beginning + Long.toHexString(length)), lastModified, beginning);
    }

    /** Returns the same without a date. */
    public Validators withoutDate() {
        return new Validators(entityTag, null, series);
    }

    /** Returns the tag as a field has it, or what all tags have in common of what grows; empty if there is none. */
    public String commonTag() {
        EntityTag common = series == null ? entityTag : EntityTag.strong(series);
        return common == null ? "" : common.render();
    }

    /**
     * Returns whether the bytes that {@code tag} stood for are all here, at their places: it is the tag, compared strongly
     * (RFC 9110 §8.8.3.2), or one that this content had when there was less of it.
     */
    boolean holdBytesOf(EntityTag tag) {
        if (entityTag == null) {
            return false;
        }
        if (tag.stronglyEquals(entityTag)) {
            return true;
        }
        long length = tag.weak() ? -1 : lengthIn(tag);
        return length >= 0 && length <= lengthIn(entityTag);
    }

    /** Returns the length that a tag of this series tells of; -1 if it is none. */
    private long lengthIn(EntityTag tag) {
        if (series == null || !tag.opaque().startsWith(series)) {
            return -1;
        }
        String digits = tag.opaque().substring(series.length());
        try {
            long length = Long.parseLong(digits, HEX);
            return length >= 0 && Long.toHexString(length).equals(digits) ? length : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
