package io.vmshare.wire;

import io.vmshare.http.RequestHead;
import io.vmshare.text.LogText;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.WriteReadyHandler;

/**
 * Writes the early answers of a connection, one at a time, and goes on whenever the connection takes bytes. Meanwhile the
 * engine waits for a request, and has written all that it had. Used on the connection's I/O thread.
 */
final class EarlyWriter implements WriteReadyHandler {

    private static final Logger LOG = LoggerFactory.getLogger(EarlyWriter.class);

    private final EarlyAnswers answers;
    private final StreamConnection connection;
    private final InetAddress peer;
    private final SinkMeter sink;
    private @Nullable EarlyAnswer unfinished;
    private boolean paused;
    private Runnable whenWritten = () -> {};

    EarlyWriter(EarlyAnswers answers, StreamConnection connection, InetAddress peer, SinkMeter sink) {
        this.answers = answers;
        this.connection = connection;
        this.peer = peer;
        this.sink = sink;
    }

    /** Sets what is told when nothing waits any more, neither an answer nor the connection's turn. */
    void whenWritten(Runnable action) {
        whenWritten = action;
    }

    /** Returns whether an answer waits for its reader, or the connection for its next turn. */
    boolean isUnfinished() {
        return unfinished != null || paused;
    }

    /**
     * Lets the other connections have their turn. This one's comes when the selector says that it takes bytes, which it does at
     * once: a task would come before the selector, and so before all others.
     */
    void pause() {
        paused = true;
        sink.lend(this);
    }

    /** Answers the request or begins to; returns false if it is left to the engine. */
    boolean answers(RequestHead head) {
        EarlyAnswer answer;
        try {
            answer = answers.to(head, peer);
        } catch (RuntimeException | Error e) {
            LOG.error("Cannot answer early: {}", LogText.escape(head.line().render()), e);
            return false; // else the request would be lost, and the next answer taken for its
        }
        if (answer == null) {
            return false;
        }
        if (!isWritten(answer)) {
            unfinished = answer;
            sink.lend(this);
        }
        return true;
    }

    @Override
    public void writeReady() {
        EarlyAnswer answer = unfinished;
        if (paused || (answer != null && isWritten(answer))) {
            paused = false;
            unfinished = null;
            sink.takeBack();
            whenWritten.run();
        } else if (answer == null) {
            sink.takeBack(); // forgotten meanwhile
        }
    }

    /** Returns whether nothing is left to write: all is written, or the connection is cut since the rest never can be. */
    private boolean isWritten(EarlyAnswer answer) {
        boolean over = true;
        try {
            over = answer.writeTo(sink);
        } catch (IOException e) {
            LOG.debug("Cut the connection with {}", peer, e);
            IoUtils.safeClose(connection);
        } catch (RuntimeException | Error e) {
            LOG.error("Cannot go on with an answer to {}", peer, e);
            IoUtils.safeClose(connection);
        } finally {
            if (over) {
                answer.end();
            }
        }
        return over;
    }

    /** Ends what is under way, since the connection is gone. May be called by any thread. */
    void forget() {
        try {
            connection.getIoThread().execute(() -> {
                EarlyAnswer answer = unfinished;
                unfinished = null;
                if (answer != null) {
                    answer.end();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The threads have ended before an answer to {}", peer);
        }
    }

    @Override
    public void forceTermination() {
        IoUtils.safeClose(connection);
    }

    @Override
    public void terminated() {
        IoUtils.safeClose(connection);
    }
}
