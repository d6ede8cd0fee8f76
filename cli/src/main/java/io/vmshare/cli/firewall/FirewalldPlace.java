package io.vmshare.cli.firewall;

import io.vmshare.cli.firewall.rules.Outcome.Place;
import io.vmshare.cli.value.ShellWord;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in firewalld's rules a client is stopped. Its chains tell: {@code filter_IN_ZONE} (with iptables: {@code IN_ZONE})
 * and, within it, {@code filter_IN_policy_POLICY} behind {@code filter_INPUT_POLICIES_pre} or {@code _post}.
 *
 * @param kind {@code zone} or {@code policy}
 * @param name its name; empty if the chains do not tell
 * @param lookup a shell's word for the name
 * @param byRule whether a rule stops the port and not the default: then the new one must come before it
 */
record FirewalldPlace(String kind, String name, String lookup, boolean byRule) {

    private static final Pattern ZONE = Pattern.compile("(?:filter_)?IN_(.+)");
    private static final Pattern POLICY = Pattern.compile("(?:filter_)?IN_(?:policy_)?(.+)");
    private static final Pattern BEFORE_ALLOW = Pattern.compile(".*_(?:pre|log|deny)");

    static boolean isIn(Place place) {
        return place.table().name().equals("firewalld")
                || place.table().chains().containsKey("INPUT_ZONES")
                || place.table().chains().containsKey("PREROUTING_ZONES");
    }

    static FirewalldPlace of(Place place, Approach approach) {
        List<String> path = place.path();
        boolean byRule = BEFORE_ALLOW.matcher(place.chain()).matches();
        for (int i = 1; i < path.size(); i++) {
            Matcher policy = POLICY.matcher(path.get(i));
            if (path.get(i - 1).matches(".*_POLICIES_(?:pre|post)") && policy.matches()) {
                return named("policy", policy.group(1), byRule);
            }
        }
        Optional<String> zone = path.stream()
                .map(ZONE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
        return zone.map(name -> named("zone", name, byRule)).orElseGet(() -> unnamed(approach));
    }

    private static FirewalldPlace named(String kind, String name, boolean byRule) {
        return new FirewalldPlace(kind, name, ShellWord.quote(name), byRule);
    }

    /** Returns the zone of the interface, whatever its name. */
    static FirewalldPlace unnamed(Approach approach) {
        String lookup = "$(firewall-cmd --get-zone-of-interface=" + ShellWord.quote(approach.interfaceName()) + ")";
        return new FirewalldPlace("zone", "", "\"" + lookup + "\"", false);
    }

    /** Returns a zone by its name. */
    static FirewalldPlace zone(String name) {
        return named("zone", name, false);
    }

    Wall wall(int port) {
        String rule = byRule
                ? "'--add-rich-rule=rule priority=-32768 port port=" + port + " protocol=tcp accept'"
                : "--add-port=" + port + "/tcp";
        String who = name.isEmpty() ? "firewalld" : "firewalld's " + kind + " " + name;
        return new Wall(who, Optional.of("firewall-cmd --" + kind + "=" + lookup + " " + rule));
    }
}
