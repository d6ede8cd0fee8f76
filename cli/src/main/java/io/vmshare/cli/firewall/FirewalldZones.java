package io.vmshare.cli.firewall;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * firewalld's zones and policies as {@code firewall-cmd --list-all-zones} and {@code --list-all-policies} print them,
 * which it does for any user.
 *
 * @param zones lines without their indent, by the names of zones and policies
 * @param defaultZone where interfaces belong that no zone names; empty if not known
 */
public record FirewalldZones(Map<String, List<String>> zones, String defaultZone) {

    /** Copies the map. */
    public FirewalldZones {
        zones = Map.copyOf(zones);
    }

    /** Reads the outputs, one after the other; empty if they tell of no zone. */
    public static Optional<FirewalldZones> parse(String text, String defaultZone) {
        Map<String, List<String>> zones = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
                lines = new ArrayList<>();
                zones.put(line.strip().split(" ", 2)[0], lines);
            } else if (!line.isBlank()) {
                lines.add(line.strip());
            }
        }
        return zones.isEmpty() ? Optional.empty() : Optional.of(new FirewalldZones(zones, defaultZone.strip()));
    }

    /** Returns the zone of an interface; empty if that is not known. */
    Optional<String> of(String interfaceName) {
        for (Map.Entry<String, List<String>> zone : zones.entrySet()) {
            if (values(zone.getKey(), "interfaces").contains(interfaceName)) {
                return Optional.of(zone.getKey());
            }
        }
        return zones.containsKey(defaultZone) ? Optional.of(defaultZone) : Optional.empty();
    }

    /**
     * Returns whether the zone surely lets a TCP port in: it lists the port or accepts all, no rule in it might say
     * otherwise before that, and no policy for it rejects what it does not accept.
     */
    boolean lets(String zone, int port) {
        boolean listed = values(zone, "ports").stream().anyMatch(range -> holds(range, port));
        boolean accepts = values(zone, "target").contains("ACCEPT");
        boolean ruled = zones.getOrDefault(zone, List.of()).stream().anyMatch(line -> mayStop(line, listed));
        return (listed || accepts) && !ruled && zones.keySet().stream().noneMatch(policy -> mayStop(policy, zone));
    }

    /** Rules of the lowest priority come after the ports. */
    private static boolean mayStop(String line, boolean listed) {
        boolean afterPorts = line.startsWith("rule priority=\"32767\"");
        return line.startsWith("rule ") && !line.endsWith(" accept") && !(listed && afterPorts);
    }

    private boolean mayStop(String policy, String zone) {
        List<String> from = values(policy, "ingress-zones");
        boolean rejects = values(policy, "target").stream().anyMatch(List.of("REJECT", "DROP")::contains)
                || zones.getOrDefault(policy, List.of()).stream().anyMatch(line -> mayStop(line, false));
        return rejects && (from.contains(zone) || from.contains("ANY"));
    }

    private List<String> values(String zone, String key) {
        for (String line : zones.getOrDefault(zone, List.of())) {
            if (line.startsWith(key + ": ")) {
                return List.of(line.substring(key.length() + 2).split(" +", -1));
            }
        }
        return List.of();
    }

    private static boolean holds(String range, int port) {
        if (!range.matches("\\d{1,5}(-\\d{1,5})?/tcp")) {
            return false;
        }
        String[] ends = range.substring(0, range.indexOf('/')).split("-", -1);
        return port >= Integer.parseInt(ends[0]) && port <= Integer.parseInt(ends[ends.length - 1]);
    }
}
