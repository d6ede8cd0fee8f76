package io.vmshare.transfer;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which bytes of something have been written, as stretches that neither touch nor overlap: one more than there are gaps between
 * them, however many pieces they came in. Not thread-safe.
 */
final class Coverage {

    private final TreeMap<Long, Long> stretches =
            new TreeMap<>(); // the first byte's position, and that behind the last

    /** Adds the bytes from {@code first} to {@code last}, both included. */
    void add(long first, long last) {
        long from = first;
        long end = last + 1;
        Map.Entry<Long, Long> before = stretches.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            from = before.getKey();
            end = Math.max(end, before.getValue());
        }
        Map.Entry<Long, Long> next = stretches.ceilingEntry(from);
        while (next != null && next.getKey() <= end) {
            end = Math.max(end, next.getValue());
            stretches.remove(next.getKey());
            next = stretches.ceilingEntry(from);
        }
        stretches.put(from, end);
    }

    /** Returns whether all of {@code length} bytes are there; of nothing none are. */
    boolean isWhole(long length) {
        Map.Entry<Long, Long> only = stretches.firstEntry();
        return only != null && only.getKey() == 0 && only.getValue() >= length;
    }

    /** Returns how many stretches it has. */
    int stretches() {
        return stretches.size();
    }

    void clear() {
        stretches.clear();
    }
}
