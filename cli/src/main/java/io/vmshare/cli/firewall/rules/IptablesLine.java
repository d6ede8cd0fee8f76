package io.vmshare.cli.firewall.rules;

import io.vmshare.cli.firewall.rules.IptablesWords.Option;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of iptables: its conditions, and the target they lead to.
 *
 * @param target a built-in target or a chain; empty for a rule that only counts
 * @param gone whether {@code -g} and not {@code -j} leads there
 * @param answer how a REJECT answers
 */
record IptablesLine(Match match, String target, boolean gone, String answer) {

    private static final Set<String> GOES_ON = Set.of(
            "",
            "LOG",
            "NFLOG",
            "ULOG",
            "MARK",
            "CONNMARK",
            "TRACE",
            "AUDIT",
            "SET",
            "TCPMSS",
            "CHECKSUM",
            "CLASSIFY",
            "DSCP",
            "TOS",
            "TTL",
            "HL",
            "SECMARK",
            "CONNSECMARK",
            "TEE",
            "SNAT",
            "MASQUERADE");

    /** Modules that we know, so that their options say all; of rpfilter the options are the exceptions. */
    private static final Set<String> SAID_BY_OPTIONS =
            Set.of("tcp", "udp", "comment", "conntrack", "state", "multiport", "addrtype", "pkttype", "rpfilter");

    /** Reads the part after the chain's name. Options of targets that we do not know come after them and say nothing. */
    static IptablesLine parse(String line) {
        Match match = Match.ALWAYS;
        String target = "";
        boolean gone = false;
        String answer = "port-unreachable"; // iptables-extensions(8), "REJECT"
        for (Option option : IptablesWords.options(line)) {
            if (option.name().equals("-j") || option.name().equals("-g")) {
                target = option.value();
                gone = option.name().equals("-g");
            } else if (option.name().equals("--reject-with")) {
                answer = option.value();
            } else if (target.isEmpty()) {
                match = match.and(condition(option));
            }
        }
        return new IptablesLine(match, target, gone, answer);
    }

    /** Returns the rule, in a table that has the chains given. */
    Rule rule(Set<String> chains) {
        return new Rule(match, action(chains));
    }

    private Action action(Set<String> chains) {
        return switch (target) {
            case "ACCEPT" -> Action.ACCEPT;
            case "DROP" -> Action.DROP;
            case "RETURN" -> Action.RETURN;
            case "REJECT" -> Action.reject(answer);
            default -> {
                if (chains.contains(target)) {
                    yield gone ? Action.go(target) : Action.jump(target);
                }
                yield GOES_ON.contains(target) ? Action.NOTHING : Action.OBSCURE;
            }
        };
    }

    private static Match condition(Option option) {
        Match match = positive(option);
        return option.negated() ? match.negated() : match;
    }

    private static Match positive(Option option) {
        String value = option.value();
        return switch (option.name()) {
            case "-m" -> SAID_BY_OPTIONS.contains(value) ? Match.ALWAYS : Match.UNKNOWN;
            case "--comment", "--syn", "--loose", "--validmark", "--accept-local" -> Match.ALWAYS;
            case "-f", "--invert" -> Match.NEVER; // no fragment; the way back to its source is the way it came
            case "-i" -> packet -> packet.arrivesOn(value, '+');
            case "-o" -> value.equals("+") ? Match.ALWAYS : Match.NEVER; // it does not leave
            case "-s" -> subnet(value, true);
            case "-d" -> subnet(value, false);
            case "-p" -> value.equals("all") ? Match.ALWAYS : packet -> packet.isOfProtocol(value);
            case "--dport", "--dports" -> Match.any(List.of(value.split(",", -1)), IptablesLine::port);
            case "--ctstate", "--state" -> among(value, "NEW");
            case "--ctdir" -> among(value, "ORIGINAL");
            case "--dst-type" -> among(value, "LOCAL");
            case "--pkt-type" -> among(value, "unicast");
            case "--tcp-flags" -> flags(option.values());
            default -> Match.UNKNOWN;
        };
    }

    private static Match among(String values, String ours) {
        return Match.when(List.of(values.split(",", -1)).contains(ours));
    }

    private static Match subnet(String value, boolean source) {
        Optional<Subnet> subnet = Subnet.parse(value);
        if (subnet.isEmpty()) {
            return Match.UNKNOWN;
        }
        Subnet known = subnet.get();
        return packet -> source ? packet.isFrom(known) : packet.isTo(known);
    }

    private static Match port(String range) {
        if (!range.matches("\\d{1,5}(:\\d{1,5})?")) {
            return Match.UNKNOWN;
        }
        String[] ends = range.split(":", -1);
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[ends.length - 1]);
        return packet -> packet.isToPort(first, last);
    }

    /** The values are the flags looked at, and those of them that must be set; a first packet has SYN only. */
    private static Match flags(List<String> values) {
        if (values.size() != 2) {
            return Match.UNKNOWN;
        }
        boolean looked = List.of(values.get(0).split(",", -1)).contains("SYN")
                || values.get(0).equals("ALL");
        return Match.when(values.get(1).equals(looked ? "SYN" : "NONE"));
    }
}
