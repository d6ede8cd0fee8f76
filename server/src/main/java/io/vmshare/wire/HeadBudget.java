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

    /** Returns how many bytes are taken. */
    long taken() {
        return taken.get();
    }
}
