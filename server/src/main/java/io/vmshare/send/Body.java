package io.vmshare.send;

import java.io.Closeable;
import java.io.IOException;
import org.xnio.channels.StreamSinkChannel;

/** The bytes of a message's content, written slice by slice. One thread at a time. */
public interface Body extends Closeable {

    /** What {@link #writeTo} returns when all is written. */
    long DONE = -1;

    /**
     * Writes at most one slice, as much as {@code sink} takes now, and never waits for it.
     *
     * @return the bytes written, 0 if the sink takes none now, or {@link #DONE}
     * @throws IOException if the connection or the source failed; what was promised can then not be kept
     */
    long writeTo(StreamSinkChannel sink) throws IOException;

    /** Returns whether {@link #writeTo} may block on the source, so that it must stay away from I/O threads. */
    boolean blocks();
}
