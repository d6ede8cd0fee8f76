package io.vmshare.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One element of a {@code Range} field, before the representation's length is known (RFC 9110 §14.1.1). Immutable.
 *
 * @param first the first position, or -1 in a suffix range
 * @param last the last position, {@link Long#MAX_VALUE} when open; in a suffix range the number of bytes at the end
 */
record RangeSpec(long first, long last) {

    /**
     * Returns the elements of a comma-separated list, whose empty elements are skipped (RFC 9110 §5.6.1.2). A list with a
     * malformed element has none.
     */
    static List<RangeSpec> parseList(String list) {
        List<RangeSpec> specs = new ArrayList<>();
        int start = 0;
        while (start <= list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            String element = Tokens.trim(list.substring(start, end));
            if (!element.isEmpty()) {
                RangeSpec spec = parse(element);
                boolean spaceAfterUnit = start == 0 && list.charAt(0) != element.charAt(0);
                if (spec == null || spaceAfterUnit) {
                    return List.of();
                }
                specs.add(spec);
            }
            start = end + 1;
        }
        return specs;
    }

    /** Returns whether this asks for the end of the representation. */
    boolean isSuffix() {
        return first < 0;
    }

    /** Returns the bytes this selects of {@code length}, or null when there are none. */
    @Nullable
    ByteRange within(long length) {
        long from = isSuffix() ? Math.max(length - last, 0) : first;
        long to = isSuffix() ? length - 1 : Math.min(last, length - 1);
        return from <= to ? new ByteRange(from, to) : null;
    }

    private static @Nullable RangeSpec parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0 || !isDigits(text, 0, dash) || !isDigits(text, dash + 1, text.length()) || text.length() == 1) {
            return null;
        }
        long last = dash + 1 == text.length() ? Long.MAX_VALUE : position(text, dash + 1, text.length());
        if (dash == 0) {
            return new RangeSpec(-1, last);
        }
        boolean backwards = dash + 1 < text.length() && isGreaterBefore(text, dash);
        return backwards ? null : new RangeSpec(position(text, 0, dash), last);
    }

    /** Returns whether the greater number is the one before the dash; both may be longer than any {@code long}. */
    private static boolean isGreaterBefore(String text, int dash) {
        int first = skipZeros(text, 0, dash);
        int last = skipZeros(text, dash + 1, text.length());
        int more = (dash - first) - (text.length() - last);
        for (int i = 0; more == 0 && first + i < dash; i++) {
            more = text.charAt(first + i) - text.charAt(last + i);
        }
        return more > 0;
    }

    private static int skipZeros(String text, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    /** Returns the number that the digits make, or the greatest {@code long} when it is greater still. */
    private static long position(String text, int start, int end) {
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                return Long.MAX_VALUE;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static boolean isDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
