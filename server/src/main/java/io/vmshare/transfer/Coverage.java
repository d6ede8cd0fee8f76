package io.vmshare.transfer;

import java.util.Map;
import java.util.TreeMap;

/** Which bytes of something have been sent, as stretches that neither touch nor overlap. Bounded; not thread-safe. */
final class Coverage {

    /** Who fetches in more pieces that leave gaps at one time is not followed any further. */
    static final int MAX_STRETCHES = 1024;

    private final TreeMap<Long, Long> stretches =
            new TreeMap<>(); // the first byte's position, and that behind the last

    /** Adds the bytes from {@code first} to {@code last}, both included. A stretch too many is left out. */
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
        if (stretches.size() < MAX_STRETCHES) {
            stretches.put(from, end);
        }
    }

    /** Returns whether all of {@code length} bytes are there. */
    boolean isWhole(long length) {
        Map.Entry<Long, Long> only = stretches.firstEntry();
        return only != null && only.getKey() == 0 && only.getValue() >= length;
    }

    boolean isEmpty() {
        return stretches.isEmpty();
    }

    void clear() {
        stretches.clear();
    }
}
