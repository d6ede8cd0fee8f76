package io.vmshare.archive;

import io.vmshare.http.RequestRefused;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much archives may take at once, however many clients ask and however slowly they read: so many of them, and an eighth of
 * the heap for what is planned, of which one takes a quarter at most. Thread-safe.
 */
final class ArchiveRoom {

    private static final int SHARE_OF_HEAP = 8;
    private static final int SHARE_OF_ALL = 4;

    private final int maxAtOnce;
    private final long maxBytes;
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    ArchiveRoom(int maxAtOnce) {
        this(maxAtOnce, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    ArchiveRoom(int maxAtOnce, long maxBytes) {
        this.maxAtOnce = maxAtOnce;
        this.maxBytes = maxBytes;
    }

    /**
     * Returns a place for one archive, to be closed.
     *
     * @throws RequestRefused with 503 if there is none
     */
    Place enter() {
        if (atOnce.incrementAndGet() > maxAtOnce) {
            atOnce.decrementAndGet();
            throw new RequestRefused(503, "too many archives are being sent; try again");
        }
        return new Place();
    }

    /** Returns how many are under way. */
    int atOnce() {
        return atOnce.get();
    }

    /** Returns how many bytes are taken. */
    long bytes() {
        return bytes.get();
    }

    /** The place of one archive. One thread at a time. */
    final class Place implements AutoCloseable {

        private long taken;
        private boolean closed;

        private Place() {}

        /**
         * Takes {@code count} bytes more; returns false if that is too much for one archive.
         *
         * @throws RequestRefused with 503 if others have taken too much
         */
        boolean take(long count) {
            if (taken + count > maxBytes / SHARE_OF_ALL) {
                return false;
            }
            if (bytes.addAndGet(count) > maxBytes) {
                bytes.addAndGet(-count);
                throw new RequestRefused(503, "too many archives are being sent; try again");
            }
            taken += count;
            return true;
        }

        /** Gives back the bytes that were taken. */
        void giveBack() {
            bytes.addAndGet(-taken);
            taken = 0;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                giveBack();
                atOnce.decrementAndGet();
            }
        }
    }
}
