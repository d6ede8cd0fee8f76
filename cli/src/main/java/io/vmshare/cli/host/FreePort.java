package io.vmshare.cli.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Looks for ports that can be had. */
public final class FreePort {

    private static final int TRIES = 50;
    private static final List<InetAddress> LOOPBACK = List.of(InetAddress.getLoopbackAddress());

    private FreePort() {}

    /** Returns the next port after {@code taken} that is free now on all {@code addresses}, or any; -1 if none is. */
    public static int after(int taken, List<InetAddress> addresses) {
        for (int port = taken + 1; port <= Math.min(65535, taken + TRIES); port++) {
            if (bound(port, addresses) > 0) {
                return port;
            }
        }
        return bound(0, addresses);
    }

    /** Returns whether this program could listen on {@code port} of 127.0.0.1 now. */
    public static boolean isFree(int port) {
        return bound(port, LOOPBACK) > 0;
    }

    /** Returns a port of 127.0.0.1 that is free now, or -1 if none is. */
    public static int any() {
        return bound(0, LOOPBACK);
    }

    /** Returns the port that could be bound on all addresses, or -1. */
    private static int bound(int port, List<InetAddress> addresses) {
        int found = port;
        for (InetAddress address : addresses) {
            try (ServerSocket socket = new ServerSocket()) {
                // Without a family the wildcard is what the machine has; it may be without IPv6.
                socket.bind(
                        address.isAnyLocalAddress()
                                ? new InetSocketAddress(found)
                                : new InetSocketAddress(address, found));
                found = socket.getLocalPort();
            } catch (IOException e) {
                return -1;
            }
        }
        return found;
    }
}
