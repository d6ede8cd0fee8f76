package io.vmshare.cli.host;

import io.vmshare.cli.firewall.Firewall;
import io.vmshare.cli.firewall.FirewalldZones;
import io.vmshare.cli.firewall.LinuxFirewall;
import io.vmshare.cli.firewall.MacFirewall;
import io.vmshare.cli.firewall.UnknownFirewall;
import io.vmshare.cli.firewall.UnreadFirewall;
import io.vmshare.cli.firewall.UnreadFirewall.Keeper;
import io.vmshare.cli.firewall.WindowsFirewall;
import io.vmshare.cli.firewall.rules.IptablesRules;
import io.vmshare.cli.firewall.rules.NftRules;
import io.vmshare.cli.firewall.rules.RuleSet;
import io.vmshare.cli.firewall.rules.Subnet;
import io.vmshare.cli.firewall.rules.Table;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.LocalAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the system's tools for its firewall, changing nothing. It takes some 50 ms where tools are quick, and up to 2 s for
 * each that hangs, so it belongs on a thread of its own and not on the way of the start.
 */
public final class FirewallProbe {

    private static final String MACOS = "/usr/libexec/ApplicationFirewall/socketfilterfw";

    private FirewallProbe() {}

    /** Returns the firewall as it is now, for a machine with those addresses. Blocks; never throws for what the system says. */
    public static Firewall look(HostSnapshot seen) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("linux")) {
            return linux(seen);
        }
        if (system.startsWith("windows")) {
            return new WindowsFirewall();
        }
        return system.startsWith("mac") ? macOs() : new UnknownFirewall();
    }

    private static Firewall macOs() {
        return new MacFirewall(
                ToolOutput.of(MACOS, "--getglobalstate").orElse(""),
                ToolOutput.of(MACOS, "--getblockall").orElse(""),
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    }

    /**
     * The tools fail for who may not read the rules, but for old iptables, which tells others that there are none. Where
     * there is no tool at all, root can say so; but firewalld needs none to set rules that only nft can print.
     */
    private static Firewall linux(HostSnapshot seen) {
        Optional<List<Table>> nft =
                ToolOutput.of("nft", "-j", "list", "ruleset").flatMap(NftRules::parse);
        Optional<List<Table>> iptables = iptables();
        Keeper keeper = keeper();
        boolean withoutNft = isRoot() && keeper != Keeper.FIREWALLD && !ToolOutput.isThere("nft");
        boolean rest = iptables.isPresent() || !ToolOutput.isThere("iptables-save");
        return nft.isPresent() || (withoutNft && rest)
                ? new LinuxFirewall(RuleSet.merge(nft.orElse(List.of()), iptables.orElse(List.of())), networks(seen))
                : new UnreadFirewall(keeper, keeper == Keeper.FIREWALLD ? zones() : Optional.empty());
    }

    /** Returns what the tools print together; empty if none of them can be read. */
    private static Optional<List<Table>> iptables() {
        List<Table> tables = new ArrayList<>();
        boolean read = false;
        for (String tool : iptablesTools()) {
            String family = tool.startsWith("ip6") ? "ip6" : "ip";
            Optional<List<Table>> saved = ToolOutput.of(tool).flatMap(text -> IptablesRules.parse(text, family));
            read |= saved.isPresent();
            tables.addAll(saved.orElse(List.of()));
        }
        return read ? Optional.of(tables) : Optional.empty();
    }

    /** The legacy ones only where the kernel has their tables: asking otherwise makes it load them. */
    private static List<String> iptablesTools() {
        List<String> tools = new ArrayList<>(List.of("iptables-save", "ip6tables-save"));
        if (ToolOutput.isThere("iptables-legacy-save")) {
            if (isNotEmpty("/proc/net/ip_tables_names")) {
                tools.add("iptables-legacy-save");
            }
            if (isNotEmpty("/proc/net/ip6_tables_names")) {
                tools.add("ip6tables-legacy-save");
            }
        }
        return tools;
    }

    private static Optional<FirewalldZones> zones() {
        String zones = ToolOutput.of("firewall-cmd", "--list-all-zones").orElse("");
        String policies = ToolOutput.of("firewall-cmd", "--list-all-policies").orElse("");
        String usual = ToolOutput.of("firewall-cmd", "--get-default-zone").orElse("");
        return FirewalldZones.parse(zones + "\n" + policies, usual);
    }

    private static Keeper keeper() {
        if (Files.exists(Path.of("/run/firewalld.pid"))) {
            return Keeper.FIREWALLD;
        }
        return text("/etc/ufw/ufw.conf").lines().anyMatch("ENABLED=yes"::equals) ? Keeper.UFW : Keeper.UNKNOWN;
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isNotEmpty(String file) {
        return !text(file).isEmpty();
    }

    private static String text(String file) {
        try {
            return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static Map<InetAddress, Subnet> networks(HostSnapshot seen) {
        Map<InetAddress, Subnet> networks = new HashMap<>();
        for (HostInterface one : seen.interfaces()) {
            for (LocalAddress local : one.addresses()) {
                int bits = 8 * local.address().getAddress().length;
                int length = one.loopback() ? bits : local.prefixLength();
                networks.put(local.address(), new Subnet(local.address(), length));
            }
        }
        return networks;
    }
}
