package io.vmshare.fuzz;

import io.vmshare.fuzz.ReadRequest.Field;
import java.util.List;
import java.util.Optional;

/**
 * One final answer, read strictly. Immutable.
 *
 * @param interim how many interim answers (1xx) came before it
 * @param status the status code
 * @param fields the field lines in their order
 * @param body the body without its chunked coding, a byte as a character below U+0100
 * @param end the position after it among the bytes received
 */
record Answer(int interim, int status, List<Field> fields, String body, int end) {

    /** Returns the value of the field called {@code name}, the first one of several. */
    Optional<String> field(String name) {
        return ReadRequest.values(fields, name).stream().findFirst();
    }

    boolean announcesClose() {
        return ReadRequest.lists(fields, "Connection", "close");
    }

    /** Returns whether it may be the last: a refusal that says so, or one whose end is the connection's. */
    boolean mayEnd() {
        boolean measured = field("Content-Length").isPresent()
                || field("Transfer-Encoding").isPresent();
        return announcesClose() && (status >= 400 || !measured);
    }

    @Override
    public String toString() {
        return status + " " + fields;
    }
}
