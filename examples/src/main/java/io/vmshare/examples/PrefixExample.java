package io.vmshare.examples;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.vmshare.ShareHandler;
import io.vmshare.ShareOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/** An Undertow with pages of its own and a share under {@code /files}. */
public final class PrefixExample implements AutoCloseable {

    private final ShareHandler files;
    private final Undertow server;

    // quoted in the README
    /** Serves {@code app}, and {@code directory} under {@code /files}. */
    public PrefixExample(HttpHandler app, Path directory) {
        files = ShareHandler.of(ShareOptions.builder(directory).build());
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(Handlers.path(app).addPrefixPath("/files", files))
                .build();
        server.start();
    }

    @Override
    public void close() {
        server.stop();
        files.close(); // after the server it is mounted in
    }
    // end of quote

    /** Returns the server's URL. */
    public URI uri() {
        InetSocketAddress bound =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return URI.create("http://127.0.0.1:" + bound.getPort() + "/");
    }
}
