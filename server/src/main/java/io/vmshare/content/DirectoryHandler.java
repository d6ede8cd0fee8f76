package io.vmshare.content;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.RequestPath;
import io.vmshare.path.RequestTarget;
import java.util.ArrayList;
import java.util.List;

/** Answers a directory: a redirect to its slash, its index file, or else whatever lists it. */
public final class DirectoryHandler implements HttpHandler {

    private static final List<Name> INDEX_FILES = List.of(Name.ofText("index.html"), Name.ofText("index.htm"));

    private final FileSender sender;
    private final Mounts mounts;
    private final boolean index;
    private final HttpHandler listing;

    /** Creates one that serves index files if {@code index} says so. */
    public DirectoryHandler(FileSender sender, Mounts mounts, boolean index, HttpHandler listing) {
        this.sender = sender;
        this.mounts = mounts;
        this.index = index;
        this.listing = listing;
    }

    /** Returns whether a file of this name would be served in place of a listing. */
    static boolean isIndexFile(Name name) {
        return INDEX_FILES.contains(name);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        if (!target.path().slash()) {
            // An absolute path: busybox wget fails on a relative one.
            exchange.setStatusCode(StatusCodes.MOVED_PERMANENTLY);
            exchange.getResponseHeaders().put(Headers.LOCATION, target.directoryLocation());
            return;
        }
        if (!index || !indexFile(exchange, target.path())) {
            listing.handleRequest(exchange);
        }
    }

    private boolean indexFile(HttpServerExchange exchange, RequestPath directory) throws Exception {
        for (Name name : INDEX_FILES) {
            List<Name> names = new ArrayList<>(directory.segments());
            names.add(name);
            RequestPath path = new RequestPath(names, false);
            try (Located located = mounts.locate(path)) {
                if (located.kind() == Located.Kind.FILE) {
                    sender.send(exchange, (LocatedFile) located, path);
                    return true;
                }
                if (located.kind() == Located.Kind.FORBIDDEN) {
                    exchange.setStatusCode(StatusCodes.FORBIDDEN);
                    return true;
                }
            }
        }
        return false;
    }
}
