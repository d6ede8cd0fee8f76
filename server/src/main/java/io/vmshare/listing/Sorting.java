package io.vmshare.listing;

import io.vmshare.listing.ListingOptions.SortKey;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.NameList;

/**
 * In which order the entries of one directory come.
 *
 * @param key by what
 * @param descending whether the greatest comes first
 */
public record Sorting(SortKey key, boolean descending) {

    /** Returns the indexes of {@code names} in this order, names in natural order. It blocks if attributes decide. */
    public int[] order(LocatedDirectory directory, NameList names) {
        int[] byName = EntryOrder.of(names);
        return switch (key) {
            case NAME -> directed(byName);
            case SIZE, TIME -> FactOrder.of(directory, names, byName, key, descending);
        };
    }

    /** Turns {@code order}, which has the least first, around if the greatest comes first. */
    public int[] directed(int[] order) {
        for (int i = 0, j = order.length - 1; descending && i < j; i++, j--) {
            int first = order[i];
            order[i] = order[j];
            order[j] = first;
        }
        return order;
    }
}
