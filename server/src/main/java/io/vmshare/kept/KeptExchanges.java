package io.vmshare.kept;

import io.vmshare.http.RequestHead;
import io.vmshare.http.Validators;
import io.vmshare.path.RequestPath;
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

    /** Returns whether {@link #sent} is to be told. */
    boolean isWatched();

    /** Tells of content that was sent to {@code peer}, before its exchange is counted out; told of no HEAD and no 304. */
    void sent(InetAddress peer, Sent sent);

    /** Counts one that the engine gets after all. */
    void drop();

    /**
     * What was sent of a file.
     *
     * @param path where it was asked for
     * @param length the length of the file
     * @param first the position from which it was asked for
     * @param count how many bytes were
     * @param bytes how many were written
     * @param started when the head was read, by {@link System#nanoTime}
     */
    record Sent(
            RequestPath path, Validators validators, long length, long first, long count, long bytes, long started) {}
}
