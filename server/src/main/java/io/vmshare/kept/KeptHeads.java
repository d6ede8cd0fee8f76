package io.vmshare.kept;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.vmshare.http.ByteRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The heads of a kept file's answers, rendered but for their {@code Date} and what a range adds. Immutable. */
final class KeptHeads {

    private static final byte[] CONTENT_RANGE = bytes("Content-Range: bytes ");
    private static final byte[] CONTENT_LENGTH = bytes("\r\nContent-Length: ");
    private static final byte[] LINE_END = bytes("\r\n");
    private static final byte[] DATE = bytes("Date: ");
    private static final byte[] END = bytes("\r\n\r\n");
    private static final String KEEP_ALIVE = "Connection: keep-alive\r\n";

    /** What only an answer with the content has (RFC 9110 §15.4.5). */
    private static final Set<HttpString> OF_CONTENT = Set.of(Headers.CONTENT_TYPE, Headers.ACCEPT_RANGES);

    private final byte[] whole;
    private final byte[] partial;
    private final byte[] notModified;
    private final long length;

    /**
     * Renders them.
     *
     * @param fields all that an answer with the whole has, but {@code Connection}, {@code Date} and {@code Content-Length}
     * @param always the names of those that every answer has, whatever its status
     */
    KeptHeads(HeaderMap fields, Set<HttpString> always, long length) {
        this.length = length;
        this.whole = head("200 OK", fields, Set.of(), KEEP_ALIVE + "Content-Length: " + length + "\r\n");
        this.partial = head("206 Partial Content", fields, Set.of(), KEEP_ALIVE);
        Set<HttpString> without = new HashSet<>(OF_CONTENT);
        without.removeAll(always);
        this.notModified =
                head("304 Not Modified", fields, without, ""); // the engine says nothing of the connection here
    }

    private static byte[] head(String status, HeaderMap fields, Set<HttpString> without, String last) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        for (HeaderValues field : fields) {
            for (String value : field) {
                if (!without.contains(field.getHeaderName())) {
                    head.append(field.getHeaderName())
                            .append(": ")
                            .append(value)
                            .append("\r\n");
                }
            }
        }
        return bytes(head.append(last).toString());
    }

    /** Returns how many bytes of memory they take. */
    int size() {
        return whole.length + partial.length + notModified.length;
    }

    /** Puts the head of an answer with the whole. */
    void putWhole(ByteBuffer out, byte[] date) {
        end(out.put(whole), date);
    }

    /** Puts the head of an answer with {@code range}. */
    void putPartial(ByteBuffer out, ByteRange range, byte[] date) {
        out.put(partial).put(CONTENT_RANGE);
        putNumber(out, range.first());
        putNumber(out.put((byte) '-'), range.last());
        putNumber(out.put((byte) '/'), length);
        putNumber(out.put(CONTENT_LENGTH), range.length());
        end(out.put(LINE_END), date);
    }

    /** Puts the head of an answer to a client that has the file already. */
    void putNotModified(ByteBuffer out, byte[] date) {
        end(out.put(notModified), date);
    }

    /** Puts the digits of a number that is not negative. */
    private static void putNumber(ByteBuffer out, long number) {
        long unit = 1;
        while (number / unit >= 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            out.put((byte) ('0' + number / unit % 10));
        }
    }

    private static void end(ByteBuffer out, byte[] date) {
        out.put(DATE).put(date).put(END);
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
