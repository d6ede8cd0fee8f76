package io.vmshare.filter;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.vmshare.http.RequestHead;
import io.vmshare.http.RequestRefused;
import io.vmshare.wire.HeadGuard;
import java.util.Optional;

/**
 * Refuses what the guard of the connection refused, and ends the connection of a request with content: content is never
 * read, so nobody may take what follows for another request (RFC 9112 §6.3, §9.3). In an Undertow without our guard the
 * head was read by the engine alone.
 */
public final class FramingCheck implements HttpHandler {

    private final HttpHandler next;

    /** Creates one around {@code next}. */
    public FramingCheck(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Optional<RequestHead> refused = HeadGuard.refusalOf(exchange);
        if (refused.isPresent()) {
            throw refused.get().refusal();
        }
        HeaderMap request = exchange.getRequestHeaders();
        boolean coded = request.contains(Headers.TRANSFER_ENCODING);
        boolean counted = request.contains(Headers.CONTENT_LENGTH);
        if (coded || (counted && !"0".equals(request.getFirst(Headers.CONTENT_LENGTH)))) {
            exchange.setPersistent(false);
        }
        if (coded && counted) {
            throw new RequestRefused(400, "Transfer-Encoding with Content-Length");
        }
        next.handleRequest(exchange);
    }
}
