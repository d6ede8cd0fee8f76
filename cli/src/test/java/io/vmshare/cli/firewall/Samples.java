package io.vmshare.cli.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.firewall.rules.IptablesRules;
import io.vmshare.cli.firewall.rules.NftRules;
import io.vmshare.cli.firewall.rules.RuleSet;
import io.vmshare.cli.firewall.rules.Subnet;
import io.vmshare.cli.firewall.rules.Table;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The captured rules, and the addresses of the machine that they were captured on. */
final class Samples {

    /** By the interface's name; {@code /6} behind it for the IPv6 one. */
    private static final Map<String, String> ADDRESSES = Map.ofEntries(
            Map.entry("lo", "127.0.0.1"),
            Map.entry("virbr0", "192.168.122.1"),
            Map.entry("virbr0/6", "fd00::1"),
            Map.entry("virbr1", "192.168.123.1"),
            Map.entry("virbr10", "192.168.130.1"),
            Map.entry("eth0", "203.0.113.7"),
            Map.entry("eth0/6", "2001:db8::7"),
            Map.entry("eth1", "10.1.2.3"),
            Map.entry("docker0", "172.17.0.1"),
            Map.entry("podman0", "10.88.0.1"));

    private Samples() {}

    static String text(String file) {
        try (InputStream in = Samples.class.getResourceAsStream("/firewall/" + file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the firewall of the files: what nft printed, what iptables-save did, and ip6tables-save if its name says. */
    static Firewall firewall(String... files) {
        List<Table> nft = List.of();
        List<Table> iptables = new ArrayList<>();
        for (String file : files) {
            if (file.endsWith(".json")) {
                nft = NftRules.parse(text(file)).orElseThrow();
            } else {
                String family = file.contains("6") ? "ip6" : "ip";
                iptables.addAll(IptablesRules.parse(text(file), family).orElseThrow());
            }
        }
        return new LinuxFirewall(RuleSet.merge(nft, iptables), networks());
    }

    static Approach approach(String where, int port) {
        return new Approach(where.replace("/6", ""), address(where), port);
    }

    private static Map<InetAddress, Subnet> networks() {
        Map<InetAddress, Subnet> networks = new HashMap<>();
        for (String where : ADDRESSES.keySet()) {
            int length = where.equals("lo") ? 32 : where.endsWith("/6") ? 64 : 24;
            networks.put(address(where), new Subnet(address(where), length));
        }
        return networks;
    }

    private static InetAddress address(String where) {
        try {
            return InetAddress.getByName(ADDRESSES.get(where));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
