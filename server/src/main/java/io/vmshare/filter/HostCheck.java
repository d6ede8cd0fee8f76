package io.vmshare.filter;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Protocols;
import io.vmshare.http.HostField;
import io.vmshare.http.RequestRefused;

/**
 * Refuses versions other than 1.0 and 1.1 (RFC 9110 §15.6.6) and requests without exactly one valid Host; HTTP/1.0 may
 * omit it (RFC 9112 §3.2). Which host it names does not matter: through a forward it is a foreign one.
 */
public final class HostCheck implements HttpHandler {

    private final HttpHandler next;

    /** Creates one around {@code next}. */
    public HostCheck(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        boolean old = exchange.getProtocol().equals(Protocols.HTTP_1_0);
        if (!old && !exchange.getProtocol().equals(Protocols.HTTP_1_1)) {
            throw new RequestRefused(505, "unknown version " + exchange.getProtocol());
        }
        HeaderValues host = exchange.getRequestHeaders().get(Headers.HOST);
        if (host == null ? !old : host.size() > 1 || !HostField.isValid(host.getFirst())) {
            throw new RequestRefused(400, "Host is missing, repeated or malformed");
        }
        next.handleRequest(exchange);
    }
}
