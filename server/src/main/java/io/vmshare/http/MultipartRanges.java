package io.vmshare.http;

import java.util.List;

/**
 * Several ranges of one representation as {@code multipart/byteranges} (RFC 9110 §14.6, RFC 2046 §5.1): all that stands
 * around the bytes themselves. There is nothing before the first boundary, and nothing after the last but its line end.
 * Immutable.
 *
 * @param boundary what separates the parts: a token, so that no reader has to know quotes, that the bytes do not hold
 * @param mediaType the media type of the representation
 * @param ranges the ranges, each within {@code completeLength}
 * @param completeLength the length of the representation, in bytes
 */
public record MultipartRanges(String boundary, String mediaType, List<ByteRange> ranges, long completeLength) {

    private static final String LINE_END = "\r\n";

    /**
     * Creates a frame.
     *
     * @throws IllegalArgumentException if the boundary is no token of 1 to 70 characters
     */
    public MultipartRanges {
        ranges = List.copyOf(ranges);
        if (!Tokens.isToken(boundary) || boundary.length() > 70) {
            throw new IllegalArgumentException("not a boundary: " + boundary);
        }
    }

    /** Returns the value of {@code Content-Type} for the whole. */
    public String contentType() {
        return "multipart/byteranges; boundary=" + boundary;
    }

    /** Returns what stands before the bytes of the range at {@code index}; all ASCII. */
    public String head(int index) {
        return (index == 0 ? "" : LINE_END) + "--" + boundary + LINE_END
                + "Content-Type: " + mediaType + LINE_END
                + "Content-Range: " + ranges.get(index).render(completeLength) + LINE_END
                + LINE_END;
    }

    /** Returns what stands after the bytes of the last range; all ASCII. */
    public String end() {
        return LINE_END + "--" + boundary + "--" + LINE_END;
    }

    /** Returns the length of the whole, in bytes. */
    public long length() {
        long length = end().length();
        for (int i = 0; i < ranges.size(); i++) {
            length += head(i).length() + ranges.get(i).length();
        }
        return length;
    }
}
