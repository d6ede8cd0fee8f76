package io.vmshare.http;

/**
 * A range of bytes within a representation (RFC 9110 §14.1.2). Immutable.
 *
 * @param first the position of its first byte, from 0
 * @param last the position of its last byte, which belongs to it
 */
public record ByteRange(long first, long last) {

    /**
     * Creates a range.
     *
     * @throws IllegalArgumentException if it is empty, begins before 0 or is longer than a {@code long} can say
     */
    public ByteRange {
        if (first < 0 || last < first || last == Long.MAX_VALUE) {
            throw new IllegalArgumentException("not a byte range: " + first + "-" + last);
        }
    }

    /** Returns the number of bytes in the range, at least 1. */
    public long length() {
        return last - first + 1;
    }

    /**
     * Returns the value of {@code Content-Range} (RFC 9110 §14.4), such as {@code bytes 0-6/18}.
     *
     * @throws IllegalArgumentException if the range does not lie within {@code completeLength} bytes
     */
    public String render(long completeLength) {
        if (last >= completeLength) {
            throw new IllegalArgumentException("not within " + completeLength + " bytes: " + first + "-" + last);
        }
        return "bytes " + first + "-" + last + "/" + completeLength;
    }

    /** Returns whether the ranges share a byte or lie side by side. */
    boolean touches(ByteRange other) {
        return first <= other.last + 1 && other.first <= last + 1;
    }

    /** Returns the shortest range that holds both. */
    ByteRange hull(ByteRange other) {
        return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
    }
}
