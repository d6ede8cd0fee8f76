package io.vmshare.kept;

import io.vmshare.http.RequestHead;
import java.net.InetAddress;

/** Who wants to know of exchanges that the engine never sees. */
public interface KeptExchanges {

    /** Counts one that begins; returns false if the engine is to have it, since the share is about to stop. */
    boolean begin();

    /**
     * Counts one that is over, and logs it.
     *
     * @param bytes how many bytes of content were written
     * @param started when the head was read, by {@link System#nanoTime}
     */
    void end(InetAddress peer, RequestHead head, int status, long bytes, long started);

    /** Counts one that the engine gets after all. */
    void drop();
}
