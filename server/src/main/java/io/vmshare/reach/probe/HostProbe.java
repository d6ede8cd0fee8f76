package io.vmshare.reach.probe;

import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.LocalAddress;
import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The edge of the package: the only class that asks the system about its network. It asks no name server, and what it
 * cannot read is left out. Thread-safe.
 */
public final class HostProbe {

    private static final Path ROUTES = Path.of("/proc/net/route");

    private HostProbe() {}

    /** Returns what can be seen of this machine's network now; never blocks on the network, never throws. */
    public static HostSnapshot snapshot() {
        return HostSnapshot.builder()
                .interfaces(interfaces())
                .defaultRoute(defaultRoute())
                .build();
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
        List<LocalAddress> addresses = new ArrayList<>();
        for (InterfaceAddress one : seen.getInterfaceAddresses()) {
            addresses.add(new LocalAddress(one.getAddress(), one.getNetworkPrefixLength()));
        }
        String hardware = "";
        boolean up = false;
        boolean loopback = false;
        try {
            hardware = text(seen.getHardwareAddress());
            loopback = seen.isLoopback();
            up = seen.isUp();
        } catch (SocketException e) {
            up = false; // it vanished while we looked
        }
        return new HostInterface(name, display == null ? name : display, addresses, hardware, up, loopback);
    }

    private static String text(byte @Nullable [] hardware) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; hardware != null && i < hardware.length; i++) {
            int value = hardware[i] & 0xff;
            text.append(i == 0 ? "" : ":").append(value < 16 ? "0" : "").append(Integer.toHexString(value));
        }
        return text.toString();
    }

    private static Optional<DefaultRoute> defaultRoute() {
        if (!Files.isReadable(ROUTES)) {
            return Optional.empty();
        }
        try {
            return RouteTable.defaultRoute(
                    Files.readString(ROUTES, StandardCharsets.ISO_8859_1), ByteOrder.nativeOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
