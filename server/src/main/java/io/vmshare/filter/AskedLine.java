package io.vmshare.filter;

import io.undertow.server.HttpServerExchange;
import io.vmshare.http.RequestLine;
import io.vmshare.wire.HeadGuard;

/** The request line of an exchange for the log, as it came; from an engine without our guard, as that read it. */
final class AskedLine {

    private AskedLine() {}

    static RequestLine of(HttpServerExchange exchange) {
        return HeadGuard.lineOf(exchange).orElseGet(() -> read(exchange));
    }

    private static RequestLine read(HttpServerExchange exchange) {
        String query = exchange.getQueryString();
        return new RequestLine(
                exchange.getRequestMethod().toString(),
                query.isEmpty() ? exchange.getRequestURI() : exchange.getRequestURI() + "?" + query,
                exchange.getProtocol().toString());
    }
}
