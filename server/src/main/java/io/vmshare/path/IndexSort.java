package io.vmshare.path;

/** Puts indexes in order by what stands there, without an object for any; what is equal stays as it was. */
public abstract class IndexSort {

    /** For subclasses. */
    protected IndexSort() {}

    /** Returns less than, equal to or more than zero as what stands at {@code a} comes before, with or after that at {@code b}. */
    protected abstract int compare(int a, int b);

    /** Returns the indexes below {@code count}, in their own order. */
    protected static int[] indexes(int count) {
        int[] indexes = new int[count];
        for (int i = 0; i < count; i++) {
            indexes[i] = i;
        }
        return indexes;
    }

    /** Puts {@code order} in order; it takes as much memory again while it does. */
    protected final int[] sort(int[] order) {
        sort(order.clone(), order, 0, order.length);
        return order;
    }

    /** Merges the halves of {@code from} into {@code into}; before, both hold the same between the bounds. */
    private void sort(int[] from, int[] into, int start, int end) {
        if (end - start < 2) {
            return;
        }
        int middle = (start + end) >>> 1;
        sort(into, from, start, middle);
        sort(into, from, middle, end);
        if (compare(from[middle - 1], from[middle]) <= 0) {
            System.arraycopy(from, start, into, start, end - start); // in order already, as many directories are
            return;
        }
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takesLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
            into[i] = takesLeft ? from[left++] : from[right++];
        }
    }
}
