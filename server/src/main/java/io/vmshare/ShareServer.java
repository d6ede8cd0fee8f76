package io.vmshare;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/**
 * A running share. It listens from the moment {@link #start} returns until {@link #close}. Thread-safe.
 */
public final class ShareServer implements AutoCloseable {

    private ShareServer() {}

    /**
     * Starts a share and returns when its sockets listen.
     *
     * @throws StartupException if a path cannot be shared or an address cannot be bound; nothing is left open then
     */
    public static ShareServer start(ShareOptions options) {
        throw new UnsupportedOperationException();
    }

    /** Returns the share's URL at the first address that was bound, such as {@code http://127.0.0.1:49731/}. */
    public URI uri() {
        throw new UnsupportedOperationException();
    }

    /** Returns the addresses and ports really bound, in the order of the options, then of {@link #listen}. */
    public List<InetSocketAddress> addresses() {
        throw new UnsupportedOperationException();
    }

    /**
     * Listens on a further address while running; port 0 is any free one.
     *
     * @return the address and port really bound
     * @throws StartupException if the address cannot be bound
     */
    public InetSocketAddress listen(InetSocketAddress address) {
        throw new UnsupportedOperationException();
    }

    /** Stops accepting on an address that {@link #addresses} named; open connections go on. Others are ignored. */
    public void stopListening(InetSocketAddress address) {
        throw new UnsupportedOperationException();
    }

    /**
     * Stops accepting, lets exchanges in flight finish within {@link ShareOptions#grace}, then cuts them. Blocks until
     * done; a second call returns at once or waits for the first.
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
