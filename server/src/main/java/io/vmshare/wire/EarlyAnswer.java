package io.vmshare.wire;

import java.io.IOException;
import org.xnio.conduits.StreamSinkConduit;

/** An answer on its way out, head and content. Used on the connection's I/O thread. */
public interface EarlyAnswer {

    /**
     * Writes as much as {@code sink} takes now.
     *
     * @return whether all is written
     * @throws IOException if the rest can never be written; the connection is cut then
     */
    boolean writeTo(StreamSinkConduit sink) throws IOException;

    /** Called once, when all is written or the connection is gone. */
    void end();
}
