package io.vmshare.wire;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all unfinished heads together may take: an eighth of the heap. A head alone is small, but thousands of
 * connections may each hold one back. Thread-safe.
 */
final class HeadBudget {

    private static final int SHARE_OF_HEAP = 8;

    private final long max;
    private final AtomicLong taken = new AtomicLong();

    HeadBudget() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    HeadBudget(long maxBytes) {
        this.max = maxBytes;
    }

    /** Counts {@code bytes} more, or less if negative, and returns whether that is still within the budget. */
    boolean add(long bytes) {
        return taken.addAndGet(bytes) <= max;
    }

    /** Returns the part of one connection, which has none yet. */
    Part part() {
        return new Part();
    }

    /** Returns how many bytes are taken. */
    long taken() {
        return taken.get();
    }

    /** What one connection takes. Once there was no room for it, or it was given back, there never is again. Thread-safe. */
    final class Part {

        private int mine;
        private boolean over;

        /** Takes {@code bytes} in all from now on; returns false if there is no room for them, and then takes none. */
        synchronized boolean hasRoomFor(int bytes) {
            int more = bytes - mine;
            if (!over && more != 0) {
                mine = bytes;
                if (!add(more) && more > 0) {
                    giveBack();
                }
            }
            return !over;
        }

        synchronized void giveBack() {
            add(-mine);
            mine = 0;
            over = true;
        }
    }
}
