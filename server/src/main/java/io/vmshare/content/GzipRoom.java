package io.vmshare.content;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much may be compressed at once, so that clients that ask for much and read nothing fill neither the memory nor the
 * processors: as many texts as there are processors, and an eighth of the heap for those that wait to be sent. Who finds no
 * room is sent the text as it is. Thread-safe.
 */
final class GzipRoom {

    private static final int SHARE_OF_HEAP = 8;

    private final int maxAtOnce;
    private final long maxBytes;
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    GzipRoom() {
        this(Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    GzipRoom(int maxAtOnce, long maxBytes) {
        this.maxAtOnce = maxAtOnce;
        this.maxBytes = maxBytes;
    }

    /** Returns whether {@code length} bytes may be compressed now; if so, {@link #leave} is to be called. */
    boolean enter(long length) {
        if (atOnce.incrementAndGet() > maxAtOnce) {
            atOnce.decrementAndGet();
            return false;
        }
        if (bytes.addAndGet(length) > maxBytes) {
            leave(length, 0);
            return false;
        }
        return true;
    }

    /** Ends what {@link #enter} began; {@code kept} bytes are held until {@link #release}. */
    void leave(long length, long kept) {
        bytes.addAndGet(kept - length);
        atOnce.decrementAndGet();
    }

    /** Gives back what was held. */
    void release(long kept) {
        bytes.addAndGet(-kept);
    }

    /** Returns how many bytes are held or being compressed. */
    long bytes() {
        return bytes.get();
    }
}
