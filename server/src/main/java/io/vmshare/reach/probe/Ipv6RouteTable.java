package io.vmshare.reach.probe;

import io.vmshare.reach.DefaultRoute;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.StringTokenizer;

/** Reads the text of {@code /proc/net/ipv6_route}, which has no header and prints numbers in hexadecimal. Pure. */
final class Ipv6RouteTable {

    private static final int UP = 0x1;
    private static final int GATEWAY = 0x2;
    private static final int REJECT = 0x200;
    private static final String ZERO = "00000000000000000000000000000000";

    private Ipv6RouteTable() {}

    /**
     * Returns the default route by a gateway that has the lowest metric, the first of equal ones. The gateway is
     * without zone even if it is link-local: its zone is the interface. Lines it cannot read are passed over.
     */
    static Optional<DefaultRoute> defaultRoute(String table) {
        Optional<DefaultRoute> best = Optional.empty();
        long bestMetric = Long.MAX_VALUE;
        StringTokenizer lines = new StringTokenizer(table, "\n");
        while (lines.hasMoreTokens()) {
            StringTokenizer fields = new StringTokenizer(lines.nextToken());
            if (fields.countTokens() < 10) {
                continue;
            }
            String destination = fields.nextToken();
            String prefixLength = fields.nextToken();
            fields.nextToken(); // source
            fields.nextToken(); // length of the source's prefix
            String gateway = fields.nextToken();
            long metric = number(fields.nextToken());
            fields.nextToken(); // reference count
            fields.nextToken(); // use
            boolean usable = (number(fields.nextToken()) & (UP | GATEWAY | REJECT)) == (UP | GATEWAY) && metric >= 0;
            String name = fields.nextToken();
            boolean isDefault = destination.equals(ZERO) && prefixLength.equals("00");
            if (isDefault && usable && metric < bestMetric && gateway.length() == ZERO.length()) {
                best = Optional.of(new DefaultRoute(name, Optional.of(address(gateway))));
                bestMetric = metric;
            }
        }
        return best;
    }

    private static InetAddress address(String digits) {
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) number(digits.substring(2 * i, 2 * i + 2));
        }
        try {
            return Inet6Address.getByAddress(null, bytes, -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // sixteen bytes are an address
        }
    }

    /** Returns the number, or -1 if the text is none: that has the reject flag set and is no metric. */
    private static long number(String text) {
        try {
            return Long.parseLong(text, 16);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
