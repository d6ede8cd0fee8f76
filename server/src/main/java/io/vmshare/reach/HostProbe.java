package io.vmshare.reach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * The edge of the package: the only class that asks the system about its network. It asks no name server, and what it
 * cannot read is left out. Thread-safe.
 */
public final class HostProbe {

    private static final Path ROUTES = Path.of("/proc/net/route");

    private HostProbe() {}

    /** Returns what can be seen of this machine's network now; never blocks on the network, never throws. */
    public static HostSnapshot snapshot() {
        return new HostSnapshot(interfaces(), defaultRoute(), InetAddress.getLoopbackAddress());
    }

    private static List<HostInterface> interfaces() {
        List<HostInterface> found = new ArrayList<>();
        try {
            Enumeration<NetworkInterface> all = NetworkInterface.getNetworkInterfaces();
            while (all.hasMoreElements()) {
                found.add(describe(all.nextElement()));
            }
        } catch (SocketException e) {
            return found; // a machine without interfaces, or one that does not show them
        }
        return found;
    }

    private static HostInterface describe(NetworkInterface seen) {
        String name = seen.getName();
        String display = seen.getDisplayName();
        List<InetAddress> addresses = Collections.list(seen.getInetAddresses());
        boolean up = false;
        boolean loopback = false;
        try {
            loopback = seen.isLoopback();
            up = seen.isUp();
        } catch (SocketException e) {
            up = false; // it vanished while we looked
        }
        return new HostInterface(name, display == null ? name : display, addresses, up, loopback);
    }

    private static Optional<String> defaultRoute() {
        if (!Files.isReadable(ROUTES)) {
            return Optional.empty();
        }
        try {
            return RouteTable.defaultInterface(Files.readString(ROUTES, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
