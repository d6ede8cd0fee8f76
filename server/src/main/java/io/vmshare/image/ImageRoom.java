package io.vmshare.image;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory open images, and what unpacks their files, may take at once: a quarter of the heap. Clients that ask for
 * many and read nothing, and images that hold very much, would fill it. Thread-safe.
 */
public final class ImageRoom {

    private static final int SHARE_OF_HEAP = 4;

    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();

    /** Creates an empty one for this JVM. */
    public ImageRoom() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Creates an empty one for {@code maxBytes}. */
    public ImageRoom(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Takes {@code length} bytes, which are to be given back.
     *
     * @throws ImageRoomException if there are not as many; then none is taken
     */
    public void take(long length) throws ImageRoomException {
        if (bytes.addAndGet(length) > maxBytes) {
            bytes.addAndGet(-length);
            throw new ImageRoomException();
        }
    }

    /** Gives back what was taken. */
    public void giveBack(long length) {
        bytes.addAndGet(-length);
    }

    /** Returns how many bytes are taken. */
    public long bytes() {
        return bytes.get();
    }
}
