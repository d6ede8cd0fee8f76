package io.vmshare.cli.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Looks for a port to suggest when the one asked for is taken. */
public final class FreePort {

    private static final int TRIES = 50;

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
