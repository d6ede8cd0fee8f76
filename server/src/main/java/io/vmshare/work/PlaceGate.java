package io.vmshare.work;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets so many do one kind of work at once in each place that may hang, and as many everywhere else, so that those who hang in
 * one place keep nobody from it in another. A place is known as long as somebody is there. Thread-safe.
 */
public final class PlaceGate {

    private final int most;
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /** Creates one that lets {@code most} into each place. */
    public PlaceGate(int most) {
        this.most = most;
    }

    /**
     * Returns a pass, which its holder closes, or empty if there are too many in {@code place}.
     *
     * @param place its name, if it is one that may hang
     */
    public Optional<Pass> enter(Optional<String> place) {
        Place entered = come(place);
        boolean passes = false;
        try {
            passes = entered.free.tryAcquire();
            return passes ? Optional.of(new Pass(entered)) : Optional.empty();
        } finally {
            if (!passes) {
                go(entered);
            }
        }
    }

    /**
     * Returns a pass, which its holder closes, when there is one: whoever came first has it first.
     *
     * @param place its name, if it is one that may hang
     */
    public Pass await(Optional<String> place) throws InterruptedException {
        Place entered = come(place);
        boolean passes = false;
        try {
            entered.free.acquire();
            passes = true;
            return new Pass(entered);
        } finally {
            if (!passes) {
                go(entered);
            }
        }
    }

    /** Returns how many places are known. */
    int places() {
        return places.size();
    }

    private Place come(Optional<String> place) {
        return places.compute(place.orElse(""), (name, known) -> {
            Place entered = known == null ? new Place(name, most) : known;
            entered.users++;
            return entered;
        });
    }

    private void go(Place place) {
        places.computeIfPresent(place.name, (name, known) -> {
            known.users--;
            return known.users == 0 ? null : known;
        });
    }

    private static final class Place {

        final String name;
        final Semaphore free;

        /** Who has a pass, wants one or waits; counted in the map's own turn for the name. */
        int users;

        Place(String name, int most) {
            this.name = name;
            this.free = new Semaphore(most, true);
        }
    }

    /** That of one. */
    public final class Pass implements AutoCloseable {

        private final Place place;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Pass(Place place) {
            this.place = place;
        }

        /** Makes room for another one, once. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                place.free.release();
                go(place);
            }
        }
    }
}
