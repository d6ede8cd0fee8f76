package io.vmshare.archive;

import io.vmshare.archive.tree.NameRoom;
import io.vmshare.http.RequestRefused;
import io.vmshare.work.PlaceGate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much archives may take at once, however many clients ask and however slowly they read: so many of them in each place,
 * an eighth of the heap for what is planned, of which one takes a quarter at most, and half of the heap for the names of
 * directories that are being walked. Thread-safe.
 */
final class ArchiveRoom {

    private static final int SHARE_OF_HEAP = 8;
    private static final int SHARE_OF_ALL = 4;
    private static final int NAMES_PER_PLAN = 4;

    private final PlaceGate gate;
    private final long maxBytes;
    private final long maxNameBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong nameBytes = new AtomicLong();

    ArchiveRoom(int maxAtOnce) {
        this(maxAtOnce, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    ArchiveRoom(int maxAtOnce, long maxBytes) {
        this.gate = new PlaceGate(maxAtOnce);
        this.maxBytes = maxBytes;
        this.maxNameBytes = maxBytes * NAMES_PER_PLAN;
    }

    /**
     * Returns a place for one archive, to be closed.
     *
     * @param from where its directory lies, if that is a place that may hang
     * @throws RequestRefused with 503 if there is none
     */
    Place enter(Optional<String> from) {
        return new Place(gate.enter(from)
                .orElseThrow(() -> new RequestRefused(503, "too many archives are being sent; try again")));
    }

    /** Returns how many bytes are taken. */
    long bytes() {
        return bytes.get();
    }

    /** Returns how many bytes names take. */
    long nameBytes() {
        return nameBytes.get();
    }

    /** The place of one archive. One thread at a time. */
    final class Place implements NameRoom, AutoCloseable {

        private final PlaceGate.Pass pass;
        private long taken;
        private long takenForNames;

        private Place(PlaceGate.Pass pass) {
            this.pass = pass;
        }

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
        public void takeNames(long count) {
            if (takenForNames + count > maxNameBytes) {
                throw new RequestRefused(503, "too many files in one directory for this memory");
            }
            if (nameBytes.addAndGet(count) > maxNameBytes) {
                nameBytes.addAndGet(-count);
                throw new RequestRefused(503, "too many archives of large directories are being sent; try again");
            }
            takenForNames += count;
        }

        @Override
        public void giveBackNames(long count) {
            nameBytes.addAndGet(-count);
            takenForNames -= count;
        }

        @Override
        public void close() {
            giveBack();
            giveBackNames(takenForNames);
            pass.close();
        }
    }
}
