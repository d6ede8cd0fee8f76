package io.vmshare;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** The open connections. One too many is closed without an answer. */
final class Connections {

    private final int max;
    private final AtomicInteger count = new AtomicInteger();
    private final Set<StreamConnection> open = ConcurrentHashMap.newKeySet();

    Connections(int max) {
        this.max = max;
    }

    /** Hands an accepted connection to {@code next}, or closes it. Called on the connection's I/O thread. */
    void accept(StreamConnection connection, ChannelListener<StreamConnection> next) {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            IoUtils.safeClose(connection);
            return;
        }
        open.add(connection);
        next.handleEvent(connection);
        // The engine has set its own close listener by now; ours goes around it.
        ChannelListener<? super StreamConnection> engine = connection.getCloseListener();
        connection.setCloseListener(closed -> {
            forget(closed);
            ChannelListeners.invokeChannelListener(closed, engine);
        });
        if (!connection.isOpen()) {
            forget(connection); // closed before ours was set, by this thread or by a handler on another
        }
    }

    /** Closes them all. */
    void closeAll() {
        for (StreamConnection connection : open) {
            IoUtils.safeClose(connection);
        }
    }

    private void forget(StreamConnection connection) {
        if (open.remove(connection)) {
            count.decrementAndGet();
        }
    }
}
