package io.vmshare.listing;

/**
 * What listings say by default, and how far below a directory one answer may look. What a query asks for wins, within
 * these bounds.
 *
 * @param sort by what entries are ordered unless a query says otherwise
 * @param descending whether the greatest comes first then
 * @param depth how many levels of directories one answer may tell of, by {@code depth=N} or {@code find=GLOB}, from 1 to
 *     {@value #MOST_DEPTH}; 1 turns both off
 */
public record ListingOptions(SortKey sort, boolean descending, int depth) {

    /** The greatest depth. */
    public static final int MOST_DEPTH = 32;

    /** In natural order of names, and as deep as can be. */
    public static final ListingOptions DEFAULT = new ListingOptions(SortKey.NAME, false, MOST_DEPTH);

    /** By what entries are ordered; where that is equal, their names decide. */
    public enum SortKey {
        /** In natural order, so that {@code disk9} comes before {@code disk10}. */
        NAME,
        /** The length in bytes; directories have none. */
        SIZE,
        /** When it was written last. */
        TIME
    }

    /**
     * Checks the depth.
     *
     * @throws IllegalArgumentException if it is out of bounds
     */
    public ListingOptions {
        if (depth < 1 || depth > MOST_DEPTH) {
            throw new IllegalArgumentException("listing depth must be 1 to " + MOST_DEPTH + ": " + depth);
        }
    }

    /** Returns these options with another order of entries. */
    public ListingOptions withSort(SortKey key, boolean greatestFirst) {
        return new ListingOptions(key, greatestFirst, depth);
    }

    /** Returns these options with another depth; 1 turns {@code depth} and {@code find} off. */
    public ListingOptions withDepth(int value) {
        return new ListingOptions(sort, descending, value);
    }
}
