package io.vmshare.cli.firewall.rules;

import java.util.Map;

/**
 * Chains that jump to each other.
 *
 * @param tool who printed it
 * @param family {@code ip}, {@code ip6}, {@code inet}, {@code bridge} or {@code netdev}
 * @param chains by their names
 * @param opaque whether the tool could not print all of it
 */
public record Table(Tool tool, String family, String name, Map<String, Chain> chains, boolean opaque) {

    /** Copies the map. */
    public Table {
        chains = Map.copyOf(chains);
    }

    /** Who prints tables, and changes them. */
    public enum Tool {
        NFT,
        /** iptables or ip6tables in the form that keeps its rules among those of nft. */
        IPTABLES,
        /** iptables or ip6tables with rules of their own, which nft does not see. */
        IPTABLES_LEGACY
    }

    boolean sees(Packet packet) {
        return !family.equals(packet.isIpv6() ? "ip" : "ip6");
    }

    /** Returns whether it sees frames on devices of its own choice, or on the ports of bridges. */
    public boolean isBelowIp() {
        return family.equals("bridge") || family.equals("netdev");
    }

    boolean isNamedLike(Table other) {
        return family.equals(other.family) && name.equals(other.name);
    }

    Table by(Tool other) {
        return new Table(other, family, name, chains, opaque);
    }
}
