package io.vmshare.cli.firewall.rules;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of nft's rules (libnftables-json(5), "Expressions"): what is looked at, and which values hit. */
final class NftMatch {

    private final NftSets sets;
    private final boolean bridged;

    NftMatch(NftSets sets, boolean bridged) {
        this.sets = sets;
        this.bridged = bridged;
    }

    /** Reads one {@code match} statement. */
    Match of(JsonObject statement) {
        Object left = statement.get("left");
        Object right = statement.get("right");
        Match implied = implied(left);
        return switch (statement.getString("op", "")) {
            case "==", "in" -> implied.and(isAmong(left, right));
            case "!=" -> implied.and(isAmong(left, right).negated());
            case "<" -> implied.and(compared(left, right, Order.BELOW));
            case ">" -> implied.and(compared(left, right, Order.ABOVE));
            case "<=" -> implied.and(compared(left, right, Order.ABOVE).negated());
            case ">=" -> implied.and(compared(left, right, Order.BELOW).negated());
            default -> Match.UNKNOWN;
        };
    }

    private enum Order {
        BELOW,
        ABOVE
    }

    private static Match compared(@Nullable Object left, @Nullable Object right, Order order) {
        boolean port = left instanceof JsonObject one && isPort(one.getObject("payload", new JsonObject()));
        if (!port || !(right instanceof Number bound)) {
            return Match.UNKNOWN;
        }
        int limit = bound.intValue();
        return packet -> Truth.of(order == Order.BELOW ? packet.port() < limit : packet.port() > limit);
    }

    private Match isAmong(@Nullable Object left, @Nullable Object right) {
        if (left instanceof JsonObject one && one.get("&") instanceof JsonArray operands) {
            return masked(operands, right);
        }
        Optional<List<Object>> values = sets.elements(right);
        return values.isPresent() ? Match.any(values.get(), value -> equal(left, NftSets.bare(value))) : Match.UNKNOWN;
    }

    /** Returns what must hold for the left side to be there at all: a field of IPv6 is in no IPv4 packet. */
    private static Match implied(@Nullable Object left) {
        if (!(left instanceof JsonObject one)) {
            return Match.ALWAYS;
        }
        if (one.get("concat") instanceof JsonArray parts) {
            Match all = Match.ALWAYS;
            for (Object part : parts) {
                all = all.and(implied(part));
            }
            return all;
        }
        if (one.get("&") instanceof JsonArray operands) {
            return operands.isEmpty() ? Match.ALWAYS : implied(operands.get(0));
        }
        return switch (one.getObject("payload", new JsonObject()).getString("protocol", "tcp")) {
            case "tcp", "th", "ether", "vlan" -> Match.ALWAYS;
            case "ip" -> packet -> Truth.of(!packet.isIpv6());
            case "ip6" -> packet -> Truth.of(packet.isIpv6());
            case "udp", "udplite", "sctp", "dccp", "icmp", "icmpv6", "igmp", "esp", "ah", "arp" -> Match.NEVER;
            default -> Match.UNKNOWN;
        };
    }

    /** Returns whether the left side has the value {@code value}, which is no set. */
    Match equal(@Nullable Object left, Object value) {
        if (!(left instanceof JsonObject one)) {
            return Match.UNKNOWN;
        }
        if (one.get("concat") instanceof JsonArray parts) {
            return concatenated(parts, value);
        }
        if (one.get("meta") instanceof JsonObject meta) {
            return meta(meta.getString("key", ""), String.valueOf(value));
        }
        if (one.get("payload") instanceof JsonObject payload) {
            return payload(payload, value);
        }
        if (one.get("ct") instanceof JsonObject tracked) {
            return tracked(tracked.getString("key", ""), String.valueOf(value));
        }
        return one.get("fib") instanceof JsonObject route ? route(route, value) : Match.UNKNOWN;
    }

    private Match concatenated(JsonArray parts, Object value) {
        boolean alike = value instanceof JsonObject one
                && one.get("concat") instanceof JsonArray values
                && values.size() == parts.size();
        if (!alike) {
            return Match.UNKNOWN;
        }
        JsonArray values = ((JsonObject) value).getArray("concat", new JsonArray());
        Match all = Match.ALWAYS;
        for (int i = 0; i < parts.size(); i++) {
            all = all.and(equal(parts.get(i), NftSets.bare(values.get(i))));
        }
        return all;
    }

    private Match meta(String key, String value) {
        return switch (key) {
            case "iifname", "iif" -> bridged ? Match.UNKNOWN : packet -> packet.arrivesOn(value, '*');
            case "oifname", "oif" -> Match.NEVER; // it does not leave
            case "l4proto" -> packet -> packet.isOfProtocol(value);
            case "nfproto" -> packet -> Truth.of(value.equals(packet.isIpv6() ? "ipv6" : "ipv4"));
            case "protocol" -> packet -> Truth.of(value.equals(packet.isIpv6() ? "ip6" : "ip"));
            case "pkttype" -> Match.when(value.equals("host") || value.equals("unicast"));
            default -> Match.UNKNOWN;
        };
    }

    private static Match payload(JsonObject payload, Object value) {
        if (isPort(payload)) {
            return port(value);
        }
        return switch (payload.getString("protocol", "") + " " + payload.getString("field", "")) {
            case "ip saddr", "ip6 saddr" -> subnet(value, Packet::isFrom);
            case "ip daddr", "ip6 daddr" -> subnet(value, Packet::isTo);
            case "ip protocol", "ip6 nexthdr" -> packet -> packet.isOfProtocol(String.valueOf(value));
            case "tcp flags" -> Match.when(value.equals("syn"));
            default -> Match.UNKNOWN;
        };
    }

    private static boolean isPort(JsonObject payload) {
        String protocol = payload.getString("protocol", "");
        return payload.getString("field", "").equals("dport") && (protocol.equals("tcp") || protocol.equals("th"));
    }

    private static Match port(Object value) {
        if (value instanceof Number port) {
            return packet -> packet.isToPort(port.intValue(), port.intValue());
        }
        boolean range = value instanceof JsonObject one
                && one.get("range") instanceof JsonArray ends
                && ends.size() == 2
                && ends.get(0) instanceof Number
                && ends.get(1) instanceof Number;
        if (!range) {
            return Match.UNKNOWN;
        }
        JsonArray ends = ((JsonObject) value).getArray("range", new JsonArray());
        return packet -> packet.isToPort(ends.getInt(0), ends.getInt(1));
    }

    @FunctionalInterface
    private interface Side {
        Truth of(Packet packet, Subnet subnet);
    }

    private static Match subnet(Object value, Side side) {
        Optional<Subnet> subnet = Optional.empty();
        if (value instanceof String text) {
            subnet = Subnet.parse(text);
        } else if (value instanceof JsonObject one && one.get("prefix") instanceof JsonObject prefix) {
            subnet = Subnet.parse(prefix.getString("addr", "") + "/" + prefix.getInt("len", -1));
        }
        if (subnet.isEmpty()) {
            return Match.UNKNOWN;
        }
        Subnet known = subnet.get();
        return packet -> side.of(packet, known);
    }

    private static Match tracked(String key, String value) {
        return switch (key) {
            case "state" -> Match.when(value.equals("new"));
            case "direction" -> Match.when(value.equals("original"));
            case "status" -> Match.NEVER; // nothing was done to it nor seen of it before
            default -> Match.UNKNOWN;
        };
    }

    /** The packet is for an address of this machine, and from where this machine has a route to. */
    private static Match route(JsonObject route, Object value) {
        JsonArray flags = route.getArray("flags", new JsonArray());
        return switch (route.getString("result", "") + (flags.contains("daddr") ? " daddr" : " saddr")) {
            case "type daddr" -> Match.when(value.equals("local"));
            case "oif saddr", "oifname saddr" -> value instanceof Boolean there ? Match.when(there) : Match.UNKNOWN;
            default -> Match.UNKNOWN;
        };
    }

    /** Of TCP's flags a first packet has SYN only. */
    private Match masked(JsonArray operands, @Nullable Object value) {
        boolean flags = operands.size() == 2
                && operands.get(0) instanceof JsonObject one
                && one.getObject("payload", new JsonObject())
                        .getString("field", "")
                        .equals("flags");
        Optional<List<Object>> mask = flags ? sets.elements(operands.get(1)) : Optional.empty();
        if (mask.isEmpty() || !mask.get().stream().allMatch(String.class::isInstance)) {
            return Match.UNKNOWN;
        }
        boolean syn = mask.get().contains("syn");
        return syn ? Match.when("syn".equals(value)) : Match.when(value instanceof Number none && none.intValue() == 0);
    }
}
