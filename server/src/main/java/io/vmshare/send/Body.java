package io.vmshare.send;

import java.io.Closeable;
import java.io.IOException;
import org.xnio.channels.StreamSinkChannel;

/** The bytes of a message's content, written slice by slice. One thread at a time. */
public interface Body extends Closeable {

    /** What {@link #writeTo} returns when all is written. */
    long DONE = -1;

    /** What {@link #writeTo} returns when it has nothing to write yet, and waits for something else than the sink. */
    long WAITING = -2;

    /**
     * Writes at most one slice, as much as {@code sink} takes now, and never waits for it.
     *
     * @return the bytes written, 0 if the sink takes none now, {@link #DONE} or {@link #WAITING}
     * @throws IOException if the connection or the source failed; what was promised can then not be kept
     */
    long writeTo(StreamSinkChannel sink) throws IOException;

    /**
     * Has {@code goOn} run once, when {@link #writeTo} is worth another call; to be called after each time that it has returned
     * {@link #WAITING}, and by nobody else. It may run at once, and on any thread.
     */
    default void whenReady(Runnable goOn) {
        throw new UnsupportedOperationException("it never waits");
    }

    /**
     * Returns whether {@link #writeTo} may block for long even where files answer soon, so that it must stay away from I/O
     * threads; elsewhere it does in any case.
     */
    boolean blocks();
}
