package io.vmshare.send;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.concurrent.Executor;

/**
 * Where the blocking part of an exchange runs.
 *
 * @param executor runs what may block; never an I/O thread
 * @param local whether the files lie on a file system that answers soon, so that an I/O thread may transfer a slice, and
 *     others use the executor, so that no link may be followed there
 */
public record Workplace(Executor executor, boolean local) {

    private static final AttachmentKey<Workplace> KEY = AttachmentKey.create(Workplace.class);

    /** Returns the workplace of {@code exchange}. */
    public static Workplace of(HttpServerExchange exchange) {
        return exchange.getAttachment(KEY);
    }

    /** Makes this the workplace of {@code exchange}. */
    public void attachTo(HttpServerExchange exchange) {
        exchange.putAttachment(KEY, this);
    }
}
