package io.vmshare.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which digests a {@code Want-Repr-Digest} field asks for (RFC 9530 §4): algorithms, each with a preference from 1 to 10, or
 * 0 for one that is not acceptable. A preference that is none is ignored, and so is a malformed field. Immutable.
 */
public final class WantDigest {

    private static final long MOST = 10;

    private final Map<String, Long> preferences;

    private WantDigest(Map<String, Long> preferences) {
        this.preferences = preferences;
    }

    /** Returns what {@code field} asks for; null is a request without the field, which asks for none. */
    public static WantDigest of(@Nullable String field) {
        return new WantDigest(field == null ? Map.of() : IntegerDictionary.parse(field));
    }

    /**
     * Returns the algorithm of {@code offered} that is wanted most, the first of several, or empty if none is.
     *
     * @param offered algorithms by their keys in IANA's registry, in the server's order
     */
    public Optional<String> best(List<String> offered) {
        String best = null;
        long greatest = 0;
        for (String algorithm : offered) {
            long preference = preferences.getOrDefault(algorithm, 0L);
            if (preference > greatest && preference <= MOST) {
                best = algorithm;
                greatest = preference;
            }
        }
        return Optional.ofNullable(best);
    }
}
