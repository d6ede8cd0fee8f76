package io.vmshare.cli.firewall.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All tables.
 *
 * @param tables in any order; what packets meet first is said by their hooks
 */
public record RuleSet(List<Table> tables) {

    /** Copies the list. */
    public RuleSet {
        tables = List.copyOf(tables);
    }

    /**
     * Puts together what nft and the iptables family print about the same kernel. Each misses something: nft cannot print
     * the extensions that iptables uses, and iptables prints nft's own rules wrongly (a set of ports as no condition at
     * all). So a table that nft prints completely is taken from nft, any other from iptables.
     */
    public static RuleSet merge(List<Table> nft, List<Table> iptables) {
        List<Table> merged = new ArrayList<>();
        for (Table table : nft) {
            Optional<Table> twin = iptables.stream()
                    .filter(other -> other.tool() == Table.Tool.IPTABLES && other.isNamedLike(table))
                    .findFirst();
            if (twin.isEmpty()) {
                merged.add(table);
            } else if (table.opaque()) {
                merged.add(twin.get());
            } else {
                merged.add(isMadeByIptables(table) ? table.by(Table.Tool.IPTABLES) : table);
            }
        }
        for (Table table : iptables) {
            if (table.tool() == Table.Tool.IPTABLES_LEGACY || nft.stream().noneMatch(table::isNamedLike)) {
                merged.add(table);
            }
        }
        return new RuleSet(merged);
    }

    private static boolean isMadeByIptables(Table table) {
        return table.chains().values().stream()
                .filter(chain -> chain.hook().isPresent())
                .allMatch(chain -> chain.name().equals("INPUT") || chain.name().equals("PREROUTING"));
    }

    /** Returns whether nothing is on the way of a packet for this machine. */
    public boolean isEmpty() {
        return tables.stream()
                .flatMap(table -> table.chains().values().stream())
                .noneMatch(chain -> chain.hook().isPresent()
                        && (!chain.rules().isEmpty()
                                || chain.hook().get().policy().kind() != Action.Kind.ACCEPT));
    }

    /** A base chain and the table it stands in. */
    record Base(Table table, Chain chain, Chain.Hook hook) {}

    /** Returns the base chains that a packet passes, in that order. */
    List<Base> on(Packet packet) {
        List<Base> bases = new ArrayList<>();
        for (Table table : tables) {
            for (Chain chain : table.chains().values()) {
                if (chain.hook().isPresent() && table.sees(packet)) {
                    bases.add(new Base(table, chain, chain.hook().get()));
                }
            }
        }
        bases.sort(Comparator.comparing((Base base) -> base.hook().point())
                .thenComparingInt(base -> base.hook().priority()));
        return bases;
    }
}
