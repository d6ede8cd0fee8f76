package io.vmshare.wire;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.vmshare.http.HeadLimits;
import io.vmshare.http.RequestHead;
import io.vmshare.http.RequestLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Stands between a connection and the engine's parser and lets it read one head at a time, each read strictly before. So
 * the engine never sees a byte behind a head until it has answered that, nor any byte of what it would forgive. In place
 * of a head that is refused it gets one that asks for nothing, so that the refusal takes the way of every answer; see
 * {@link #refusalOf}. After a connection's last request everything that comes is thrown away. Reads are made by one
 * thread at a time; the phase may be read by any.
 */
public final class HeadGuard extends AbstractStreamSourceConduit<StreamSourceConduit> {

    /** How much is read after the last request, so that the answer is not lost in a reset (RFC 9112 §9.6). */
    private static final long MAX_DISCARDED = 1024 * 1024;

    private static final int DISCARD_BYTES = 16 * 1024;

    /** What of a next request is taken in to see whether there is one. */
    private static final int GLANCE_BYTES = 256;

    /** So many requests that came at once are answered before others have their turn. */
    private static final int MAX_IN_TURN = 16;

    /** What a connection waits for. */
    enum Phase {
        /** The first byte of a request. */
        IDLE,
        /** The rest of a head. */
        HEAD,
        /** The answer to its end. */
        ANSWER
    }

    /** A phase and when it began, by {@link System#nanoTime}. */
    record Since(Phase phase, long nanos) {}

    private final HeadBuffer received;
    private final EarlyWriter early;
    private final HeadBudget.Part budgeted;
    private byte @Nullable [] head;
    private int given;
    private boolean last;
    private boolean searched;
    private long discarded;
    private Since idle = new Since(Phase.IDLE, System.nanoTime());
    private volatile RequestLine line = RequestLine.NONE;
    private volatile @Nullable RequestHead refused;
    private volatile Since since = idle;

    HeadGuard(StreamSourceConduit next, HeadLimits limits, HeadBudget budget, EarlyWriter early) {
        super(next);
        this.received = new HeadBuffer(limits);
        this.budgeted = budget.part();
        this.early = early;
        early.whenWritten(this::goOn);
    }

    /** Returns the request line of {@code exchange} as it came, if a guard has read it. */
    public static Optional<RequestLine> lineOf(HttpServerExchange exchange) {
        return guardOf(exchange).map(guard -> guard.line);
    }

    /** Returns the head that was refused in place of which {@code exchange} stands, if it does. */
    public static Optional<RequestHead> refusalOf(HttpServerExchange exchange) {
        return guardOf(exchange).map(guard -> guard.refused);
    }

    /**
     * Returns whether the client of {@code exchange}, which waits for the answer, has closed its end of the connection: it has
     * left, as a rule, though it may want the answer and have nothing else to ask. For who works long before there is
     * something to write. To be called by one thread at a time, while the answer cannot come to its end.
     */
    public static boolean hasClosed(HttpServerExchange exchange) {
        return !exchange.getConnection().isOpen()
                || guardOf(exchange).map(HeadGuard::isAtEnd).orElse(false);
    }

    private boolean isAtEnd() {
        if (!received.isEmpty()) {
            return false; // there is another request, behind which no end is seen
        }
        try {
            return receive(ByteBuffer.allocate(GLANCE_BYTES)) < 0;
        } catch (IOException e) {
            return true; // reset
        }
    }

    private static Optional<HeadGuard> guardOf(HttpServerExchange exchange) {
        return exchange.getConnection() instanceof AbstractServerConnection connection
                        && connection.getOriginalSourceConduit() instanceof HeadGuard guard
                ? Optional.of(guard)
                : Optional.empty();
    }

    Since since() {
        return since;
    }

    /** Refuses a head that does not become whole. Called on the I/O thread. */
    void timeOut() {
        if (since.phase() == Phase.HEAD) {
            begin(received.refused(408, "the head did not come in time"));
            next.wakeupReads();
        }
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        boolean moreMayHaveCome = true;
        for (int answered = 0; head == null && !last; ) {
            if (early.isUnfinished()) {
                return 0;
            }
            RequestHead whole = received.next();
            searched = whole == null;
            if (searched && received.isEmpty() && since.phase() == Phase.HEAD) {
                since = idle; // all that came was an empty line
            }
            if (!budgeted.hasRoomFor(received.capacity())) {
                // Here and now: thousands may be refused before the thread gets to the tasks that closing them leaves.
                received.clear();
                return -1; // as over the cap of connections: closed without an answer
            }
            if (whole == null) {
                if (!moreMayHaveCome && received.isEmpty()) {
                    return 0;
                }
                int room = dst.remaining();
                int count = receive(dst);
                if (count <= 0) {
                    return count;
                }
                moreMayHaveCome = count == room;
            } else if (whole.isRefused() || whole.isLast() || !early.answers(whole)) {
                begin(whole);
            } else {
                answered++;
                if (!isNextInTurn(answered)) {
                    return 0;
                }
            }
        }
        return head == null ? discard() : give(dst);
    }

    /** Returns whether the next request may be looked at now, after one that has been answered early. */
    private boolean isNextInTurn(int answered) {
        boolean turnIsOver = answered >= MAX_IN_TURN;
        if (turnIsOver && !received.isEmpty() && !early.isUnfinished()) {
            early.pause();
        }
        if (early.isUnfinished()) {
            since = new Since(Phase.ANSWER, System.nanoTime());
            next.suspendReads();
            return false;
        }
        since = new Since(received.isEmpty() ? Phase.IDLE : Phase.HEAD, System.nanoTime());
        return !turnIsOver;
    }

    /** Looks for the next request, when nothing waits any more: neither an answer for its reader nor a turn. */
    private void goOn() {
        since = new Since(received.isEmpty() ? Phase.IDLE : Phase.HEAD, System.nanoTime());
        if (isReadable()) {
            next.wakeupReads();
        } else {
            next.resumeReads();
        }
    }

    private void begin(RequestHead whole) {
        head = whole.forEngine();
        given = 0;
        last = whole.isLast();
        line = whole.line();
        if (whole.isRefused()) {
            refused = whole;
        }
        since = new Since(Phase.ANSWER, System.nanoTime());
    }

    /** Gives back what it takes of the budget, when the connection is closed. */
    void release() {
        budgeted.giveBack();
        early.forget();
    }

    /** Takes in what has come. The engine's buffer serves on the way. */
    private int receive(ByteBuffer dst) throws IOException {
        int start = dst.position();
        int count = next.read(dst);
        if (count > 0) {
            int limit = dst.limit();
            received.add(dst.limit(dst.position()).position(start));
            dst.limit(limit).position(start);
            if (since.phase() == Phase.IDLE && !received.isEmpty()) {
                idle = since;
                since = new Since(Phase.HEAD, System.nanoTime());
            }
        }
        return count;
    }

    private int give(ByteBuffer dst) {
        byte[] bytes = Objects.requireNonNull(head);
        int count = Math.min(dst.remaining(), bytes.length - given);
        dst.put(bytes, given, count);
        given += count;
        if (given == bytes.length) {
            head = null;
        }
        return count;
    }

    private int discard() throws IOException {
        ByteBuffer nowhere = ByteBuffer.allocate(DISCARD_BYTES);
        while (discarded < MAX_DISCARDED) {
            int count = next.read(nowhere.clear());
            if (count <= 0) {
                return count;
            }
            discarded += count;
        }
        return -1;
    }

    @Override
    public boolean isReadResumed() {
        return early.isUnfinished() || next.isReadResumed();
    }

    /** Whoever waits for bytes must be told of those that came long ago, too: the system does not speak of them again. */
    @Override
    public void resumeReads() {
        if (early.isUnfinished()) {
            return; // goOn will; a wake-up now would be for nothing, and the engine would ask for the next at once, for
            // ever
        }
        if (since.phase() == Phase.ANSWER && !last) {
            since = new Since(received.isEmpty() ? Phase.IDLE : Phase.HEAD, System.nanoTime());
        }
        if (isReadable()) {
            next.wakeupReads();
        } else {
            next.resumeReads();
        }
    }

    @Override
    public boolean isReadShutdown() {
        return next.isReadShutdown() && !isReadable();
    }

    private boolean isReadable() {
        return head != null || (!last && !searched && !received.isEmpty());
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (dsts[i].hasRemaining()) {
                return read(dsts[i]);
            }
        }
        return 0;
    }

    /** Not offered: it would go around the guard. */
    @Override
    public long transferTo(long position, long count, FileChannel target) {
        throw new UnsupportedOperationException("only heads are read");
    }

    /** Not offered: it would go around the guard. */
    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) {
        throw new UnsupportedOperationException("only heads are read");
    }
}
