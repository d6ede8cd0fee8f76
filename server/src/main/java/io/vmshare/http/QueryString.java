package io.vmshare.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pairs of a query, in the order they came, read as the forms of pages write them (WHATWG URL, "parsing
 * application/x-www-form-urlencoded"): {@code +} is a blank, and a {@code %} that encodes nothing is itself, since a query
 * that nobody knows must not be an error. Keys and values are bytes, each as a character below U+0100. Immutable.
 */
public final class QueryString {

    private static final QueryString EMPTY = new QueryString(List.of());

    private final List<Pair> pairs;

    private QueryString(List<Pair> pairs) {
        this.pairs = pairs;
    }

    /** Returns the pairs of {@code raw}, which comes without its question mark. */
    public static QueryString of(String raw) {
        if (raw.isEmpty()) {
            return EMPTY;
        }
        List<Pair> pairs = new ArrayList<>();
        for (int from = 0; from < raw.length(); ) {
            int end = raw.indexOf('&', from);
            end = end < 0 ? raw.length() : end;
            if (end > from) {
                int keyEnd = from;
                while (keyEnd < end && raw.charAt(keyEnd) != '=') { // not beyond the pair: there may be thousands
                    keyEnd++;
                }
                pairs.add(new Pair(decode(raw, from, keyEnd), decode(raw, Math.min(keyEnd + 1, end), end)));
            }
            from = end + 1;
        }
        return new QueryString(pairs);
    }

    /** Returns whether there is a {@code key}, with or without a value. */
    public boolean has(String key) {
        return first(key).isPresent();
    }

    /** Returns the value of the first {@code key}; the empty one of a key without. */
    public Optional<String> first(String key) {
        for (Pair pair : pairs) {
            if (pair.key.equals(key)) {
                return Optional.of(pair.value);
            }
        }
        return Optional.empty();
    }

    /** Returns the values of all {@code key}, in their order. */
    public List<String> all(String key) {
        List<String> values = new ArrayList<>();
        for (Pair pair : pairs) {
            if (pair.key.equals(key)) {
                values.add(pair.value);
            }
        }
        return values;
    }

    private static String decode(String raw, int start, int end) {
        StringBuilder bytes = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = raw.charAt(i);
            int high = c == '%' && i + 2 < end ? hexDigit(raw.charAt(i + 1)) : -1;
            int low = high >= 0 ? hexDigit(raw.charAt(i + 2)) : -1;
            if (low >= 0) {
                bytes.append((char) (high << 4 | low));
                i += 2;
            } else if (c == '+') {
                bytes.append(' ');
            } else {
                bytes.append(c > 0xFF ? '?' : c); // what is no byte was in no request
            }
        }
        return bytes.toString();
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static final class Pair {

        final String key;
        final String value;

        Pair(String key, String value) {
            this.key = key;
            this.value = value;
        }
    }
}
