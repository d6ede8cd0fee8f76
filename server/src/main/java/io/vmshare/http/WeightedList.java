package io.vmshare.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The lists of values with weights that the {@code Accept} fields are (RFC 9110 §12.4.2, §12.5). */
final class WeightedList {

    /**
     * One element.
     *
     * @param value what stands before the first parameter, in lower case
     * @param hasParameters whether it has parameters other than its weight
     * @param quality its weight, 0 to 1
     */
    record Element(String value, boolean hasParameters, double quality) {}

    private WeightedList() {}

    /** Returns the elements of {@code field}, without those whose weight is none; what the values are is not asked. */
    static List<Element> parse(String field) {
        List<Element> elements = new ArrayList<>();
        for (String text : split(field, ',')) {
            Element element = element(text);
            if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static @Nullable Element element(String text) {
        List<String> parts = split(text, ';');
        boolean hasParameters = false;
        double quality = 1;
        for (String part : parts.subList(1, parts.size())) {
            if (part.regionMatches(true, 0, "q=", 0, 2)) {
                quality = parseQuality(part.substring(2));
            } else {
                hasParameters |= !part.isEmpty();
            }
        }
        return quality < 0 ? null : new Element(parts.get(0).toLowerCase(Locale.ROOT), hasParameters, quality);
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
