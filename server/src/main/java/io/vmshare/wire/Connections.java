package io.vmshare.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.XnioWorker;

/** The open connections. One too many is closed without an answer, and so is one that keeps us waiting. Thread-safe. */
public final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private static final long LONGEST_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final InetAddress NOBODY = new InetSocketAddress(0).getAddress();

    private final LimitOptions limits;
    private final EarlyAnswers answers;
    private final Duration stallTimeout;
    private final AtomicBoolean warned = new AtomicBoolean();
    private final HeadBudget budget = new HeadBudget();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<StreamConnection, WatchedConnection> open = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private final XnioExecutor.Key checks;

    /**
     * Creates the collection and begins to watch over it.
     *
     * @param worker whose I/O threads serve the connections
     * @param answers what is answered before the engine reads it
     * @param stallTimeout how long an answer may make next to no progress
     */
    public Connections(XnioWorker worker, LimitOptions limits, EarlyAnswers answers, Duration stallTimeout) {
        this.limits = limits;
        this.answers = answers;
        this.stallTimeout = stallTimeout;
        this.checks = worker.getIoThread().executeAtInterval(this::checkAll, intervalNanos(), TimeUnit.NANOSECONDS);
    }

    /** Hands an accepted connection to {@code next}, or closes it. Called on the connection's I/O thread. */
    public void accept(StreamConnection connection, ChannelListener<StreamConnection> next) {
        InetSocketAddress from = connection.getPeerAddress(InetSocketAddress.class);
        InetAddress peer = from == null ? NOBODY : from.getAddress(); // of one that is closed again
        if (!countIn(peer)) {
            IoUtils.safeClose(connection);
            return;
        }
        open.put(connection, new WatchedConnection(connection, peer, limits, budget, answers, stallTimeout));
        next.handleEvent(connection);
        // The engine has set its own close listener by now; ours goes around it.
        ChannelListener<? super StreamConnection> engine = connection.getCloseListener();
        connection.setCloseListener(closed -> {
            forget(closed, peer);
            ChannelListeners.invokeChannelListener(closed, engine);
        });
        if (!connection.isOpen()) {
            forget(connection, peer); // closed before ours was set, by this thread or by a handler on another
        }
    }

    /** Closes them all and ends the watch. */
    public void closeAll() {
        checks.remove();
        open.values().forEach(WatchedConnection::close);
    }

    private void checkAll() {
        long now = System.nanoTime();
        for (WatchedConnection connection : open.values()) {
            connection.check(now);
        }
    }

    private long intervalNanos() {
        long shortest = Math.min(
                stallTimeout.toNanos(),
                Math.min(limits.headTimeout().toNanos(), limits.idleTimeout().toNanos()));
        return Math.max(Math.min(LONGEST_INTERVAL_NANOS, shortest / 4), SHORTEST_INTERVAL_NANOS);
    }

    private boolean countIn(InetAddress peer) {
        if (count.incrementAndGet() > limits.maxConnections()) {
            count.decrementAndGet();
            return refuse(limits.maxConnections(), "in all", peer);
        }
        if (isCounted() && perAddress.merge(peer, 1, Integer::sum) > limits.maxConnectionsPerAddress()) {
            countOut(peer);
            return refuse(limits.maxConnectionsPerAddress(), "from its address", peer);
        }
        return true;
    }

    /** Tells the owner the first time; after that it would only fill the log. */
    private boolean refuse(int limit, String of, InetAddress peer) {
        if (warned.compareAndSet(false, true)) {
            LOG.warn(
                    "Closed a connection of {} unanswered, since there are {} {}; so will be others",
                    text(peer),
                    limit,
                    of);
        } else {
            LOG.debug("Closed a connection of {} unanswered, since there are {} {}", text(peer), limit, of);
        }
        return false;
    }

    private static String text(InetAddress peer) {
        return String.valueOf(peer.getHostAddress());
    }

    private void forget(StreamConnection connection, InetAddress peer) {
        WatchedConnection watched = open.remove(connection);
        if (watched != null) {
            watched.forget();
            countOut(peer);
        }
    }

    private void countOut(InetAddress peer) {
        count.decrementAndGet();
        if (isCounted()) {
            perAddress.computeIfPresent(peer, (address, number) -> number == 1 ? null : number - 1);
        }
    }

    private boolean isCounted() {
        return limits.maxConnectionsPerAddress() > 0;
    }
}
