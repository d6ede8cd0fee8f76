package io.vmshare.reach;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.reach.probe.SampleTables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What real machines showed, in the files of {@code src-test-resources/reach}. {@code EXPECT.tsv} says of each table of
 * routes what is to be read from it, and how its machine reaches its host.
 */
public final class Samples {

    private Samples() {}

    /** Returns the snapshot of that machine, such as {@code libvirt-nat-guest}, which is of the kind {@code machine}. */
    public static HostSnapshot snapshot(String name, Machine machine) {
        return snapshot(name, machine, interfaces(name));
    }

    /** Returns the snapshot of that machine, had it those interfaces. */
    public static HostSnapshot snapshot(String name, Machine machine, List<HostInterface> interfaces) {
        String ipv6 = "proc-net-ipv6_route." + name + ".txt";
        return HostSnapshot.builder()
                .interfaces(interfaces)
                .defaultRoute(SampleTables.defaultRoute("proc-net-route." + name + ".txt"))
                .ipv6DefaultRoute(exists(ipv6) ? SampleTables.defaultRoute(ipv6) : Optional.empty())
                .machine(machine)
                .build();
    }

    /** Returns the interfaces of that machine. */
    public static List<HostInterface> interfaces(String name) {
        if (name.equals("slirp-guest")) { // its capture has routes only; the notes on it say the rest
            return List.of(interfaceOf("eth0", "52:54:00:12:34:56", "10.0.2.15/24", "fec0::5054:ff:fe12:3456/64"));
        }
        List<HostInterface> interfaces = new ArrayList<>();
        for (Object one : array(text("ip-j-addr." + name + ".json"))) {
            interfaces.add(interfaceOf((JsonObject) one));
        }
        return interfaces;
    }

    /** Returns an interface that is up, with addresses as in {@code 10.0.2.15/24}. */
    public static HostInterface interfaceOf(String name, String hardwareAddress, String... addresses) {
        List<LocalAddress> parsed = new ArrayList<>();
        for (String address : addresses) {
            parsed.add(LocalAddress.parse(address));
        }
        return new HostInterface(name, name, parsed, hardwareAddress, true, name.equals("lo"));
    }

    /** Returns the rows of a tab-separated sample as cells, without the header. */
    public static List<List<String>> rows(String file) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : text(file).split("\n")) {
            if (!line.startsWith("#") && !line.isBlank()) {
                rows.add(List.of(line.split("\t", -1)));
            }
        }
        return rows;
    }

    /** Returns the text of the sample in that file. */
    public static String text(String file) {
        try (InputStream in = Samples.class.getResourceAsStream("/reach/" + file)) {
            if (in == null) {
                throw new AssertionError("no such sample: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean exists(String file) {
        return Samples.class.getResource("/reach/" + file) != null;
    }

    private static JsonArray array(String json) {
        try {
            return JsonParser.array().from(json);
        } catch (JsonParserException e) {
            throw new AssertionError(e);
        }
    }

    private static HostInterface interfaceOf(JsonObject one) {
        List<LocalAddress> addresses = new ArrayList<>();
        for (Object address : one.getArray("addr_info")) {
            JsonObject info = (JsonObject) address;
            addresses.add(LocalAddress.parse(info.getString("local") + "/" + info.getInt("prefixlen")));
        }
        JsonArray flags = one.getArray("flags");
        String name = one.getString("ifname");
        boolean up = flags.contains("UP") && flags.contains("LOWER_UP");
        boolean loopback = flags.contains("LOOPBACK");
        return new HostInterface(name, name, addresses, loopback ? "" : one.getString("address"), up, loopback);
    }
}
