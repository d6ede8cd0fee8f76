package io.vmshare.content;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.vmshare.path.RequestTarget;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Answers {@code /?health} with a line of text, without touching a disk. */
public final class HealthHandler implements HttpHandler {

    private static final byte[] TEXT = "share is up\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpHandler next;

    /** Creates one that leaves everything else to {@code next}. */
    public HealthHandler(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        if (!target.path().isRoot() || !target.asks("health")) {
            next.handleRequest(exchange);
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
        exchange.setResponseContentLength(TEXT.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(TEXT));
    }
}
