package io.vmshare.wire;

import io.vmshare.wire.HeadGuard.Phase;
import io.vmshare.wire.HeadGuard.Since;
import java.net.InetAddress;
import java.time.Duration;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * An open connection and its deadlines: for the first byte of a request, for the rest of its head, and for the progress
 * of an answer. {@link #check} is called now and then by one thread, and acts on the connection's own.
 */
final class WatchedConnection {

    /** What a reader must take within the stall timeout, so that one that takes a byte at a time is none. */
    private static final long MIN_PROGRESS = 1024;

    private final StreamConnection connection;
    private final HeadGuard guard;
    private final SinkMeter meter;
    private final LimitOptions limits;
    private final long stallNanos;
    private long progressAt = System.nanoTime();
    private long takenThen;
    private boolean lastChance;

    /** Puts guard and meter in front of whatever will use {@code connection}, whose other end is {@code peer}. */
    WatchedConnection(
            StreamConnection connection,
            InetAddress peer,
            LimitOptions limits,
            HeadBudget budget,
            EarlyAnswers answers,
            Duration stallTimeout) {
        this.connection = connection;
        this.limits = limits;
        this.stallNanos = stallTimeout.toNanos();
        this.meter = new SinkMeter(connection.getSinkChannel());
        EarlyWriter early = new EarlyWriter(answers, connection, peer, meter);
        this.guard = new HeadGuard(connection.getSourceChannel().getConduit(), limits.head(), budget, early);
        connection.getSourceChannel().setConduit(guard);
    }

    void check(long now) {
        Since since = guard.since();
        long waited = now - since.nanos();
        if (since.phase() == Phase.IDLE && waited > limits.idleTimeout().toNanos()) {
            onIoThread(() -> {
                if (guard.since().equals(since)) {
                    close();
                }
            });
        } else if (since.phase() == Phase.HEAD && waited > limits.headTimeout().toNanos()) {
            onIoThread(() -> {
                if (guard.since().equals(since)) {
                    guard.timeOut();
                }
            });
        }
        checkProgress(now);
    }

    /**
     * A connection counts as writable only when much of its buffer is free. A slow reader has freed a little, so before
     * one is cut what waits is told to try.
     */
    private void checkProgress(long now) {
        long taken = meter.taken();
        if (!meter.isWriteResumed() || taken - takenThen >= MIN_PROGRESS) {
            progressAt = now;
            takenThen = taken;
            lastChance = false;
        } else if (now - progressAt > stallNanos) {
            if (lastChance) {
                onIoThread(this::close);
            } else {
                lastChance = true;
                onIoThread(meter::wakeupWrites);
            }
        }
    }

    /** To be called once, when the connection is closed. */
    void forget() {
        guard.release();
    }

    void close() {
        IoUtils.safeClose(connection);
    }

    private void onIoThread(Runnable action) {
        connection.getIoThread().execute(action);
    }
}
