package io.vmshare.filter;

import io.undertow.server.HttpServerExchange;
import io.vmshare.http.RequestHead;
import io.vmshare.http.RequestLine;
import io.vmshare.wire.HeadGuard;

/** The request line of an exchange for the log; that of a refused head as it came. */
final class AskedLine {

    private AskedLine() {}

    static RequestLine of(HttpServerExchange exchange) {
        return HeadGuard.refusalOf(exchange).map(RequestHead::line).orElseGet(() -> read(exchange));
    }

    private static RequestLine read(HttpServerExchange exchange) {
        String query = exchange.getQueryString();
        return new RequestLine(
                exchange.getRequestMethod().toString(),
                query.isEmpty() ? exchange.getRequestURI() : exchange.getRequestURI() + "?" + query,
                exchange.getProtocol().toString());
    }
}
