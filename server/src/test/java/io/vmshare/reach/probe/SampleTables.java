package io.vmshare.reach.probe;

import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.Samples;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the tables of routes among the samples: captured from machines of several kinds, by the names of their files. */
public final class SampleTables {

    private SampleTables() {}

    /** Returns the default route that is read from the sample; fails on a kind of file that is no table of routes. */
    public static Optional<DefaultRoute> defaultRoute(String file) {
        String table = Samples.text(file);
        if (file.startsWith("proc-net-route.")) {
            return RouteTable.defaultRoute(table, ByteOrder.LITTLE_ENDIAN, Set.of());
        } else if (file.startsWith("proc-net-ipv6_route.")) {
            return Ipv6RouteTable.defaultRoute(table);
        } else if (file.startsWith("netstat-rn.")) {
            return NetstatTable.defaultRoute(table);
        } else if (file.startsWith("route-print.")) {
            return RoutePrint.defaultRoute(table, List.of());
        }
        throw new AssertionError("not a table of routes: " + file);
    }
}
