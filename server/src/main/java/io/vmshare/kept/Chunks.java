package io.vmshare.kept;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of buffers outside the heap, which sockets and files read and write without a copy. They are made when
 * needed and used again. Thread-safe.
 */
final class Chunks {

    /** What one holds: the largest file that is kept in memory. */
    static final int BYTES = 128 * 1024;

    private final int max;
    private final AtomicInteger made = new AtomicInteger();
    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /** Creates the collection; there are {@code max} at most. */
    Chunks(int max) {
        this.max = max;
    }

    /** Takes an empty one, or returns null if all are in use. */
    @Nullable
    ByteBuffer take() {
        ByteBuffer chunk = free.poll();
        if (chunk != null) {
            return chunk.clear();
        }
        if (made.incrementAndGet() > max) {
            made.decrementAndGet();
            return null;
        }
        boolean there = false;
        try {
            ByteBuffer fresh = ByteBuffer.allocateDirect(BYTES);
            there = true;
            return fresh;
        } finally {
            if (!there) {
                made.decrementAndGet(); // no memory now
            }
        }
    }

    /** Returns how many are taken. */
    int taken() {
        return made.get() - free.size();
    }

    /** Gives one back, which its user must not touch any more. */
    void giveBack(ByteBuffer chunk) {
        free.add(chunk);
    }
}
