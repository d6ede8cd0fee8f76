package io.vmshare.reach.probe;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.reach.KnownGuest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what libvirt keeps of the leases of a bridge, in {@code virbr0.status}: an array of objects, of which we take
 * address, hardware address, name and end. Source: libvirt, {@code src/network/leaseshelper.c}. Pure.
 */
final class DnsmasqStatus {

    private static final int MAX_DEPTH = 16;

    private DnsmasqStatus() {}

    /**
     * Returns the guests whose leases have not ended; none of a text that cannot be read.
     *
     * @param now the time, in seconds since 1970
     */
    static List<KnownGuest> guests(String json, String bridge, long now) {
        List<KnownGuest> guests = new ArrayList<>();
        for (Object one : array(json)) {
            if (one instanceof JsonObject lease) {
                Optional<InetAddress> address = IpLiteral.parse(lease.getString("ip-address", ""));
                long end = lease.getLong("expiry-time", 0);
                boolean valid = end == 0 || end > now; // 0 is for ever
                if (address.isPresent() && valid) {
                    guests.add(new KnownGuest(bridge, address.get(), name(lease)));
                }
            }
        }
        return guests;
    }

    private static JsonArray array(String json) {
        try {
            return json.isEmpty() || isDeep(json)
                    ? new JsonArray()
                    : JsonParser.array().from(json);
        } catch (JsonParserException e) {
            return new JsonArray();
        }
    }

    /** Returns whether it is nested deeper than leases are: the parser calls itself for each level and has one stack. */
    private static boolean isDeep(String json) {
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < json.length() && depth <= MAX_DEPTH; i++) {
            char c = json.charAt(i);
            if (quoted && c == '\\') {
                i++; // what it escapes does not end the string
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '[' || c == '{')) {
                depth++;
            } else if (!quoted && (c == ']' || c == '}')) {
                depth--;
            }
        }
        return depth > MAX_DEPTH;
    }

    /** The guest chose its name, so only one of the letters of a host name is passed on (RFC 1123 §2.1). */
    private static String name(JsonObject lease) {
        String name = lease.getString("hostname", "");
        boolean plain = !name.isEmpty() && name.length() <= 63;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            plain &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        }
        return plain ? name : lease.getString("mac-address", "");
    }
}
