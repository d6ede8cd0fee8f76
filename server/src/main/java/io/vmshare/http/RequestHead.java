package io.vmshare.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request as a strict reader takes it (RFC 9112 §2 to §6): either it may be served, or it is refused with a
 * status. Immutable.
 *
 * <p>It is read a first time here so that an engine, whatever it would forgive, meets only heads that can be read in one
 * way. A request with content is served, since a client may send some with a GET, but its connection ends with it: nobody
 * here reads the content, so no byte after the head is ever taken for another request.
 */
public final class RequestHead {

    private static final String FIELDS_OF_LAST = "Connection: close\r\n\r\n";

    private final RequestLine line;
    private final int status;
    private final String reason;
    private final boolean last;
    private final List<String> fields;
    private final byte[] forEngine;

    private RequestHead(
            RequestLine line, int status, String reason, boolean last, List<String> fields, byte[] forEngine) {
        this.line = line;
        this.status = status;
        this.reason = reason;
        this.last = last;
        this.fields = fields;
        this.forEngine = forEngine;
    }

    /**
     * Reads the head that lies between two positions, its empty last line included.
     *
     * @param limits the largest target and the most fields; that the head is not too large is the caller's to see
     */
    public static RequestHead parse(byte[] bytes, int from, int to, HeadLimits limits) {
        return new HeadReader(bytes, from, to, limits).read();
    }

    /** Returns one that is refused before it was whole. */
    public static RequestHead refused(byte[] bytes, int from, int to, int status, String reason) {
        return refused(RequestLine.of(HeadReader.firstLine(bytes, from, to)), status, reason);
    }

    /** Returns one that is refused. */
    static RequestHead refused(RequestLine line, int status, String reason) {
        String method = line.method().equals("HEAD") ? "HEAD" : "GET"; // which says whether the answer has content
        byte[] nothing = bytes(method + " / HTTP/1.1\r\nHost:\r\n" + FIELDS_OF_LAST);
        return new RequestHead(line, status, reason, true, List.of(), nothing);
    }

    /** Returns one that may be served. */
    static RequestHead served(RequestLine line, boolean last, List<String> fields, byte[] forEngine) {
        return new RequestHead(line, 0, "", last, fields, forEngine);
    }

    /** Returns the request line, or what came of it. */
    public RequestLine line() {
        return line;
    }

    /** Returns whether it must not be served. */
    public boolean isRefused() {
        return status != 0;
    }

    /**
     * Returns the refusal.
     *
     * @throws IllegalStateException if it may be served
     */
    public RequestRefused refusal() {
        if (!isRefused()) {
            throw new IllegalStateException("not refused: " + line);
        }
        return new RequestRefused(status, reason);
    }

    /** Returns whether the connection must be closed after the answer. */
    public boolean isLast() {
        return last;
    }

    /**
     * Returns the field lines of a head that may be served, in order: each name as it came, followed by its value. Not to be
     * changed.
     */
    public List<String> fields() {
        return fields;
    }

    /** Returns the value of the first field called {@code name}, in whatever case, or null if there is none. */
    public @Nullable String field(String name) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                return fields.get(i + 1);
            }
        }
        return null;
    }

    /**
     * Returns the head for the engine to read: as it came, or, where the engine might read it in another way, one that
     * says the same without those lines; in place of a refused one, one that asks for nothing. Not to be changed.
     */
    public byte[] forEngine() {
        return forEngine;
    }

    static byte[] bytes(String latin1) {
        byte[] bytes = new byte[latin1.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) latin1.charAt(i);
        }
        return bytes;
    }
}
