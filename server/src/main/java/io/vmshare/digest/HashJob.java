package io.vmshare.digest;

import io.vmshare.digest.Hashing.FileChangedException;
import io.vmshare.path.Name;
import io.vmshare.send.Representation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * The digest of one version of a file in the making, for all who wait for it. It goes on as long as one of them is there, and
 * closes what it reads from. Thread-safe.
 */
final class HashJob implements Runnable {

    /** How long one turn takes. */
    static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final Logger LOG = LoggerFactory.getLogger(HashJob.class);

    /** Who waits for the end. */
    interface Waiter {
        /** Returns whether nobody is there any more who would be told. Asked before each turn, by one thread at a time. */
        boolean hasLeft();

        /** It is over, or this waiter has left. Called once at most, on any thread. */
        void over();
    }

    private final Representation source;
    private final Name name;
    private final Algorithm algorithm;
    private final FileDigests digests;
    private final Turns turns;
    private final Consumer<HashJob> whenOver;
    private final List<Waiter> waiters = new ArrayList<>();
    private @Nullable Hashing hashing;
    private boolean running;
    private boolean over;
    private byte @Nullable [] digest;

    /**
     * Creates one that reads from {@code source}, a file called {@code name}, in some of {@code turns}.
     *
     * @param whenOver what lets nobody join it any more
     */
    HashJob(
            Representation source,
            Name name,
            Algorithm algorithm,
            FileDigests digests,
            Turns turns,
            Consumer<HashJob> whenOver) {
        this.source = source;
        this.name = name;
        this.algorithm = algorithm;
        this.digests = digests;
        this.turns = turns;
        this.whenOver = whenOver;
    }

    /** Has {@code waiter} wait for the end; returns false if there is no digest to come of this. */
    synchronized boolean join(Waiter waiter) {
        if (over) {
            return digest != null;
        }
        waiters.add(waiter);
        return true;
    }

    /** Has {@code waiter} wait no longer. */
    void leave(Waiter waiter) {
        synchronized (this) {
            waiters.remove(waiter);
        }
        endUnlessWaitedFor();
    }

    /** Returns whether this closes {@code representation} when it is over. */
    @SuppressWarnings("ReferenceEquality") // it is this one or another
    boolean owns(Representation representation) {
        return source == representation;
    }

    /** Returns whether there is a digest, or never will be one. */
    synchronized boolean isOver() {
        return over;
    }

    /** Returns the digest; null if there is none. */
    synchronized byte @Nullable [] digest() {
        return digest;
    }

    /** Takes a turn. */
    @Override
    public void run() {
        synchronized (this) {
            if (over) {
                return;
            }
            running = true;
        }
        byte[] made = null;
        boolean more = true;
        try {
            if (isWaitedFor()) {
                made = goOn();
                more = made == null;
            }
        } catch (FileChangedException e) {
            more = false;
            LOG.warn("Cut the checksum of {}: {}", name, e.getMessage());
        } catch (IOException e) {
            more = false;
            LOG.debug("Cannot read {} for its checksum", name, e);
        } catch (RuntimeException | Error e) {
            more = false;
            LOG.error("Cannot go on with the checksum of {}", name, e);
        }
        if (more) {
            again();
        } else {
            end(made);
        }
    }

    private byte @Nullable [] goOn() throws IOException {
        if (hashing == null) {
            byte[] known = digests.known(source, algorithm).orElse(null);
            if (known != null) {
                return known; // it was made since this was asked for
            }
            hashing = new Hashing(source, algorithm);
        }
        return digests.goOn(hashing, System.nanoTime() + TURN_NANOS) ? digests.finish(hashing) : null;
    }

    private void again() {
        synchronized (this) {
            running = false;
        }
        try {
            if (!endUnlessWaitedFor()) {
                turns.add(this);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("No more turns for {}", name, e);
            end(null);
        }
    }

    /** Ends it if nobody waits and no turn is under way; returns whether it is over. */
    private boolean endUnlessWaitedFor() {
        synchronized (this) {
            if (over || running || !waiters.isEmpty()) {
                return over;
            }
            over = true; // from here on nobody joins
        }
        close();
        return true;
    }

    /** Looks who is still there. */
    private boolean isWaitedFor() {
        List<Waiter> gone = new ArrayList<>();
        boolean some;
        synchronized (this) {
            waiters.removeIf(waiter -> waiter.hasLeft() && gone.add(waiter));
            some = !waiters.isEmpty();
        }
        gone.forEach(Waiter::over);
        return some;
    }

    private void end(byte @Nullable [] made) {
        List<Waiter> told;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            running = false;
            digest = made;
            told = List.copyOf(waiters);
            waiters.clear();
        }
        close();
        told.forEach(Waiter::over);
    }

    private void close() {
        whenOver.accept(this);
        IoUtils.safeClose(source);
    }
}
