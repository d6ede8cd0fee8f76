package io.vmshare.path;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Locates what the request target leads to, opens it, and closes it again unless it was taken over. */
public final class LocateHandler implements HttpHandler {

    private final Mounts mounts;
    private final HttpHandler next;

    /** Creates one that hands on to {@code next}. */
    public LocateHandler(Mounts mounts, HttpHandler next) {
        this.mounts = mounts;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        try (Located located = mounts.locate(target.path())) {
            exchange.putAttachment(Located.KEY, located);
            next.handleRequest(exchange);
        }
    }
}
