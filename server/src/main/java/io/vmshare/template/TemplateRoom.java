package io.vmshare.template;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of filled-in files may wait to be sent at once, so that clients that ask for many and read nothing do not
 * fill the memory: an eighth of the heap. Thread-safe.
 */
final class TemplateRoom {

    private static final int SHARE_OF_HEAP = 8;

    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();

    TemplateRoom() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    TemplateRoom(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Returns whether there is room for {@code length} bytes; they are to be given back then. */
    boolean take(long length) {
        if (bytes.addAndGet(length) > maxBytes) {
            bytes.addAndGet(-length);
            return false;
        }
        return true;
    }

    /** Gives back what was taken. */
    void giveBack(long length) {
        bytes.addAndGet(-length);
    }

    /** Returns how many bytes are taken. */
    long bytes() {
        return bytes.get();
    }
}
