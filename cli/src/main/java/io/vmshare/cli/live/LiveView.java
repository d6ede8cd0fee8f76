package io.vmshare.cli.live;

import io.vmshare.cli.host.StandardStreams;
import io.vmshare.transfer.Download;
import io.vmshare.transfer.TransferListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Shows at the end of standard error who downloads what while downloads run, if that is a terminal. Those who send only put
 * a download into a set and take it out again; a thread that sleeps while there is none looks at the counters. Thread-safe.
 */
public final class LiveView implements TransferListener, Runnable, AutoCloseable {

    /** What is over sooner is a line in the log and no more. */
    private static final long APPEAR_NANOS = 400_000_000;

    private static final long TICK_NANOS = 200_000_000;

    /** So many that were over since the last look are counted into what belongs to them. */
    private static final int MAX_OVER = 4096;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Set<Download> underWay = ConcurrentHashMap.newKeySet();
    private final Queue<Download> over = new ConcurrentLinkedQueue<>();
    private final AtomicInteger overCount = new AtomicInteger();
    private volatile @Nullable Thread thread;
    private volatile boolean idle;
    private volatile boolean off;
    private @Nullable Screen screen; // the drawing thread's

    /** Begins to watch, on a thread of its own that wakes when the first download does. */
    public void start() {
        Thread drawer = new Thread(this, "share-live");
        drawer.setDaemon(true);
        thread = drawer;
        drawer.start();
    }

    @Override
    public void begun(Download download) {
        if (off || download.isOver()) {
            return;
        }
        underWay.add(download);
        if (idle) {
            idle = false;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void ended(Download download) {
        if (underWay.remove(download) && !idle && overCount.get() < MAX_OVER) {
            overCount.incrementAndGet();
            over.add(download);
        }
    }

    /** Takes the view off the screen for good. */
    @Override
    public void close() {
        off = true;
        LockSupport.unpark(thread);
        StandardStreams.whileNobodyWrites(PATIENCE, () -> StandardStreams.setOverlay(null));
    }

    @Override
    public void run() {
        while (!off) {
            if (underWay.isEmpty()) {
                sleep();
            } else {
                LockSupport.parkNanos(APPEAR_NANOS);
                if (!underWay.isEmpty()) {
                    show();
                }
            }
        }
    }

    private void sleep() {
        takeOver(); // what they belonged to is not shown any more
        idle = true;
        while (idle && underWay.isEmpty() && !off) {
            LockSupport.park(this);
        }
        idle = false;
    }

    private List<Download> takeOver() {
        List<Download> taken = new ArrayList<>();
        for (Download next = over.poll(); next != null; next = over.poll()) {
            overCount.decrementAndGet();
            taken.add(next);
        }
        return taken;
    }

    /** Draws until nothing is under way. */
    private void show() {
        Screen terminal = screen();
        if (terminal == null) {
            off = true;
            underWay.clear();
            return;
        }
        StandardStreams.setOverlay(terminal);
        try {
            draw(terminal);
        } finally {
            StandardStreams.setOverlay(null);
        }
    }

    private void draw(Screen terminal) {
        Rows rows = new Rows();
        while (!off && !underWay.isEmpty()) {
            if (overCount.get() >= MAX_OVER) {
                rows = new Rows(); // some were lost
            }
            List<Download> ended = takeOver();
            long now = System.nanoTime();
            rows.look(underWay, ended, now);
            draw(terminal, rows.since(now - APPEAR_NANOS));
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private void draw(Screen terminal, List<Row> rows) {
        terminal.readSize();
        StandardStreams.whileNobodyWrites(PATIENCE, () -> {
            if (!off) { // nothing is drawn after it was taken off
                terminal.draw(rows);
            }
        });
    }

    private @Nullable Screen screen() {
        if (screen == null) {
            screen = Screen.open();
        }
        return screen;
    }
}
