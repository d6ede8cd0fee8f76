package io.vmshare.digest;

import io.undertow.server.HttpServerExchange;
import io.vmshare.path.RequestPath;
import io.vmshare.send.Body;
import io.vmshare.text.LogText;
import io.vmshare.work.Presence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/** The lines of a tree: written a piece at a time, and the next piece is made in a turn when the last one is out. */
final class TreeBody implements Body {

    private static final Logger LOG = LoggerFactory.getLogger(TreeBody.class);

    private final HttpServerExchange exchange;
    private final Presence client;
    private final TreeSums sums;
    private final FileDigests digests;
    private final RequestPath path;
    private final StringBuilder lines = new StringBuilder();
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private Runnable goOn = () -> {};
    private boolean ended;
    private @Nullable IOException failure;
    private boolean inTurn;
    private boolean closed;

    /** Creates those of {@code sums}, which are closed with it, or when the turn is over that they are in. */
    TreeBody(HttpServerExchange exchange, TreeSums sums, FileDigests digests, RequestPath path) {
        this.exchange = exchange;
        this.client = digests.clientOf(exchange);
        this.sums = sums;
        this.digests = digests;
        this.path = path;
    }

    @Override
    public long writeTo(StreamSinkChannel sink) throws IOException {
        if (piece.hasRemaining()) {
            return sink.write(piece);
        }
        if (failure != null) {
            throw failure;
        }
        if (ended) {
            return DONE;
        }
        return sink.flush() ? WAITING : 0;
    }

    @Override
    public void whenReady(Runnable action) {
        goOn = action;
        digests.turnsOf(exchange).add(this::turn);
    }

    @Override
    public boolean blocks() {
        return false;
    }

    private void turn() {
        if (!beginTurn()) {
            return;
        }
        lines.setLength(0);
        try {
            ended = !sums.goOn(lines, System.nanoTime() + HashJob.TURN_NANOS);
            checkClient();
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new IOException("cannot go on", e);
            LOG.error("Cannot go on with the checksums of {}", LogText.escape(path.render()), e);
        }
        piece = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (endTurn()) {
            next();
        }
    }

    /** Looks whether the client is there, if nothing has been written to it for a while. */
    private void checkClient() throws IOException {
        if (!lines.isEmpty()) {
            client.served();
        } else if (client.hasLeft()) {
            throw new IOException("the client has left");
        }
    }

    /** Writes what there is, or has another turn if there is nothing yet. */
    private void next() {
        boolean nothingYet = !piece.hasRemaining() && !ended && failure == null;
        if (ended && sums.leftOut() > 0) {
            LOG.debug(
                    "{} entries of {} have no checksum; the list says why",
                    sums.leftOut(),
                    LogText.escape(path.render()));
        }
        if (!nothingYet) {
            goOn.run();
            return;
        }
        try {
            digests.turnsOf(exchange).add(this::turn);
        } catch (RejectedExecutionException e) {
            failure = new IOException("stopped", e);
            goOn.run();
        }
    }

    private synchronized boolean beginTurn() {
        inTurn = !closed;
        return inTurn;
    }

    /** Returns whether it goes on. */
    private synchronized boolean endTurn() {
        inTurn = false;
        if (closed) {
            IoUtils.safeClose(sums);
        }
        return !closed;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (!inTurn) {
            sums.close();
        }
    }
}
