package io.vmshare.cli.firewall.rules;

import java.util.List;
import java.util.Optional;

/**
 * Rules in order.
 *
 * @param name its name in its table
 * @param hook where packets enter it by themselves; empty for one that only jumps lead to, or off the way of a packet
 *     for this machine
 */
record Chain(String name, Optional<Hook> hook, List<Rule> rules) {

    Chain {
        rules = List.copyOf(rules);
    }

    /**
     * Where a base chain stands.
     *
     * @param point the place on a packet's way
     * @param priority the order at that place, lowest first
     * @param policy what becomes of a packet at the chain's end
     */
    record Hook(Point point, int priority, Action policy) {}

    /** Places on the way of a packet for this machine, in the order it passes them. */
    enum Point {
        /** On one device, before all else. */
        INGRESS,
        PREROUTING,
        INPUT
    }
}
