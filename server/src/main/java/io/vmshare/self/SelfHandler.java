package io.vmshare.self;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import io.vmshare.content.FileSender;
import io.vmshare.http.RequestRefused;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Name;
import io.vmshare.path.OneFile;
import io.vmshare.path.RequestTarget;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /?self} with the program that runs, as {@code share.jar}, so that it gets into the other machine. One that
 * was replaced since it was started is 410: half of it and half of another would be neither, and the new one is not what
 * runs.
 */
public final class SelfHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SelfHandler.class);

    private final Optional<OneFile> program;
    private final FileSender sender;
    private final HttpHandler next;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * Creates one that leaves everything else to {@code next}.
     *
     * @param program the program's file; empty if there is none to hand out, and the answer 404
     */
    public SelfHandler(Optional<OneFile> program, FileSender sender, HttpHandler next) {
        this.program = program;
        this.sender = sender;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        if (!target.path().isRoot() || !target.asks("self")) {
            next.handleRequest(exchange);
        } else if (program.isEmpty()) {
            exchange.setStatusCode(StatusCodes.NOT_FOUND);
        } else {
            send(exchange, program.get());
        }
    }

    private void send(HttpServerExchange exchange, OneFile file) throws IOException {
        Optional<LocatedFile> open = file.open();
        if (open.isEmpty()) {
            if (!told.getAndSet(true)) {
                LOG.warn(
                        "{} is not the file that was started, so ?self is 410 until the program is started again",
                        file);
            }
            throw new RequestRefused(410, "the program was replaced since it was started; start it again");
        }
        sender.sendAs(exchange, open.get(), Name.ofText("share.jar"));
    }
}
