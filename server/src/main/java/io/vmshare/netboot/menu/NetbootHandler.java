package io.vmshare.netboot.menu;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import io.vmshare.content.CallerUrl;
import io.vmshare.content.FileSender;
import io.vmshare.netboot.BootMenu;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.RequestPath;
import io.vmshare.path.RequestTarget;
import io.vmshare.send.BytesRepresentation;
import io.vmshare.send.RepresentationWriter;
import io.vmshare.work.PlaceGate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers a directory that is asked for what it boots, such as {@code /?boot=ipxe}, with the owner's own menu or else one
 * that is made of what lies there. A directory in which nothing is known has a menu, too: of an error, a boot loader would
 * show a number.
 *
 * <p>Asked without its slash a directory is redirected to it as ever: what a script names relatively needs the slash. The
 * answer goes by the caller's {@code Host}, which is part of what was asked for, so that {@code Vary} need not name it
 * (RFC 9110 §12.5.5).
 */
public final class NetbootHandler implements HttpHandler {

    /** How many search at once in a place, and others wait: each holds what it found in memory. */
    private static final int MOST_SEARCHES = 4;

    private final FileSender sender;
    private final RepresentationWriter writer;
    private final Mounts mounts;
    private final PlaceGate searches = new PlaceGate(MOST_SEARCHES);
    private final HttpHandler next;

    /** Creates one that leaves everything else to {@code next}. */
    public NetbootHandler(FileSender sender, RepresentationWriter writer, Mounts mounts, HttpHandler next) {
        this.sender = sender;
        this.writer = writer;
        this.mounts = mounts;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        Optional<MenuFormat> format = target.pairs().first("boot").flatMap(MenuFormat::of);
        RequestPath path = target.path();
        if (format.isEmpty() || !path.slash()) {
            next.handleRequest(exchange);
        } else if (!ownMenu(exchange, format.get(), path)) {
            ExtraWords extra = ExtraWords.of(target);
            BootMenu menu = search(path);
            EntryUrls urls = new EntryUrls(CallerUrl.of(exchange).of(path), extra);
            String text = format.get().render(menu, urls);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            writer.write(exchange, new BytesRepresentation(bytes, format.get().mediaType()));
        }
    }

    private BootMenu search(RequestPath path) throws InterruptedException {
        PlaceGate.Pass pass = searches.await(mounts.slowPlace(path));
        try {
            return TreeSearch.of(mounts, path);
        } finally {
            pass.close();
        }
    }

    private boolean ownMenu(HttpServerExchange exchange, MenuFormat format, RequestPath directory) throws IOException {
        Optional<Name> name = format.ownFile();
        if (name.isEmpty()) {
            return false;
        }
        List<Name> names = new ArrayList<>(directory.segments());
        names.add(name.get());
        RequestPath path = new RequestPath(names, false);
        try (Located located = mounts.locate(path)) {
            switch (located.kind()) {
                case FILE -> sender.send(exchange, (LocatedFile) located, path);
                case FORBIDDEN -> exchange.setStatusCode(StatusCodes.FORBIDDEN);
                case DIRECTORY, MISSING -> {
                    return false;
                }
            }
            return true;
        }
    }
}
