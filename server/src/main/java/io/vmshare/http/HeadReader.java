package io.vmshare.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads one head from its first byte to its last. Not thread-safe. */
final class HeadReader {

    /** What a log may want of a line that is none. */
    private static final int MAX_SHOWN = 512;

    /** The engine (Undertow 2.4.4) has no room for many more. */
    private static final int MAX_OF_ONE_NAME = 100;

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final HeadLimits limits;
    private final Framing framing = new Framing();
    private int at;

    HeadReader(byte[] bytes, int from, int to, HeadLimits limits) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.limits = limits;
        this.at = from;
    }

    RequestHead read() {
        RequestLine line = RequestLine.of(firstLine(bytes, from, to));
        try {
            int end = endOfLine();
            line = RequestLine.of(text(at, end));
            int minorVersion = line.check(limits.maxTargetBytes());
            at = end + 2;
            List<String> read = fields();
            for (int i = 0; i < read.size(); i += 2) {
                framing.add(read.get(i), read.get(i + 1));
            }
            if (read.size() > 2 * MAX_OF_ONE_NAME) {
                checkOfOneName(read);
            }
            framing.check(minorVersion);
            boolean last = framing.isLast(minorVersion);
            return RequestHead.served(line, last, read, forEngine(line, minorVersion, last, read));
        } catch (RequestRefused e) {
            return RequestHead.refused(line, e.status(), String.valueOf(e.getMessage()));
        }
    }

    /** Returns what stands before the first line end, or the beginning of it. */
    static String firstLine(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && end - from < MAX_SHOWN && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        return text(bytes, from, end);
    }

    /** Reads the field lines: each name, followed by its value. */
    private List<String> fields() {
        List<String> read = new ArrayList<>(16);
        for (int end = endOfLine(); end > at; end = endOfLine()) {
            if (read.size() == 2 * limits.maxFields()) {
                throw new RequestRefused(431, "more than " + limits.maxFields() + " fields");
            }
            int colon = endOfName(end);
            read.add(text(at, colon));
            read.add(value(colon + 1, end));
            at = end + 2;
        }
        return read;
    }

    /** Returns what stands between the bounds without the white space around it (RFC 9112 §5). */
    private String value(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(bytes[start])) {
            start++;
        }
        while (end > start && isSpace(bytes[end - 1])) {
            end--;
        }
        return text(start, end);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }

    private static void checkOfOneName(List<String> fields) {
        Map<String, Integer> ofOneName = new HashMap<>();
        for (int i = 0; i < fields.size(); i += 2) {
            if (ofOneName.merge(fields.get(i).toLowerCase(Locale.ROOT), 1, Integer::sum) > MAX_OF_ONE_NAME) {
                throw new RequestRefused(431, "more than " + MAX_OF_ONE_NAME + " fields of one name");
            }
        }
    }

    /**
     * Returns where the name of a field ends and its colon stands. A line that goes on from the one before begins with
     * a space, and a name followed by one has it at its end: neither is a token (RFC 9112 §5.1, §5.2).
     */
    private int endOfName(int end) {
        for (int i = at; i < end; i++) {
            if (bytes[i] == ':' && i > at) {
                return i;
            }
            if (!Tokens.isTokenChar((char) (bytes[i] & 0xFF))) {
                break;
            }
        }
        throw new RequestRefused(400, "malformed field name");
    }

    /** Returns where the line at hand ends: before CR LF, and before any other control character than the tab. */
    private int endOfLine() {
        for (int i = at; i < to; i++) {
            int c = bytes[i];
            if ((c >= 0 && c < ' ' && c != '\t') || c == 0x7F) {
                if (c == '\r' && i + 1 < to && bytes[i + 1] == '\n') {
                    return i;
                }
                break;
            }
        }
        throw new RequestRefused(400, "a control character within a line, or a line end other than CR LF");
    }

    private byte[] forEngine(RequestLine line, int minorVersion, boolean last, List<String> fields) {
        String version = "HTTP/1." + minorVersion;
        boolean connect = line.method().equals("CONNECT");
        boolean absolute = !connect && line.isAbsolute();
        if (framing.isPlain() && line.version().equals(version) && !absolute && !connect) {
            return Arrays.copyOfRange(bytes, from, to);
        }
        String target = connect ? "/" : absolute ? line.originForm() : line.target();
        StringBuilder head = new StringBuilder(to - from);
        head.append(line.method()).append(' ').append(target).append(' ').append(version);
        if (absolute) {
            head.append("\r\nHost: ")
                    .append(HostField.withUsablePort(line.authority())); // in place of the field (RFC 9112 §3.2.2)
        }
        for (int i = 0; i < fields.size(); i += 2) {
            String name = fields.get(i);
            String value = fields.get(i + 1);
            boolean host = name.equalsIgnoreCase("host");
            if (!Framing.isFraming(name) && !(absolute && host)) {
                head.append("\r\n").append(name).append(": ").append(host ? HostField.withUsablePort(value) : value);
            }
        }
        head.append("\r\nConnection: ").append(last ? "close" : "keep-alive").append("\r\n\r\n");
        return RequestHead.bytes(head.toString());
    }

    private String text(int start, int end) {
        return text(bytes, start, end);
    }

    @SuppressWarnings("deprecation") // of what it means for other characters: here each byte is one
    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, 0, start, end - start);
    }
}
