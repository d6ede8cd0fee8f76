package io.vmshare.reach.probe;

import io.vmshare.reach.DefaultRoute;
import java.net.InetAddress;
import java.util.Optional;
import java.util.StringTokenizer;

/** Reads what {@code netstat -rn -f inet} prints on macOS. Pure. */
final class NetstatTable {

    private NetstatTable() {}

    /**
     * Returns the first default route whose gateway is an IPv4 address. Those of a VPN have {@code link#18} there, or
     * an interface called {@code utun3}; older releases have more columns before that of the interface, so its place is
     * taken from the heading.
     */
    static Optional<DefaultRoute> defaultRoute(String table) {
        int interfaceColumn = -1;
        StringTokenizer lines = new StringTokenizer(table, "\r\n");
        while (lines.hasMoreTokens()) {
            String line = lines.nextToken();
            if (line.startsWith("Destination")) {
                interfaceColumn = column(line, "Netif");
            } else if (line.startsWith("default")) {
                Optional<InetAddress> gateway = IpLiteral.parseIpv4(field(line, 1));
                String name = field(line, interfaceColumn);
                if (gateway.isPresent() && !name.isEmpty() && !name.startsWith("utun")) {
                    return Optional.of(new DefaultRoute(name, gateway));
                }
            }
        }
        return Optional.empty();
    }

    private static int column(String heading, String name) {
        StringTokenizer names = new StringTokenizer(heading);
        for (int i = 0; names.hasMoreTokens(); i++) {
            if (names.nextToken().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the field of that number, counted from 0; empty if there is none. */
    private static String field(String line, int number) {
        StringTokenizer fields = new StringTokenizer(line);
        for (int i = 0; fields.hasMoreTokens(); i++) {
            String field = fields.nextToken();
            if (i == number) {
                return field;
            }
        }
        return "";
    }
}
