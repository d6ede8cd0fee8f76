package io.vmshare.cli.forward.qemu;

import io.vmshare.cli.forward.LiveRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user network and its forwards, as {@code info usernet} lists them.
 *
 * @param id the name of its netdev
 * @param rules its forwards for TCP
 */
record UserNetwork(String id, List<LiveRule> rules) {

    private static final Pattern HEAD = Pattern.compile("\\S+ -?\\d+ \\((.+)\\):");
    private static final Pattern RULE =
            Pattern.compile("\\s*TCP\\[HOST_FORWARD]\\s+\\d+\\s+(\\S+)\\s+(\\d{1,5})\\s+(\\S+)\\s+(\\d{1,5})\\s.*");

    UserNetwork {
        rules = List.copyOf(rules);
    }

    /** Returns all of them; a command that names no netdev means the first. */
    static List<UserNetwork> parse(String infoUsernet) {
        List<UserNetwork> found = new ArrayList<>();
        String id = "";
        List<LiveRule> rules = new ArrayList<>();
        for (String line : infoUsernet.lines().toList()) {
            Matcher head = HEAD.matcher(line);
            Matcher rule = RULE.matcher(line);
            if (head.matches()) {
                if (!id.isEmpty()) {
                    found.add(new UserNetwork(id, rules));
                }
                id = head.group(1);
                rules = new ArrayList<>();
            } else if (rule.matches() && rule(rule).isPossible()) {
                rules.add(rule(rule));
            }
        }
        if (!id.isEmpty()) {
            found.add(new UserNetwork(id, rules));
        }
        return found;
    }

    private static LiveRule rule(Matcher row) {
        String hostAddress = row.group(1).equals("*") ? "" : row.group(1);
        return new LiveRule(
                "", hostAddress, Integer.parseInt(row.group(2)), row.group(3), Integer.parseInt(row.group(4)));
    }
}
