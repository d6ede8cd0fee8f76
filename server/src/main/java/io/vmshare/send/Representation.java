package io.vmshare.send;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.vmshare.http.ByteRange;
import io.vmshare.http.Validators;
import io.vmshare.path.LocatedFile;
import java.io.IOException;
import java.util.Optional;

/**
 * Bytes plus metadata about to be sent (RFC 9110 §3.2). It is closed after the last of its bodies, which keep nothing open
 * but what they took themselves.
 */
public interface Representation extends AutoCloseable {

    /** What {@link #length} returns when the length is not known beforehand. */
    long UNKNOWN = -1;

    /** Returns the length in bytes, or {@link #UNKNOWN}. */
    long length();

    /** Returns the validators, {@link Validators#NONE} if there are none. */
    Validators validators();

    /** Returns whether parts of it can be asked for; they can only if it has validators that tell versions apart. */
    default boolean acceptsRanges() {
        return false;
    }

    /** Returns whether its parts can be read in any order; else what lies before the last one costs all that is in front. */
    default boolean isSeekable() {
        return true;
    }

    /**
     * Returns whether it is a file or an archive: something people fetch, so that whoever watches downloads is told of it
     * and counts it when all of it was written. Listings, menus and other answers made for one request are none. What can
     * be fetched in parts has the same validators each time, since parts are put together by its entity tag. What wraps
     * another passes this on, and {@link #mayGrow}.
     */
    default boolean isDownload() {
        return false;
    }

    /** Returns whether more may come of it, so that what is sent of it is not all. */
    default boolean mayGrow() {
        return false;
    }

    /** Adds the fields that describe it, other than length and validators; it may read some of the content. */
    void describe(HeaderMap fields) throws IOException;

    /** Returns the open file whose bytes these are, from its first to its last; empty if they are not those of a file. */
    default Optional<LocatedFile> file() {
        return Optional.empty();
    }

    /** Returns the bytes if they are in memory as a whole; nobody may change them. */
    default Optional<byte[]> bytes() {
        return Optional.empty();
    }

    /**
     * Returns a part of it; several may be asked for and are written one after another. Only if the length is known.
     *
     * @throws UnsupportedOperationException if it accepts no ranges
     */
    default Body body(HttpServerExchange exchange, ByteRange part) throws IOException {
        throw new UnsupportedOperationException("no ranges");
    }

    /** Returns all of it. */
    Body body(HttpServerExchange exchange) throws IOException;

    @Override
    void close() throws IOException;
}
