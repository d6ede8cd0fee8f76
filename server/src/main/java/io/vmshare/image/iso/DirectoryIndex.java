package io.vmshare.image.iso;

import io.vmshare.image.iso.DirectoryReader.Entry;
import java.io.IOException;
import java.util.Arrays;

/** Where in a directory the entry of a name may be, in eight bytes an entry. Immutable and thread-safe. */
final class DirectoryIndex {

    /** So many names of one hash are not there by chance. */
    private static final int MAX_EQUAL = 64;

    /** The hash of a name above, where its entry begins below. */
    private final long[] sorted;

    private DirectoryIndex(long[] sorted) {
        this.sorted = sorted;
    }

    /** Reads the whole directory. */
    static DirectoryIndex read(DirectoryReader reader) throws IOException {
        long[] entries = new long[64];
        int count = 0;
        for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
            if (count == entries.length) {
                entries = Arrays.copyOf(entries, 2 * count);
            }
            entries[count++] = first(entry.name()) | entry.offset();
        }
        long[] sorted = Arrays.copyOf(entries, count);
        Arrays.sort(sorted);
        return new DirectoryIndex(sorted);
    }

    private static long first(String name) {
        return (long) name.hashCode() << Integer.SIZE;
    }

    int size() {
        return sorted.length;
    }

    /** Returns where entries begin whose names have the hash of {@code name}, in their order. */
    long[] offsets(String name) {
        int from = lowerBound(first(name));
        int to = from;
        while (to < Math.min(sorted.length, from + MAX_EQUAL) && sorted[to] >> Integer.SIZE == name.hashCode()) {
            to++;
        }
        long[] offsets = Arrays.copyOfRange(sorted, from, to);
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] &= 0xFFFF_FFFFL;
        }
        return offsets;
    }

    private int lowerBound(long value) {
        int found = Arrays.binarySearch(sorted, value);
        return found >= 0 ? found : -found - 1;
    }
}
