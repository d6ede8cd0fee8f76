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
 */
public record Validators(
        @Nullable EntityTag entityTag, @Nullable Instant lastModified) {

    /** No validator at all. */
    public static final Validators NONE = new Validators(null, null);

    /** Creates validators; see the parameters for what becomes of {@code lastModified}. */
    public Validators {
        if (lastModified != null) {
            lastModified = HttpDate.isRenderable(lastModified) ? lastModified.truncatedTo(ChronoUnit.SECONDS) : null;
        }
    }
}
