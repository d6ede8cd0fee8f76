package io.vmshare.cli.firewall.rules;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The named sets and maps of one table, and the elements of anonymous ones. */
final class NftSets {

    private final Map<String, JsonObject> named = new HashMap<>();

    void add(String name, JsonObject set) {
        named.put(name, set);
    }

    /**
     * Returns the elements that {@code value} stands for: those of a set or list, or itself. Empty for a named set that
     * fills and empties by itself, and for one that is not there.
     */
    Optional<List<Object>> elements(@Nullable Object value) {
        if (value instanceof String name && name.startsWith("@")) {
            JsonObject set = named.get(name.substring(1));
            return set == null || changes(set) ? Optional.empty() : Optional.of(set.getArray("elem", new JsonArray()));
        }
        if (value instanceof JsonObject object && object.get("set") != null) {
            Object inner = object.get("set");
            return Optional.of(inner instanceof JsonArray list ? list : List.of(inner));
        }
        if (value instanceof JsonArray list) {
            return Optional.of(list);
        }
        return value == null ? Optional.empty() : Optional.of(List.of(value));
    }

    private static boolean changes(JsonObject set) {
        JsonArray flags = set.getArray("flags", new JsonArray());
        return flags.contains("dynamic") || flags.contains("timeout");
    }

    /** Returns an element without the comment, counter or timeout that may be wrapped around it. */
    static Object bare(Object element) {
        if (element instanceof JsonObject object && object.get("elem") instanceof JsonObject inner) {
            Object value = inner.get("val");
            return value == null ? element : value;
        }
        return element;
    }
}
