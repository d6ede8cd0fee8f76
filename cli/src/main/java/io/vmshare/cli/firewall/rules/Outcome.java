package io.vmshare.cli.firewall.rules;

import java.util.List;
import java.util.Optional;

/**
 * How a packet's way through the rules ends.
 *
 * @param place where it is stopped, or may be; empty if nowhere
 */
public record Outcome(Verdict verdict, Optional<Place> place) {

    /**
     * Where a packet is stopped.
     *
     * @param path the chains that led there, from a base chain to the one that decides
     * @param byPolicy whether the base chain's policy decides, as no rule did
     */
    public record Place(Table table, List<String> path, boolean byPolicy) {

        /** Copies the list. */
        public Place {
            path = List.copyOf(path);
        }

        /** Returns the chain that packets enter by themselves. */
        public String base() {
            return path.get(0);
        }

        /** Returns the chain that decides. */
        public String chain() {
            return path.get(path.size() - 1);
        }
    }
}
