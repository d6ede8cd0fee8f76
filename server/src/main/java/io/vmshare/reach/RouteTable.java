package io.vmshare.reach;

import java.util.Optional;
import java.util.StringTokenizer;

/** Reads the text of {@code /proc/net/route}. Pure. */
final class RouteTable {

    private static final int UP = 0x1;
    private static final int REJECT = 0x200;
    private static final String ZERO = "00000000";

    private RouteTable() {}

    /**
     * Returns the interface of the default route with the lowest metric, the first of equal ones. Default is only what
     * has destination and mask zero: the two halves {@code 0.0.0.0/1} and {@code 128.0.0.0/1} are a VPN's overrides.
     * Lines it cannot read are passed over.
     */
    static Optional<String> defaultInterface(String table) {
        Optional<String> best = Optional.empty();
        long bestMetric = Long.MAX_VALUE;
        StringTokenizer lines = new StringTokenizer(table, "\n");
        while (lines.hasMoreTokens()) {
            StringTokenizer fields = new StringTokenizer(lines.nextToken());
            if (fields.countTokens() < 8) {
                continue;
            }
            String name = fields.nextToken();
            String destination = fields.nextToken();
            fields.nextToken(); // gateway
            String flags = fields.nextToken();
            fields.nextToken(); // reference count
            fields.nextToken(); // use
            long metric = number(fields.nextToken(), 10);
            String mask = fields.nextToken();
            boolean usable = (number(flags, 16) & (UP | REJECT)) == UP && metric >= 0;
            if (destination.equals(ZERO) && mask.equals(ZERO) && usable && metric < bestMetric) {
                best = Optional.of(name);
                bestMetric = metric;
            }
        }
        return best;
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
