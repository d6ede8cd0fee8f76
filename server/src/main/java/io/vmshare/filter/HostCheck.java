package io.vmshare.filter;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Protocols;
import io.vmshare.http.HostField;
import io.vmshare.http.RequestRefused;

/**
 * Refuses requests without exactly one valid Host; HTTP/1.0 may omit it (RFC 9112 §3.2). Which host it names does not
 * matter: through a forward it is a foreign one.
 */
public final class HostCheck implements HttpHandler {

    private final HttpHandler next;

    /** Creates one around {@code next}. */
    public HostCheck(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HeaderValues host = exchange.getRequestHeaders().get(Headers.HOST);
        boolean good = host == null
                ? !exchange.getProtocol().equals(Protocols.HTTP_1_1)
                : host.size() == 1 && HostField.isValid(host.getFirst());
        if (!good) {
            throw new RequestRefused(400, "Host is missing, repeated or malformed");
        }
        next.handleRequest(exchange);
    }
}
