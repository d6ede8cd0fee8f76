package io.vmshare.reach.probe;

import io.vmshare.reach.AddressText;
import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.LocalAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/** Reads what {@code route print -4} prints on Windows, in any language. Pure. */
final class RoutePrint {

    private static final String ZERO = "0.0.0.0";

    private RoutePrint() {}

    /**
     * Returns the default route with the lowest metric, the first of equal ones: of five fields the first two are zero
     * and the next two addresses. What stands for a missing gateway is a word in the system's language.
     *
     * @param interfaces where the name of the interface is looked up that has the route's local address; the route
     *     names the address itself if none has it
     */
    static Optional<DefaultRoute> defaultRoute(String table, List<HostInterface> interfaces) {
        Optional<DefaultRoute> best = Optional.empty();
        int bestMetric = Integer.MAX_VALUE;
        StringTokenizer lines = new StringTokenizer(table, "\r\n");
        while (lines.hasMoreTokens()) {
            StringTokenizer fields = new StringTokenizer(lines.nextToken());
            if (fields.countTokens() != 5
                    || !fields.nextToken().equals(ZERO)
                    || !fields.nextToken().equals(ZERO)) {
                continue;
            }
            Optional<InetAddress> gateway = IpLiteral.parseIpv4(fields.nextToken());
            Optional<InetAddress> local = IpLiteral.parseIpv4(fields.nextToken());
            int metric = number(fields.nextToken());
            if (gateway.isPresent() && local.isPresent() && metric >= 0 && metric < bestMetric) {
                best = Optional.of(new DefaultRoute(name(local.get(), interfaces), gateway));
                bestMetric = metric;
            }
        }
        return best;
    }

    private static String name(InetAddress local, List<HostInterface> interfaces) {
        for (HostInterface one : interfaces) {
            for (LocalAddress address : one.addresses()) {
                if (address.address().equals(local)) {
                    return one.name();
                }
            }
        }
        return AddressText.of(local);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
