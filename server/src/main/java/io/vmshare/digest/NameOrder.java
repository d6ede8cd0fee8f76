package io.vmshare.digest;

import io.vmshare.path.NameList;

/** The order of names by their bytes, whatever the locale, as {@code LC_ALL=C sort} has it. Pure. */
final class NameOrder {

    private NameOrder() {}

    /** Returns the indexes of {@code names} in order. */
    static int[] of(NameList names) {
        int size = names.size();
        int[] from = new int[size];
        for (int i = 0; i < size; i++) {
            from[i] = i;
        }
        int[] to = new int[size];
        for (long width = 1; width < size; width *= 2) {
            for (long start = 0; start < size; start += 2 * width) {
                merge(names, from, to, (int) start, (int) Math.min(start + width, size), (int)
                        Math.min(start + 2 * width, size));
            }
            int[] sorted = to;
            to = from;
            from = sorted;
        }
        return from;
    }

    private static void merge(NameList names, int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takesLeft = right == end || (left < middle && compare(names, from[left], from[right]) <= 0);
            to[i] = takesLeft ? from[left++] : from[right++];
        }
    }

    private static int compare(NameList names, int a, int b) {
        int shorter = Math.min(names.length(a), names.length(b));
        for (int i = 0; i < shorter; i++) {
            int difference = names.byteAt(a, i) - names.byteAt(b, i);
            if (difference != 0) {
                return difference;
            }
        }
        return names.length(a) - names.length(b);
    }
}
