package io.vmshare.reach.probe;

import io.vmshare.reach.DefaultRoute;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/** Reads the text of {@code /proc/net/route}. Pure. */
final class RouteTable {

    private static final int UP = 0x1;
    private static final int GATEWAY = 0x2;
    private static final int REJECT = 0x200;
    private static final String ZERO = "00000000";

    private RouteTable() {}

    /**
     * Returns the default route with the lowest metric, the first of equal ones. Default is only what
     * has destination and mask zero: the two halves {@code 0.0.0.0/1} and {@code 128.0.0.0/1} are a VPN's overrides.
     * Lines it cannot read are passed over.
     *
     * @param order the byte order of the machine that wrote the table, in which it prints addresses as numbers
     * @param ignored interfaces whose routes do not count
     */
    static Optional<DefaultRoute> defaultRoute(String table, ByteOrder order, Set<String> ignored) {
        Optional<DefaultRoute> best = Optional.empty();
        long bestMetric = Long.MAX_VALUE;
        StringTokenizer lines = new StringTokenizer(table, "\n");
        while (lines.hasMoreTokens()) {
            StringTokenizer fields = new StringTokenizer(lines.nextToken());
            if (fields.countTokens() < 8) {
                continue;
            }
            String name = fields.nextToken();
            String destination = fields.nextToken();
            long gateway = number(fields.nextToken(), 16);
            long flags = number(fields.nextToken(), 16);
            fields.nextToken(); // reference count
            fields.nextToken(); // use
            long metric = number(fields.nextToken(), 10);
            String mask = fields.nextToken();
            boolean usable = (flags & (UP | REJECT)) == UP && metric >= 0;
            if (destination.equals(ZERO)
                    && mask.equals(ZERO)
                    && usable
                    && metric < bestMetric
                    && !ignored.contains(name)) {
                best = Optional.of(new DefaultRoute(name, address((flags & GATEWAY) == 0 ? 0 : gateway, order)));
                bestMetric = metric;
            }
        }
        return best;
    }

    private static Optional<InetAddress> address(long number, ByteOrder order) {
        byte[] bytes = ByteBuffer.allocate(4).order(order).putInt((int) number).array();
        try {
            return number <= 0 ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // four bytes are an address
        }
    }

    /** Returns the number, or -1 if the text is none: that has the reject flag set and is no metric. */
    private static long number(String text, int radix) {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
