package io.vmshare.digest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Long work in short turns, a few at once and each in its order, so that processors and disks are left for who wants less and
 * no thread waits. A turn that is stuck, as on a disk that hangs, keeps none of the others waiting. Thread-safe.
 */
final class Turns {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private static final Duration STUCK_AFTER = Duration.ofSeconds(2);

    private final Executor executor;
    private final int most;
    private final long stuckNanos;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Set<Turn> running = new HashSet<>();
    private boolean looksLater;

    /** Creates those that {@code executor} runs, {@code most} at once. */
    Turns(Executor executor, int most) {
        this(executor, most, STUCK_AFTER);
    }

    /** Creates those of which one is stuck that takes longer than {@code stuckAfter}. */
    Turns(Executor executor, int most, Duration stuckAfter) {
        this.executor = executor;
        this.most = most;
        this.stuckNanos = stuckAfter.toNanos();
    }

    /** Returns as many as leave processors to others, and let one go on beside one that is stuck. */
    static int mostAtOnce() {
        return Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
    }

    /**
     * Has {@code work} run once, behind what waits already.
     *
     * @throws RejectedExecutionException if nothing runs any more
     */
    synchronized void add(Runnable work) {
        waiting.add(work);
        start();
    }

    /** Returns how many wait for their turn. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Whoever waits behind those that get stuck has nobody to start him. */
    private synchronized void lookAgain() {
        looksLater = false;
        goOn();
    }

    private void start() {
        long now = System.nanoTime();
        int busy = 0;
        for (Turn turn : running) {
            busy += turn.isStuck(now) ? 0 : 1;
        }
        for (; busy < most && !waiting.isEmpty(); busy++) {
            Turn turn = new Turn(waiting.element());
            running.add(turn);
            try {
                executor.execute(turn);
            } catch (RejectedExecutionException e) {
                running.remove(turn);
                waiting.clear(); // it is closed, and so is who waits
                throw e;
            } catch (RuntimeException | Error e) {
                running.remove(turn); // no thread can be made now; it stays first
                throw e;
            }
            waiting.remove();
        }
        if (!waiting.isEmpty() && !looksLater) {
            looksLater = true;
            CompletableFuture.delayedExecutor(stuckNanos, TimeUnit.NANOSECONDS, executor)
                    .execute(this::lookAgain);
        }
    }

    private synchronized void end(Turn turn) {
        running.remove(turn);
        goOn();
    }

    private void goOn() {
        try {
            start();
        } catch (RejectedExecutionException e) {
            LOG.debug("No more turns", e);
        }
    }

    private final class Turn implements Runnable {

        private final Runnable work;
        private volatile long since;
        private volatile boolean begun;

        Turn(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            since = System.nanoTime();
            begun = true;
            try {
                work.run();
            } finally {
                end(this);
            }
        }

        boolean isStuck(long now) {
            return begun && now - since > stuckNanos;
        }
    }
}
