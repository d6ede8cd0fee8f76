package io.vmshare.listing;

import io.vmshare.listing.ListingOptions.SortKey;
import io.vmshare.path.IndexSort;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.NameList;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The order of entries by size or time. The attributes of all are read before the first row; a number of eight bytes is kept
 * of each, and its place in the order. They are read once more for the row, which may say something newer.
 */
final class FactOrder extends IndexSort {

    /** Comes before every size, that of an empty file, too. */
    private static final long NO_SIZE = -1;

    private final long[] keys;
    private final boolean descending;

    private FactOrder(long[] keys, boolean descending) {
        this.keys = keys;
        this.descending = descending;
    }

    /**
     * Returns the indexes of {@code names} by what the file system says of each. It blocks.
     *
     * @param byName the same indexes in the order of what is equal
     */
    static int[] of(LocatedDirectory directory, NameList names, int[] byName, SortKey key, boolean descending) {
        long[] keys = new long[names.size()];
        for (int i = 0; i < keys.length; i++) {
            Optional<EntryFacts> facts = directory.facts(names.get(i));
            keys[i] = facts.isEmpty() ? NO_SIZE : key == SortKey.SIZE ? size(facts.get()) : time(facts.get());
        }
        return new FactOrder(keys, descending).sort(byName);
    }

    private static long size(EntryFacts facts) {
        return facts.directory() ? NO_SIZE : facts.size();
    }

    private static long time(EntryFacts facts) {
        FileTime modified = facts.modified();
        return modified == null ? Long.MIN_VALUE : modified.to(TimeUnit.NANOSECONDS);
    }

    @Override
    protected int compare(int a, int b) {
        return descending ? Long.compare(keys[b], keys[a]) : Long.compare(keys[a], keys[b]);
    }
}
