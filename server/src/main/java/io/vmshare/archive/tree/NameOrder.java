package io.vmshare.archive.tree;

import io.vmshare.path.Name;
import io.vmshare.path.NameList;

/** The names of a directory in the order of their bytes, by where they stand in their list. Not thread-safe. */
final class NameOrder {

    private final NameList names;
    private final int[] order;

    /** Sorts {@code names}. */
    NameOrder(NameList names) {
        this.names = names;
        this.order = new int[names.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        sort(order.clone(), order, 0, order.length);
    }

    /** Returns how many there are. */
    int size() {
        return order.length;
    }

    /** Returns the one at {@code index}. */
    Name get(int index) {
        return names.get(order[index]);
    }

    /** Returns whether {@code name} is among them. */
    boolean contains(Name name) {
        String bytes = name.bytes();
        int low = 0;
        int high = order.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = compare(order[middle], bytes);
            if (compared == 0) {
                return true;
            }
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** Merges the halves of {@code from} into {@code into}; before, both hold the same between the bounds. */
    private void sort(int[] from, int[] into, int start, int end) {
        if (end - start < 2) {
            return;
        }
        int middle = (start + end) >>> 1;
        sort(into, from, start, middle);
        sort(into, from, middle, end);
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takesLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
            into[i] = takesLeft ? from[left++] : from[right++];
        }
    }

    private int compare(int a, int b) {
        int shorter = Math.min(names.length(a), names.length(b));
        for (int i = 0; i < shorter; i++) {
            int difference = names.byteAt(a, i) - names.byteAt(b, i);
            if (difference != 0) {
                return difference;
            }
        }
        return names.length(a) - names.length(b);
    }

    private int compare(int a, String bytes) {
        int shorter = Math.min(names.length(a), bytes.length());
        for (int i = 0; i < shorter; i++) {
            int difference = names.byteAt(a, i) - bytes.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return names.length(a) - bytes.length();
    }
}
