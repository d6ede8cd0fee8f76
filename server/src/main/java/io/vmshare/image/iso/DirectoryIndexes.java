package io.vmshare.image.iso;

import io.vmshare.image.iso.extent.Extent;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of the directories asked last, so that a listing, which asks for each entry by its name, reads a directory once
 * and not once an entry. Thread-safe.
 */
final class DirectoryIndexes {

    /** How many entries all of them may have: 2 MiB, and that of several directories. */
    private static final int MAX_ENTRIES = 256 * 1024;

    private static final int MAX_INDEXES = 64;

    private final Map<Extent, DirectoryIndex> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int entries;

    /** Reads a directory. */
    interface Reading {
        DirectoryIndex read() throws IOException;
    }

    /** Returns the index of {@code directory}, which {@code reading} reads if it is not there. */
    DirectoryIndex of(Extent directory, Reading reading) throws IOException {
        DirectoryIndex known = get(directory);
        if (known != null) {
            return known;
        }
        DirectoryIndex index = reading.read();
        put(directory, index);
        return index;
    }

    private synchronized @Nullable DirectoryIndex get(Extent directory) {
        return kept.get(directory);
    }

    private synchronized void put(Extent directory, DirectoryIndex index) {
        if (index.size() > MAX_ENTRIES || kept.putIfAbsent(directory, index) != null) {
            return;
        }
        entries += index.size();
        Iterator<DirectoryIndex> eldest = kept.values().iterator();
        while (entries > MAX_ENTRIES || kept.size() > MAX_INDEXES) {
            entries -= eldest.next().size();
            eldest.remove();
        }
    }
}
