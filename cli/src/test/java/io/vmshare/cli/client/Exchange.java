package io.vmshare.cli.client;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.List;

/**
 * One line of the program's access log in its JSON form: what a client got, seen from the other side.
 *
 * @param bytes the content that was written, without the head
 */
public record Exchange(String method, String target, int status, long bytes) {

    /** Reads a whole log; a line that is anything else, such as a complaint, fails. */
    static List<Exchange> parse(String log) {
        return log.lines().map(Exchange::of).toList();
    }

    /** Returns the content of all of these together, in bytes. */
    static long bytes(List<Exchange> exchanges) {
        return exchanges.stream().mapToLong(Exchange::bytes).sum();
    }

    private static Exchange of(String line) {
        try {
            JsonObject json = JsonParser.object().from(line);
            return new Exchange(
                    json.getString("method"), json.getString("target"), json.getInt("status"), json.getLong("bytes"));
        } catch (JsonParserException e) {
            throw new AssertionError("not a line of the access log: " + line, e);
        }
    }

    /** Returns the request and the status, such as {@code GET /a.iso 206}. */
    public String summary() {
        return method + " " + target + " " + status;
    }
}
