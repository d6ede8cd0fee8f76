package io.vmshare.content;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.RequestPath;
import io.vmshare.path.RequestTarget;
import java.io.IOException;

/** Chooses what is answered with the located: a file with its bytes, a directory by the handler for those. */
public final class ContentHandler implements HttpHandler {

    private final FileSender sender;
    private final boolean index;
    private final HttpHandler directories;

    /** Creates one that leaves directories to {@code directories}, which serve index files if {@code index} says so. */
    public ContentHandler(FileSender sender, boolean index, HttpHandler directories) {
        this.sender = sender;
        this.index = index;
        this.directories = directories;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Located located = exchange.getAttachment(Located.KEY);
        switch (located.kind()) {
            case FILE -> file(exchange, (LocatedFile) located);
            case DIRECTORY -> directories.handleRequest(exchange);
            case MISSING -> exchange.setStatusCode(StatusCodes.NOT_FOUND);
            case FORBIDDEN -> exchange.setStatusCode(StatusCodes.FORBIDDEN);
        }
    }

    private void file(HttpServerExchange exchange, LocatedFile file) throws IOException {
        RequestPath path = exchange.getAttachment(RequestTarget.KEY).path();
        if (path.slash()) {
            exchange.setStatusCode(StatusCodes.NOT_FOUND);
            return;
        }
        if (!index && DirectoryHandler.isIndexFile(file.name())) {
            // wget -m has saved the listing under this name and asks with its time (docs/decisions/0014).
            exchange.getRequestHeaders().remove(Headers.IF_MODIFIED_SINCE);
        }
        sender.send(exchange, file, path);
    }
}
