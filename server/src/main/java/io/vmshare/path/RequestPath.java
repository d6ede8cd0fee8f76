package io.vmshare.path;

import io.vmshare.http.RequestRefused;
import io.vmshare.text.PercentEncoding;
import java.util.ArrayList;
import java.util.List;

/**
 * The decoded, checked segments of a request target's path, below the mount prefix.
 *
 * @param segments the names from the share's root down; empty for the root
 * @param slash whether the path ends with a slash, as that of a directory does
 */
public record RequestPath(List<Name> segments, boolean slash) {

    /** Copies the list. */
    public RequestPath {
        segments = List.copyOf(segments);
    }

    /**
     * Parses a raw path that begins with a slash, or is empty: the root, asked for without its slash. Repeated slashes collapse and {@code .} segments vanish; each segment
     * is decoded once, after the split.
     *
     * @throws RequestRefused with 400 for a malformed percent-encoding or a character that is no byte, with 404 for a segment that no file can have:
     *     {@code ..}, or one that holds a slash or NUL once decoded
     */
    public static RequestPath parse(String raw) {
        List<Name> names = new ArrayList<>(8);
        boolean slash = false;
        int from = 1;
        while (from <= raw.length()) {
            int end = raw.indexOf('/', from);
            if (end < 0) {
                end = raw.length();
            }
            String segment = PercentEncoding.decode(raw.substring(from, end));
            slash = segment.isEmpty() || segment.equals(".");
            if (!slash) {
                names.add(Name.ofBytes(checked(segment)));
            }
            from = end + 1;
        }
        return new RequestPath(names, slash);
    }

    /** Returns the canonical raw path: {@code /}, or each segment after one slash, encoded. */
    public String render() {
        StringBuilder out = new StringBuilder();
        for (Name name : segments) {
            out.append('/').append(name.encoded());
        }
        return slash ? out.append('/').toString() : out.toString();
    }

    /** Returns whether this is the share's root. */
    public boolean isRoot() {
        return segments.isEmpty();
    }

    private static String checked(String segment) {
        if (segment.equals("..") || segment.indexOf('/') >= 0 || segment.indexOf('\0') >= 0) {
            throw new RequestRefused(404, "no such name");
        }
        return segment;
    }
}
