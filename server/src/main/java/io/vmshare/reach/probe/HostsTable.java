package io.vmshare.reach.probe;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/** Reads the table of hosts (hosts(5)). Pure. */
final class HostsTable {

    private static final String[] NAMES = {"host.lima.internal", "host.docker.internal", "host.containers.internal"};

    private HostsTable() {}

    /** Returns the addresses of the names that guests and containers have for their hosts; the first of each. */
    static Map<String, InetAddress> namesOfHosts(String table) {
        Map<String, InetAddress> found = new HashMap<>();
        StringTokenizer lines = new StringTokenizer(table, "\r\n");
        while (lines.hasMoreTokens()) {
            String line = lines.nextToken();
            int comment = line.indexOf('#');
            StringTokenizer words = new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
            Optional<InetAddress> address =
                    words.hasMoreTokens() ? IpLiteral.parse(words.nextToken()) : Optional.empty();
            while (address.isPresent() && words.hasMoreTokens()) {
                String word = words.nextToken();
                for (String name : NAMES) {
                    if (name.equalsIgnoreCase(word)) {
                        found.putIfAbsent(name, address.get());
                    }
                }
            }
        }
        return found;
    }
}
