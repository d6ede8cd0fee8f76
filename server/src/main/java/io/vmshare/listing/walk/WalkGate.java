package io.vmshare.listing.walk;

import io.vmshare.http.RequestRefused;
import io.vmshare.work.PlaceGate;
import java.io.InterruptedIOException;
import java.util.Optional;

/**
 * Lets so many walks be open at once, and a few of them work: one that waits for its reader keeps nobody from working. Those
 * of a place that may hang are counted apart. Thread-safe.
 */
public final class WalkGate {

    private static final int MOST_OPEN = 16;
    private static final int MOST_WORKING = 4;

    private final PlaceGate open = new PlaceGate(MOST_OPEN);
    private final PlaceGate working = new PlaceGate(MOST_WORKING);

    /**
     * Returns a pass for one walk, which its holder closes.
     *
     * @param place where it begins, if that is a place that may hang
     * @throws RequestRefused with 503 if there are too many
     */
    public Pass enter(Optional<String> place) {
        PlaceGate.Pass entered = open.enter(place)
                .orElseThrow(() -> new RequestRefused(503, "too many searches and deep listings at once; try again"));
        return new Pass(place, entered);
    }

    /** One walk's. */
    public final class Pass implements AutoCloseable {

        private final Optional<String> place;
        private final PlaceGate.Pass entered;

        private Pass(Optional<String> place, PlaceGate.Pass entered) {
            this.place = place;
            this.entered = entered;
        }

        /** Waits until it may work, and returns what lets others work when it is closed. */
        PlaceGate.Pass begin() throws InterruptedIOException {
            try {
                return working.await(place);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while others search");
            }
        }

        @Override
        public void close() {
            entered.close();
        }
    }
}
