package io.vmshare.listing.walk;

import io.vmshare.http.RequestRefused;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Lets so many walks be open at once, and a few of them work: one that waits for its reader keeps nobody from working. Those
 * of a place that may hang are counted apart. Thread-safe.
 */
public final class WalkGate {

    private static final int MOST_OPEN = 16;
    private static final int MOST_WORKING = 4;

    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /**
     * Returns a pass for one walk in {@code place}, which its holder closes.
     *
     * @throws RequestRefused with 503 if there are too many
     */
    public Pass enter(String place) {
        Place entered = places.computeIfAbsent(place, name -> new Place());
        if (!entered.open.tryAcquire()) {
            throw new RequestRefused(503, "too many searches and deep listings at once; try again");
        }
        return new Pass(entered);
    }

    private static final class Place {
        final Semaphore open = new Semaphore(MOST_OPEN);
        final Semaphore working = new Semaphore(MOST_WORKING, true);
    }

    /** One walk's. Used by one thread at a time. */
    public static final class Pass implements AutoCloseable {

        private final Place place;
        private boolean closed;

        private Pass(Place place) {
            this.place = place;
        }

        /** Waits until it may work. */
        void begin() throws InterruptedIOException {
            try {
                place.working.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while others search");
            }
        }

        /** Lets others work. */
        void end() {
            place.working.release();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                place.open.release();
            }
        }
    }
}
