package io.vmshare.kept;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.vmshare.http.ByteRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The heads of a kept file's answers, rendered but for their {@code Date} and what a range adds. Immutable. */
final class KeptHeads {

    private static final byte[] DATE = bytes("Date: ");
    private static final byte[] END = bytes("\r\n\r\n");

    /** What only an answer with the content has (RFC 9110 §15.4.5). */
    private static final List<HttpString> OF_CONTENT = List.of(Headers.CONTENT_TYPE, Headers.ACCEPT_RANGES);

    private final byte[] whole;
    private final byte[] partial;
    private final byte[] notModified;
    private final long length;

    /**
     * Renders them.
     *
     * @param fields what an answer with the whole says of the file, but for its length; used up
     * @param added what every answer has but {@code Date}; it wins
     */
    KeptHeads(HeaderMap fields, Map<HttpString, String> added, long length) {
        this.length = length;
        HeaderMap all = with(fields, added);
        this.whole = head("200 OK", all, "Content-Length: " + length + "\r\n");
        this.partial = head("206 Partial Content", all, "");
        for (HttpString field : OF_CONTENT) {
            fields.remove(field);
        }
        this.notModified = head("304 Not Modified", with(fields, added), "");
    }

    private static HeaderMap with(HeaderMap fields, Map<HttpString, String> added) {
        HeaderMap all = new HeaderMap();
        for (HeaderValues field : fields) {
            all.putAll(field.getHeaderName(), field);
        }
        added.forEach(all::put);
        all.put(Headers.CONNECTION, "keep-alive");
        return all;
    }

    private static byte[] head(String status, HeaderMap fields, String last) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        for (HeaderValues field : fields) {
            for (String value : field) {
                head.append(field.getHeaderName()).append(": ").append(value).append("\r\n");
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
        String more = "Content-Range: " + range.render(length) + "\r\nContent-Length: " + range.length() + "\r\n";
        end(out.put(partial).put(bytes(more)), date);
    }

    /** Puts the head of an answer to a client that has the file already. */
    void putNotModified(ByteBuffer out, byte[] date) {
        end(out.put(notModified), date);
    }

    private static void end(ByteBuffer out, byte[] date) {
        out.put(DATE).put(date).put(END);
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
