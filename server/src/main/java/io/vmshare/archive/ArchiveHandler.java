package io.vmshare.archive;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestTarget;
import io.vmshare.send.RepresentationWriter;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers a directory that is asked for as an archive, such as {@code /logs/?archive=tar}, of all that is in it or of the
 * entries that {@code &entry=NAME} names. Asked without its slash a directory is redirected to it as ever.
 */
public final class ArchiveHandler implements HttpHandler {

    private final ArchiveOptions options;
    private final RepresentationWriter writer;
    private final Mounts mounts;
    private final Predicate<HttpServerExchange> hasClosed;
    private final HttpHandler next;
    private @Nullable Archives archives;

    /**
     * Creates one that leaves everything else to {@code next}.
     *
     * @param hasClosed whether the client of an exchange has closed its end of the connection, as far as can be told
     */
    public ArchiveHandler(
            ArchiveOptions options,
            RepresentationWriter writer,
            Mounts mounts,
            Predicate<HttpServerExchange> hasClosed,
            HttpHandler next) {
        this.options = options;
        this.writer = writer;
        this.mounts = mounts;
        this.hasClosed = hasClosed;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        if (target.asks("archive")
                && target.path().slash()
                && exchange.getAttachment(Located.KEY) instanceof LocatedDirectory directory) {
            archives().answer(exchange, target, directory);
        } else {
            next.handleRequest(exchange);
        }
    }

    /** Made when first asked for, so that no start waits for its classes. */
    private synchronized Archives archives() {
        if (archives == null) {
            archives = new Archives(options, writer, mounts, hasClosed);
        }
        return archives;
    }
}
