package io.vmshare.content;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.vmshare.path.RequestTarget;

/** Answers {@code /?health} with a line of text, without touching a disk. */
public final class HealthHandler implements HttpHandler {

    private final RepresentationWriter writer;
    private final HttpHandler next;

    /** Creates one that leaves everything else to {@code next}. */
    public HealthHandler(RepresentationWriter writer, HttpHandler next) {
        this.writer = writer;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        if (target.path().isRoot() && target.asks("health")) {
            writer.write(exchange, new TextRepresentation("share is up\n"));
        } else {
            next.handleRequest(exchange);
        }
    }
}
