package io.vmshare.send;

import io.undertow.server.HttpServerExchange;
import io.vmshare.text.LogText;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/**
 * One body on its way out. It goes on whenever the connection takes bytes again and never parks a thread on a reader: at the
 * exchange's workplace if files may hang there, since they are closed here, too, or if the body may block, else on the
 * connection's I/O thread. A failure cuts the connection, since the head has promised what cannot come any more; so does a
 * reader that takes nothing for the stall timeout.
 */
final class Transfer implements ChannelListener<StreamSinkChannel>, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

    /** How many slices one turn writes at most while the reader keeps up. */
    private static final int SLICES_PER_TURN = 4;

    private final HttpServerExchange exchange;
    private final Representation representation;
    private final Body body;
    private final long stallNanos;
    private final Set<Transfer> waiting;
    private final StreamSinkChannel sink;
    private volatile long lastProgress = System.nanoTime();
    private volatile boolean inHandler = true;
    private volatile boolean working;
    private volatile boolean waits;
    private volatile boolean lastChance;
    private volatile boolean over;
    private volatile XnioExecutor.@Nullable Key watch;

    /**
     * Creates one that is among {@code waiting} from its first wait for the reader until it is over; then it closes
     * {@code body} and {@code representation}, whose body it is.
     */
    Transfer(
            HttpServerExchange exchange,
            Representation representation,
            Body body,
            Duration stallTimeout,
            Set<Transfer> waiting) {
        this.exchange = exchange;
        this.representation = representation;
        this.body = body;
        this.stallNanos = stallTimeout.toNanos();
        this.waiting = waiting;
        this.sink = exchange.getResponseChannel();
    }

    /** Begins, on the thread of the handler, which returns afterwards. */
    void start() {
        sink.getWriteSetter().set(this);
        run();
        inHandler = false;
    }

    /** The connection takes bytes again. */
    @Override
    public void handleEvent(StreamSinkChannel channel) {
        if (Workplace.of(exchange).local() && !body.blocks()) {
            run();
            return;
        }
        channel.suspendWrites();
        try {
            Workplace.of(exchange).executor().execute(this);
        } catch (RejectedExecutionException e) {
            cut(e);
        }
    }

    /** Ends it from outside, when no other thread will: one that is at work fails by itself. */
    void abandon() {
        if (!working) {
            cut(new ClosedChannelException());
        }
    }

    /** Writes the next slices. */
    @Override
    public void run() {
        if (over) {
            return; // it was abandoned while its body was waited for
        }
        working = true;
        waits = false;
        try {
            for (int slices = 0; slices < SLICES_PER_TURN; slices++) {
                long written = body.writeTo(sink);
                if (written == Body.DONE) {
                    finish();
                    return;
                }
                if (written == Body.WAITING && !inHandler) {
                    await();
                    return;
                }
                if (written == 0 || written == Body.WAITING) {
                    break; // a handler that returns without resuming anything would end the exchange
                }
                lastProgress = System.nanoTime();
            }
            keepWatch();
            working = false;
            sink.resumeWrites();
        } catch (IOException | RejectedExecutionException e) {
            cut(e);
        } catch (RuntimeException | Error e) {
            cut(e); // first of all: there may be too little memory left to tell of it
            LOG.error("Cannot go on with {}", LogText.escape(exchange.getRequestURI()), e);
        }
    }

    /** Leaves it to the body to go on: as long as it has nothing to write, that the reader would take some is no news. */
    private void await() throws IOException {
        sink.suspendWrites();
        lastProgress = System.nanoTime(); // what was written before is out
        keepWatch();
        waits = true;
        working = false;
        body.whenReady(this::goOn); // from here on another thread may be at work
    }

    private void goOn() {
        lastProgress = System.nanoTime();
        try {
            Workplace.of(exchange).executor().execute(this);
        } catch (RejectedExecutionException e) {
            abandon();
        }
    }

    private void finish() {
        end();
        exchange.endExchange(); // flushes what is buffered, by writability too
    }

    private void cut(Throwable reason) {
        end();
        IoUtils.safeClose(exchange.getConnection());
        exchange.endExchange();
        LOG.debug("Cut the connection with {}", exchange.getSourceAddress(), reason);
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        waiting.remove(this);
        XnioExecutor.Key pending = watch;
        if (pending != null) {
            pending.remove();
        }
        IoUtils.safeClose(body);
        IoUtils.safeClose(representation);
    }

    private void keepWatch() throws IOException {
        if (lastChance && System.nanoTime() - lastProgress >= stallNanos) {
            throw new SocketTimeoutException("the reader took no byte for " + stallNanos / 1_000_000 + " ms");
        }
        if (watch == null || lastChance) {
            lastChance = false;
            waiting.add(this);
            watch = watchAfter(stallNanos);
        }
    }

    private XnioExecutor.Key watchAfter(long nanos) {
        return exchange.getIoThread().executeAfter(this::checkProgress, nanos, TimeUnit.NANOSECONDS);
    }

    /** Runs on the I/O thread, as the write listener does. */
    private void checkProgress() {
        if (over) {
            return;
        }
        long silent = System.nanoTime() - lastProgress;
        boolean slowSource = working || waits;
        if (slowSource || silent < stallNanos) {
            watch = watchAfter(slowSource ? stallNanos : stallNanos - silent);
        } else {
            // A connection counts as writable only when much of its buffer is free. A slow reader has freed a little.
            lastChance = true;
            handleEvent(sink);
        }
    }
}
