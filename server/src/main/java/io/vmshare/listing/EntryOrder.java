package io.vmshare.listing;

import io.vmshare.path.IndexSort;
import io.vmshare.path.NameList;

/**
 * Natural order: runs of digits by their value, letters of ASCII without regard to case, all else by its bytes, so that
 * {@code disk9} comes before {@code disk10}. Names that are equal so far are told apart by their bytes. Pure.
 *
 * <p>Names are ordered by where they stand in their list, without an object for any. What begins a name behind what all
 * of them begin with is made a number, by which most pairs are told apart.
 */
final class EntryOrder extends IndexSort {

    private static final int HEAD_BYTES = 8;
    private static final int MOST_DIGITS = 0xFF;

    private final NameList names;
    private final int common;
    private final long[] heads;

    private EntryOrder(NameList names) {
        this.names = names;
        this.common = commonLength();
        this.heads = new long[names.size()];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = head(i);
        }
    }

    /** Returns the indexes of {@code names} in the natural order of what stands there. */
    static int[] of(NameList names) {
        return new EntryOrder(names).sort(indexes(names.size()));
    }

    @Override
    protected int compare(int a, int b) {
        int byHead = Long.compareUnsigned(heads[a], heads[b]);
        return byHead != 0 ? byHead : compareNames(a, b);
    }

    /** Returns how many bytes all names have in common, not counting digits that may go on behind them. */
    private int commonLength() {
        if (names.isEmpty()) {
            return 0;
        }
        int length = names.length(0);
        for (int i = 1; i < names.size() && length > 0; i++) {
            length = Math.min(length, names.length(i));
            int same = 0;
            while (same < length && names.byteAt(i, same) == names.byteAt(0, same)) {
                same++;
            }
            length = same;
        }
        while (length > 0 && isDigit(names.byteAt(0, length - 1))) {
            length--;
        }
        return length;
    }

    /**
     * Returns bytes that are ordered as the names are, or equal: of a run of digits a digit, how many there are, and
     * those.
     */
    private long head(int index) {
        int end = names.length(index);
        long head = 0;
        int count = 0;
        int i = common;
        while (i < end && count < HEAD_BYTES) {
            int b = names.byteAt(index, i);
            head = head << 8 | (isDigit(b) ? '0' : lower(b));
            count++;
            if (!isDigit(b)) {
                i++;
                continue;
            }
            int digitsEnd = endOfDigits(index, i);
            i = skipZeros(index, i, digitsEnd);
            if (count < HEAD_BYTES) {
                head = head << 8 | Math.min(digitsEnd - i, MOST_DIGITS);
                count++;
            }
            if (digitsEnd - i >= MOST_DIGITS) {
                break; // how many there are is not told, so what they are must not be either
            }
            for (; i < digitsEnd && count < HEAD_BYTES; i++) {
                head = head << 8 | names.byteAt(index, i);
                count++;
            }
        }
        return count == 0 ? 0 : head << (8 * (HEAD_BYTES - count));
    }

    private int compareNames(int a, int b) {
        int aEnd = names.length(a);
        int bEnd = names.length(b);
        int i = common;
        int j = common;
        while (i < aEnd && j < bEnd) {
            int x = names.byteAt(a, i);
            int y = names.byteAt(b, j);
            if (isDigit(x) && isDigit(y)) {
                int iEnd = endOfDigits(a, i);
                int jEnd = endOfDigits(b, j);
                int byValue = compareNumbers(a, i, iEnd, b, j, jEnd);
                if (byValue != 0) {
                    return byValue;
                }
                i = iEnd;
                j = jEnd;
            } else {
                int byLetter = lower(x) - lower(y);
                if (byLetter != 0) {
                    return byLetter;
                }
                i++;
                j++;
            }
        }
        int byLength = (aEnd - i) - (bEnd - j);
        return byLength != 0 ? byLength : names.compare(a, b);
    }

    private int compareNumbers(int a, int i, int iEnd, int b, int j, int jEnd) {
        int from = skipZeros(a, i, iEnd);
        int other = skipZeros(b, j, jEnd);
        int byLength = (iEnd - from) - (jEnd - other);
        for (int k = 0; byLength == 0 && k < iEnd - from; k++) {
            byLength = names.byteAt(a, from + k) - names.byteAt(b, other + k);
        }
        return byLength;
    }

    private int skipZeros(int index, int from, int end) {
        int i = from;
        while (i < end && names.byteAt(index, i) == '0') {
            i++;
        }
        return i;
    }

    private int endOfDigits(int index, int from) {
        int i = from;
        while (i < names.length(index) && isDigit(names.byteAt(index, i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    private static int lower(int b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }
}
