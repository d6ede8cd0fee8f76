package io.vmshare.cli.firewall.rules;

import io.vmshare.cli.firewall.rules.Action.Kind;
import io.vmshare.cli.firewall.rules.Outcome.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A packet's way through the rules: every end that it may come to. Where a condition cannot be told, both ways are gone,
 * so that it makes the outcome unknown only if they end differently. What accepts ends its base chain and not the others;
 * what drops ends all (nft(8), "Verdict statements"). One per packet; not thread-safe.
 */
public final class Walk {

    /** As deep as the kernel lets jumps go, and some more. */
    private static final int MAX_DEPTH = 32;

    private static final int MAX_RULES = 200_000;

    private final Packet packet;
    private int rulesAsked;

    private Walk(Packet packet) {
        this.packet = packet;
    }

    /** Returns what becomes of {@code packet}. Pure. */
    public static Outcome of(RuleSet rules, Packet packet) {
        return new Walk(packet).through(rules.on(packet));
    }

    private Outcome through(List<RuleSet.Base> bases) {
        Ends ends = new Ends();
        for (RuleSet.Base base : bases) {
            Stage stage = new Stage(base.table());
            Ends here = stage.ends(base.chain(), List.of(base.chain().name()));
            if (here.canReturn()) {
                here.settleReturn(base.hook().policy().kind(), stage.atPolicy(base.chain()));
            }
            ends.addStops(here);
            boolean certain = !base.table().isBelowIp() && base.hook().point() != Chain.Point.INGRESS;
            if (!here.mayBe(Kind.ACCEPT) && certain) { // else it may come over another device
                return ends.outcome();
            }
        }
        ends.add(Kind.ACCEPT, Optional.empty());
        return ends.outcome();
    }

    /** The way through the chains of one table. */
    private final class Stage {

        private final Table table;

        private Stage(Table table) {
            this.table = table;
        }

        Optional<Place> at(List<String> path) {
            return Optional.of(new Place(table, path, false));
        }

        Optional<Place> atPolicy(Chain base) {
            return Optional.of(new Place(table, List.of(base.name()), true));
        }

        Ends ends(Chain chain, List<String> path) {
            Ends ends = new Ends();
            for (Rule rule : chain.rules()) {
                if (++rulesAsked > MAX_RULES) {
                    ends.add(Kind.OBSCURE, at(path));
                    return ends;
                }
                Truth match = rule.match().of(packet);
                if (match != Truth.NO) {
                    boolean goesOn = follow(rule.action(), path, ends);
                    if (match == Truth.YES && !goesOn) {
                        return ends;
                    }
                }
            }
            ends.add(Kind.RETURN, Optional.empty());
            return ends;
        }

        /** Adds where {@code action} leads, and returns whether the next rule of the same chain may be asked after it. */
        private boolean follow(Action action, List<String> path, Ends ends) {
            if (action.kind() == Kind.NOTHING) {
                return true;
            }
            if (action.kind() != Kind.JUMP && action.kind() != Kind.GOTO) {
                ends.add(action.kind(), at(path));
                return false;
            }
            Optional<Chain> target = Optional.ofNullable(table.chains().get(action.target()));
            if (target.isEmpty() || path.size() >= MAX_DEPTH) {
                ends.add(Kind.OBSCURE, at(path));
                return false;
            }
            List<String> longer = new ArrayList<>(path);
            longer.add(action.target());
            Ends there = ends(target.get(), longer);
            ends.addStops(there);
            if (there.mayBe(Kind.ACCEPT)) {
                ends.add(Kind.ACCEPT, Optional.empty());
            }
            boolean returns = there.canReturn();
            if (returns && action.kind() == Kind.GOTO) { // back to the chain that jumped to this one
                ends.add(Kind.RETURN, Optional.empty());
            }
            return returns && action.kind() == Kind.JUMP;
        }
    }

    /** The ends that a way may come to, the likeliest last: the one that follows when no unknown condition holds. */
    private static final class Ends {

        private final Map<Kind, Optional<Place>> ends = new LinkedHashMap<>();

        void add(Kind kind, Optional<Place> place) {
            ends.remove(kind);
            ends.put(kind, place);
        }

        void addStops(Ends others) {
            others.ends.forEach((kind, place) -> {
                if (kind != Kind.ACCEPT && kind != Kind.RETURN) {
                    add(kind, place);
                }
            });
        }

        boolean mayBe(Kind kind) {
            return ends.containsKey(kind);
        }

        boolean canReturn() {
            return mayBe(Kind.RETURN);
        }

        void settleReturn(Kind policy, Optional<Place> place) {
            ends.remove(Kind.RETURN);
            add(policy, place);
        }

        Outcome outcome() {
            Kind last = Kind.ACCEPT;
            Optional<Place> place = Optional.empty();
            for (Map.Entry<Kind, Optional<Place>> end : ends.entrySet()) {
                if (end.getKey() != Kind.ACCEPT) {
                    last = end.getKey();
                    place = end.getValue();
                }
            }
            boolean unsure = mayBe(Kind.OBSCURE) || (mayBe(Kind.ACCEPT) && ends.size() > 1);
            return new Outcome(unsure ? Verdict.UNKNOWN : verdict(last), place);
        }

        private static Verdict verdict(Kind kind) {
            return switch (kind) {
                case ACCEPT -> Verdict.OPEN;
                case DROP -> Verdict.DROPPED;
                case REFUSE -> Verdict.REFUSED;
                case PROHIBIT -> Verdict.PROHIBITED;
                case JUMP, GOTO, RETURN, NOTHING, OBSCURE -> Verdict.UNKNOWN;
            };
        }
    }
}
