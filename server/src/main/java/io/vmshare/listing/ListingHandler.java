package io.vmshare.listing;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.RequestTarget;
import io.vmshare.send.RepresentationWriter;
import java.io.IOException;

/** Answers GET and HEAD of a directory with its listing. */
public final class ListingHandler implements HttpHandler {

    private final RepresentationWriter writer;

    /** Creates one that writes with {@code writer}. */
    public ListingHandler(RepresentationWriter writer) {
        this.writer = writer;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        LocatedDirectory directory = (LocatedDirectory) exchange.getAttachment(Located.KEY);
        directory.take();
        writer.write(
                exchange,
                new Listing(
                        directory,
                        exchange.getAttachment(RequestTarget.KEY).path().segments()));
    }
}
