package io.vmshare.listing;

import io.vmshare.path.Name;
import java.util.Comparator;

/**
 * Natural order: runs of digits by their value, letters of ASCII without regard to case, all else by its bytes, so that
 * {@code disk9} comes before {@code disk10}. Names that are equal so far are told apart by their bytes. Pure.
 */
final class EntryOrder implements Comparator<Name> {

    static final EntryOrder NATURAL = new EntryOrder();

    private EntryOrder() {}

    @Override
    public int compare(Name left, Name right) {
        String a = left.bytes();
        String b = right.bytes();
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            char x = a.charAt(i);
            char y = b.charAt(j);
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
                int byLetter = Character.compare(lower(x), lower(y));
                if (byLetter != 0) {
                    return byLetter;
                }
                i++;
                j++;
            }
        }
        int byLength = Integer.compare(a.length() - i, b.length() - j);
        return byLength != 0 ? byLength : a.compareTo(b);
    }

    private static int compareNumbers(String a, int i, int iEnd, String b, int j, int jEnd) {
        int from = skipZeros(a, i, iEnd);
        int other = skipZeros(b, j, jEnd);
        int byLength = Integer.compare(iEnd - from, jEnd - other);
        for (int k = 0; byLength == 0 && k < iEnd - from; k++) {
            byLength = Character.compare(a.charAt(from + k), b.charAt(other + k));
        }
        return byLength;
    }

    private static int skipZeros(String text, int from, int end) {
        int i = from;
        while (i < end && text.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    private static int endOfDigits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}
