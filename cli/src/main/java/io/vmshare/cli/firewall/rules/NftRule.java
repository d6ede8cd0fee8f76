package io.vmshare.cli.firewall.rules;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the statements of one rule. One per rule; not thread-safe. */
final class NftRule {

    private final NftSets sets;
    private final NftMatch matches;
    private final List<Rule> lines = new ArrayList<>();
    private Match match = Match.ALWAYS;
    private boolean obscure;
    private boolean opaque;

    /**
     * Creates one.
     *
     * @param bridged whether the rule sees frames on the ports of a bridge, whose names the packet does not tell
     */
    NftRule(NftSets sets, boolean bridged) {
        this.sets = sets;
        this.matches = new NftMatch(sets, bridged);
    }

    /** Returns whether the rule has a part that nft itself could not print. */
    boolean isOpaque() {
        return opaque;
    }

    /** Returns the rule as lines of one action each: several for a map of verdicts, none for one that only counts. */
    List<Rule> lines(JsonArray statements) {
        for (Object statement : statements) {
            if (statement instanceof JsonObject one && one.size() == 1) {
                String kind = one.keySet().iterator().next();
                Optional<Action> action = action(kind, one.get(kind));
                if (action.isPresent()) {
                    lines.add(new Rule(match, action.get()));
                    return lines;
                }
                read(kind, one.get(kind));
            } else {
                obscure = true;
            }
        }
        if (obscure) {
            lines.add(new Rule(match.and(Match.UNKNOWN), Action.OBSCURE));
        }
        return lines;
    }

    private void read(String kind, @Nullable Object body) {
        switch (kind) {
            case "match" -> match = match.and(body instanceof JsonObject one ? matches.of(one) : Match.UNKNOWN);
            case "vmap" -> readMap(body);
            case "counter", "log", "comment", "mangle", "ct helper", "ct timeout", "ct expectation", "secmark" -> {
                // decides nothing: what looks at a mark later is unknown anyway
            }
            case "limit", "quota", "ct count", "set", "meter", "map", "last" -> match = match.and(Match.UNKNOWN);
            default -> {
                match = match.and(Match.UNKNOWN);
                obscure = true;
                opaque |= kind.equals("xt");
            }
        }
    }

    private static Optional<Action> action(String kind, @Nullable Object body) {
        return switch (kind) {
            case "accept" -> Optional.of(Action.ACCEPT);
            case "drop" -> Optional.of(Action.DROP);
            case "return" -> Optional.of(Action.RETURN);
            case "jump" -> Optional.of(Action.jump(text(body, "target")));
            case "goto" -> Optional.of(Action.go(text(body, "target")));
            case "reject" -> Optional.of(reject(body));
            case "dnat", "redirect", "tproxy", "queue", "fwd", "synproxy", "notrack" -> Optional.of(Action.OBSCURE);
            default -> Optional.empty();
        };
    }

    /** Without a kind it is port unreachable (nft(8), "Reject statement"). */
    private static Action reject(@Nullable Object body) {
        String type = text(body, "type");
        String kind = text(body, "expr");
        return Action.reject(type.equals("tcp reset") ? type : kind.isEmpty() ? "port-unreachable" : kind);
    }

    private void readMap(@Nullable Object body) {
        JsonObject map = body instanceof JsonObject one ? one : new JsonObject();
        Optional<List<Object>> entries = sets.elements(map.get("data"));
        if (entries.isEmpty()) {
            match = match.and(Match.UNKNOWN);
            obscure = true;
            return;
        }
        Object key = map.get("key");
        for (Object entry : entries.get()) {
            Match hit = Match.UNKNOWN;
            Action action = Action.OBSCURE;
            if (entry instanceof JsonArray pair && pair.size() == 2 && pair.get(1) instanceof JsonObject verdict) {
                hit = matches.equal(key, NftSets.bare(pair.get(0)));
                action = verdict.size() == 1 ? mapped(verdict) : action;
            }
            lines.add(new Rule(match.and(hit), action));
        }
    }

    private static Action mapped(JsonObject verdict) {
        String kind = verdict.keySet().iterator().next();
        return kind.equals("continue")
                ? Action.NOTHING
                : action(kind, verdict.get(kind)).orElse(Action.OBSCURE);
    }

    private static String text(@Nullable Object body, String key) {
        return body instanceof JsonObject object ? object.getString(key, "") : "";
    }
}
