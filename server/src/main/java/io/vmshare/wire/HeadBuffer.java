package io.vmshare.wire;

import io.vmshare.http.HeadLimits;
import io.vmshare.http.RequestHead;
import io.vmshare.http.Tokens;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What has come on a connection and was not handed on, taken apart into heads. Not thread-safe. */
final class HeadBuffer {

    private static final byte[] NOTHING = new byte[0];

    /** More than this after the longest target is no request line. */
    private static final int METHOD_AND_VERSION = 64;

    private final HeadLimits limits;
    private byte[] bytes = NOTHING;
    private int from;
    private int to;
    private int searched;
    private boolean emptyLineSkipped;

    HeadBuffer(HeadLimits limits) {
        this.limits = limits;
    }

    /** Returns how many bytes of memory this takes. */
    int capacity() {
        return bytes.length;
    }

    boolean isEmpty() {
        return from == to;
    }

    void add(ByteBuffer received) {
        int count = received.remaining();
        if (from > 0 || to + count > bytes.length) {
            byte[] larger = new byte[Math.max(to - from + count, isEmpty() ? 0 : 2 * (to - from))];
            System.arraycopy(bytes, from, larger, 0, to - from);
            searched -= from;
            to -= from;
            from = 0;
            bytes = larger;
        }
        received.get(bytes, to, count);
        to += count;
    }

    /**
     * Takes the next head out, or returns null if more has to come before it is known. One empty line before it is
     * skipped (RFC 9112 §2.2). What can be no request is refused as soon as that shows.
     */
    @Nullable
    RequestHead next() {
        if (!skipEmptyLine()) {
            return null;
        }
        int end = endOfHead();
        if ((end < 0 ? to : end) - from > limits.maxHeadBytes()) {
            return refused(lineIsOpen(limits.maxHeadBytes()) ? 414 : 431, "the head is too large");
        }
        if (end < 0) {
            if (!Tokens.isTokenChar((char) (bytes[from] & 0xFF))) {
                return refused(400, "not a request");
            }
            return lineIsOpen(limits.maxTargetBytes() + METHOD_AND_VERSION)
                    ? refused(414, "the request line is too long")
                    : null;
        }
        RequestHead head = RequestHead.parse(bytes, from, end, limits);
        from = end;
        searched = end;
        emptyLineSkipped = false;
        if (isEmpty()) {
            clear(); // a connection that waits keeps no memory
        }
        return head;
    }

    /** Refuses what has come so far. */
    RequestHead refused(int status, String reason) {
        RequestHead head = RequestHead.refused(bytes, from, to, status, reason);
        clear();
        return head;
    }

    /** Forgets all that was added. */
    void clear() {
        bytes = NOTHING;
        from = 0;
        to = 0;
        searched = 0;
    }

    /** Returns whether there is a byte that is not part of a skipped line. */
    private boolean skipEmptyLine() {
        if (!emptyLineSkipped && to - from >= 2 && bytes[from] == '\r' && bytes[from + 1] == '\n') {
            from += 2;
            searched = from;
            emptyLineSkipped = true;
        }
        boolean halfALine = !emptyLineSkipped && to - from == 1 && bytes[from] == '\r';
        return !isEmpty() && !halfALine;
    }

    /** Returns the position after the first empty line, or -1. A line end may lack its CR here: the head is refused then. */
    private int endOfHead() {
        for (int i = Math.max(searched - 3, from); i < to; i++) {
            if (bytes[i] == '\n') {
                int next = i + 1 < to && bytes[i + 1] == '\r' ? i + 2 : i + 1;
                if (next < to && bytes[next] == '\n') {
                    return next + 1;
                }
            }
        }
        searched = to;
        return -1;
    }

    private boolean lineIsOpen(int length) {
        if (to - from < length) {
            return false;
        }
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                return false;
            }
        }
        return true;
    }
}
