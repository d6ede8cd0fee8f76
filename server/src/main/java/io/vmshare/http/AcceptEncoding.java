package io.vmshare.http;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which content codings an {@code Accept-Encoding} field wants (RFC 9110 §12.5.3). Malformed elements are ignored. Without
 * the field none is wanted: who does not ask for a coding may not know it. Immutable.
 */
public final class AcceptEncoding {

    private static final String IDENTITY = "identity";

    private final List<WeightedList.Element> elements;

    private AcceptEncoding(List<WeightedList.Element> elements) {
        this.elements = elements;
    }

    /** Returns what {@code field} wants; null is a request without the field. */
    public static AcceptEncoding of(@Nullable String field) {
        return new AcceptEncoding(field == null ? List.of() : WeightedList.parse(field));
    }

    /**
     * Returns the coding of {@code offered} that is wanted most, the first of several, or empty if none is, or if
     * {@code identity} is named and wanted more.
     *
     * @param offered codings in lower case, in the server's order
     */
    public Optional<String> best(List<String> offered) {
        String best = null;
        double bestQuality = 0;
        for (String coding : offered) {
            double quality = quality(coding);
            if (quality > bestQuality) {
                best = coding;
                bestQuality = quality;
            }
        }
        return bestQuality >= named(IDENTITY) ? Optional.ofNullable(best) : Optional.empty();
    }

    /** Returns the weight of {@code coding}, by its name or else by {@code *}; 0 is refused or not asked for. */
    private double quality(String coding) {
        double exact = named(coding);
        return Math.max(exact >= 0 ? exact : named("*"), 0);
    }

    /** Returns the greatest weight of the elements that name {@code coding}, or -1 when there is none. */
    private double named(String coding) {
        double greatest = -1;
        for (WeightedList.Element element : elements) {
            // RFC 9110 §8.4.1.3: x-gzip is gzip.
            String value = element.value().equals("x-gzip") ? "gzip" : element.value();
            if (value.equals(coding)) {
                greatest = Math.max(greatest, element.quality());
            }
        }
        return greatest;
    }
}
