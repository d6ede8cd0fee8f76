package io.vmshare.bench;

import io.undertow.Undertow;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import java.nio.file.Path;

/** The engine's own file serving and nothing else, at its defaults: {@code StockUndertow PORT DIRECTORY}. */
public final class StockUndertow {

    /** Files from this size on go by the kernel's own copying. */
    private static final long TRANSFER_FROM_BYTES = 1024;

    private StockUndertow() {}

    /** Serves a directory on the loopback until it is killed. */
    public static void main(String[] args) {
        PathResourceManager files = new PathResourceManager(Path.of(args[1]), TRANSFER_FROM_BYTES);
        ResourceHandler handler = new ResourceHandler(files).setDirectoryListingEnabled(true);
        Undertow.builder()
                .addHttpListener(Integer.parseInt(args[0]), "127.0.0.1", handler)
                .build()
                .start();
    }
}
