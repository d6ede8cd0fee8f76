package io.vmshare;

import io.vmshare.text.LogText;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for what may block, with substitutes for those that do: as long as tasks wait in the queue, each thread that is
 * stuck in one task is made up for, and when it comes free they are fewer again. Java can neither open a FIFO without
 * waiting for its writer nor end such a wait. One check at a time looks after all, and none while no task waits.
 */
final class Workers implements Executor, AutoCloseable {

    /** No more than this many threads, whatever is stuck. */
    static final int MAX_THREADS = 1000;

    /** After this long in one task a thread counts as stuck. */
    static final Duration STUCK_AFTER = Duration.ofSeconds(2);

    /** Two for each, so that those who make threads stuck are outrun. */
    private static final int SUBSTITUTES = 2;

    private static final int CHECKS_UNTIL_STUCK = 4;
    private static final long IDLE_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final String name;
    private final int threads;
    private final long stuckNanos;
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    private final Pool pool;
    private final ScheduledThreadPoolExecutor clock;
    private final AtomicBoolean watching = new AtomicBoolean();
    private final AtomicBoolean warned = new AtomicBoolean();

    /** Creates {@code threads} of them, called {@code share NAME}. They are made when needed. */
    Workers(String name, int threads) {
        this(name, threads, STUCK_AFTER);
    }

    Workers(String name, int threads, Duration stuckAfter) {
        this.name = name;
        this.threads = threads;
        this.stuckNanos = stuckAfter.toNanos();
        this.pool = new Pool();
        this.clock = new ScheduledThreadPoolExecutor(1, task -> daemon(new Thread(task, "share watch")));
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Runs {@code task} on one of the threads, at once or when one is free.
     *
     * @throws RejectedExecutionException if they are closed
     */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
        if (!pool.getQueue().isEmpty() && watching.compareAndSet(false, true)) {
            checkLater();
        }
    }

    /** Returns how many threads there may be now. */
    int size() {
        return pool.getMaximumPoolSize();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // check lets nothing out
    private void checkLater() {
        try {
            clock.schedule(this::check, stuckNanos / CHECKS_UNTIL_STUCK, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            watching.set(false); // closed
        }
    }

    private void check() {
        boolean again = true;
        try {
            again = adjust();
        } catch (RuntimeException | OutOfMemoryError e) { // the latter, too, if the system has no more threads
            LOG.error("Cannot adjust the threads for files ({})", LogText.escape(name), e);
        }
        if (again) {
            checkLater();
            return;
        }
        watching.set(false);
        if (!pool.getQueue().isEmpty() && watching.compareAndSet(false, true)) {
            checkLater(); // came while this was given up
        }
    }

    /** Makes them as many as are needed now, and returns whether that may change without a further task. */
    private boolean adjust() {
        long now = System.nanoTime();
        int stuck = (int) workers.stream().filter(worker -> worker.isStuck(now)).count();
        boolean waiting = !pool.getQueue().isEmpty();
        int wanted = wanted(threads, size(), stuck, waiting);
        if (waiting && 2 * stuck >= threads && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "{} requests have been waiting for files ({}) for over {} ms, perhaps for FIFOs or a disk that hangs;"
                            + " others get further threads",
                    stuck,
                    LogText.escape(name),
                    TimeUnit.NANOSECONDS.toMillis(stuckNanos));
        }
        if (wanted == threads) {
            warned.set(false);
        }
        pool.resize(wanted);
        return wanted > threads || waiting;
    }

    /**
     * Returns how many threads there are to be: more only while tasks wait, fewer as soon as less of them are stuck.
     * Pure.
     */
    static int wanted(int threads, int now, int stuck, boolean waiting) {
        int enough = (int) Math.min(threads + (long) SUBSTITUTES * stuck, MAX_THREADS);
        return waiting ? enough : Math.min(enough, now);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        pool.shutdownNow();
    }

    private static Thread daemon(Thread thread) {
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Takes a task at once only if an idle thread waits for it: for another one the pool makes a thread as long as it may. The
     * JDK's pools make one for each task while others are idle, or none before their queue is full.
     */
    private static final class Handover extends LinkedBlockingQueue<Runnable> {

        private static final long serialVersionUID = 1L;

        /** Threads that wait and for which no task lies here. */
        private int idle;

        @Override
        public synchronized boolean offer(Runnable task) {
            return idle > 0 && add(task);
        }

        /** Takes it in any case. */
        @Override
        public synchronized boolean add(Runnable task) {
            idle = Math.max(0, idle - 1);
            return super.offer(task);
        }

        @Override
        public @Nullable Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
            synchronized (this) {
                Runnable waiting = poll();
                if (waiting != null) {
                    return waiting;
                }
                idle++;
            }
            try {
                Runnable task = super.poll(timeout, unit);
                return task != null ? task : leave();
            } catch (InterruptedException e) {
                Runnable task = leave();
                if (task == null) {
                    throw e;
                }
                Thread.currentThread().interrupt();
                return task;
            }
        }

        /** Waits no more, unless a task came at the last moment. */
        private synchronized @Nullable Runnable leave() {
            Runnable task = poll();
            if (task == null) {
                idle = Math.max(0, idle - 1);
            }
            return task;
        }
    }

    private final class Pool extends ThreadPoolExecutor {

        Pool() {
            super(1, threads, IDLE_SECONDS, TimeUnit.SECONDS, new Handover());
            setThreadFactory(Worker::new);
            setRejectedExecutionHandler((task, pool) -> await(task));
            allowCoreThreadTimeOut(true);
        }

        /** If there may be more threads, those are made for what waits. */
        void resize(int size) {
            int more = size - getMaximumPoolSize();
            setMaximumPoolSize(size);
            for (; more > 0; more--) {
                Runnable task = getQueue().poll();
                if (task != null) {
                    execute(task);
                }
            }
        }

        /** Lets a task wait that no thread is idle for, as all are there that may be. */
        private void await(Runnable task) {
            if (isShutdown()) {
                throw new RejectedExecutionException("closed");
            }
            getQueue().add(task);
            if (isShutdown() && remove(task)) {
                throw new RejectedExecutionException("closed");
            }
            prestartCoreThread(); // should all have gone just now
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {
            ((Worker) thread).begin();
        }

        @Override
        protected void afterExecute(Runnable task, Throwable failure) {
            ((Worker) Thread.currentThread()).end();
        }
    }

    /** A thread that knows since when it has been at its task. */
    private final class Worker extends Thread {

        private volatile boolean busy;
        private volatile long since;

        Worker(Runnable work) {
            super(work, "share " + name);
            setDaemon(true);
        }

        @Override
        public void run() {
            workers.add(this);
            try {
                super.run();
            } finally {
                workers.remove(this);
            }
        }

        void begin() {
            since = System.nanoTime();
            busy = true;
        }

        void end() {
            busy = false;
        }

        boolean isStuck(long now) {
            return busy && now - since >= stuckNanos;
        }
    }
}
