package io.vmshare.transfer;

import java.util.List;

/**
 * One answer with bytes of a file or an archive on its way to a client: what it is of, and how far it has come. Thread-safe;
 * the counters may be read at any time by any thread, and cost those who send nothing.
 */
public interface Download {

    /** What {@link #length} and {@link #expected} return when that is not known. */
    long UNKNOWN = -1;

    /**
     * Bytes of the file or archive that the answer has.
     *
     * @param first the first one's position
     * @param last the last one's position
     */
    record Part(long first, long last) {}

    /** Returns the peer's address; through user networking that is this machine's loopback. */
    String client();

    /** Returns the path in the share as it stands in a URL, percent-encoded, with the query if there was one. */
    String target();

    /**
     * Returns by what its bytes are known, empty if by nothing: what has the same one has the same bytes at the same places. It is
     * the entity tag with its quotes; of a file that grows what all its tags have in common.
     */
    String tag();

    /** Returns the length of the whole file or archive, in bytes, or {@link #UNKNOWN}; of a file that grows what had come. */
    long length();

    /** Returns whether more may come of the file, so that nobody had all of it when this began. */
    default boolean mayGrow() {
        return false;
    }

    /** Returns which parts the answer has, in their order; empty if it has all. */
    List<Part> parts();

    /** Returns whether the answer has all: it has no parts, or one that is all there is, as the range {@code 0-} asks for. */
    default boolean isOfAll() {
        return parts().isEmpty() || parts().equals(List.of(new Part(0, length() - 1)));
    }

    /** Returns how many bytes of content the answer has, with what stands between several parts, or {@link #UNKNOWN}. */
    long expected();

    /** Returns when it began, by {@link System#nanoTime}. */
    long started();

    /** Returns how many bytes of content were written so far: the kernel, or the engine's last buffer, has them. */
    long sent();

    /** Returns whether nothing more will be written. */
    boolean isOver();

    /** Returns whether it is over and every byte of it was written to the connection. */
    boolean isComplete();
}
