package io.vmshare.cli.firewall.rules;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.cli.firewall.rules.Chain.Hook;
import io.vmshare.cli.firewall.rules.Chain.Point;
import io.vmshare.cli.json.JsonDepth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@code nft -j list ruleset} prints (libnftables-json(5)). Pure. */
public final class NftRules {

    private static final JsonArray UNREADABLE = JsonArray.from("");

    private static final List<String> FAMILIES = List.of("ip", "ip6", "inet", "bridge", "netdev");

    private NftRules() {}

    /** Returns the tables in {@code json}; empty if it is not what nft prints. Never throws for any text. */
    public static Optional<List<Table>> parse(String json) {
        if (JsonDepth.isTooDeep(json)) {
            return Optional.empty();
        }
        try {
            JsonObject all = JsonParser.object().from(json);
            return all.get("nftables") instanceof JsonArray objects ? Optional.of(tables(objects)) : Optional.empty();
        } catch (JsonParserException e) {
            return Optional.empty();
        }
    }

    private static List<Table> tables(JsonArray objects) {
        Map<List<String>, Content> tables = new LinkedHashMap<>();
        for (Object object : objects) {
            if (object instanceof JsonObject one && one.size() == 1) {
                String kind = one.keySet().iterator().next();
                JsonObject body = one.getObject(kind, new JsonObject());
                String name = body.getString(kind.equals("table") ? "name" : "table", "");
                String family = body.getString("family", "");
                if (FAMILIES.contains(family) && !name.isEmpty()) {
                    tables.computeIfAbsent(List.of(family, name), key -> new Content())
                            .add(kind, body);
                }
            }
        }
        List<Table> read = new ArrayList<>();
        tables.forEach((key, content) -> read.add(content.table(key.get(0), key.get(1))));
        return read;
    }

    /** What is printed about one table: its objects come in any order, so they are read when all are there. */
    private static final class Content {

        private final Map<String, JsonObject> chains = new LinkedHashMap<>();
        private final Map<String, List<JsonArray>> rules = new LinkedHashMap<>();
        private final NftSets sets = new NftSets();

        void add(String kind, JsonObject body) {
            String name = body.getString("name", "");
            switch (kind) {
                case "chain" -> chains.put(name, body);
                case "set", "map" -> sets.add(name, body);
                case "rule" ->
                    rules.computeIfAbsent(body.getString("chain", ""), key -> new ArrayList<>())
                            .add(body.getArray("expr", UNREADABLE));
                default -> {
                    // counters, helpers and the like decide nothing
                }
            }
        }

        Table table(String family, String name) {
            Map<String, Chain> read = new LinkedHashMap<>();
            boolean opaque = false;
            for (Map.Entry<String, JsonObject> chain : chains.entrySet()) {
                List<Rule> lines = new ArrayList<>();
                for (JsonArray statements : rules.getOrDefault(chain.getKey(), List.of())) {
                    NftRule rule = new NftRule(sets, family.equals("bridge") || family.equals("netdev"));
                    lines.addAll(rule.lines(statements));
                    opaque |= rule.isOpaque();
                }
                read.put(chain.getKey(), new Chain(chain.getKey(), hook(chain.getValue()), lines));
            }
            return new Table(Table.Tool.NFT, family, name, read, opaque);
        }

        private static Optional<Hook> hook(JsonObject chain) {
            Action policy = chain.getString("policy", "accept").equals("drop") ? Action.DROP : Action.ACCEPT;
            int priority = chain.getInt("prio", 0);
            return switch (chain.getString("hook", "")) {
                case "ingress" -> Optional.of(new Hook(Point.INGRESS, priority, policy));
                case "prerouting" -> Optional.of(new Hook(Point.PREROUTING, priority, policy));
                case "input" -> Optional.of(new Hook(Point.INPUT, priority, policy));
                default -> Optional.empty();
            };
        }
    }
}
