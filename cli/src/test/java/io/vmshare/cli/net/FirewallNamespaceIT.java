package io.vmshare.cli.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.client.Command;
import io.vmshare.cli.firewall.Approach;
import io.vmshare.cli.firewall.LinuxFirewall;
import io.vmshare.cli.firewall.Ruling;
import io.vmshare.cli.firewall.rules.IptablesRules;
import io.vmshare.cli.firewall.rules.NftRules;
import io.vmshare.cli.firewall.rules.RuleSet;
import io.vmshare.cli.firewall.rules.Subnet;
import io.vmshare.cli.firewall.rules.Table;
import io.vmshare.cli.firewall.rules.Verdict;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What we say of real rules against what they do: the kernel holds them, its tools print them, and a guest tries to
 * connect with a share on port 8000.
 */
@Tag("net")
@Timeout(120)
class FirewallNamespaceIT {

    /** The chains of firewalld's zone libvirt, as firewalld 1.3.3 makes them, without those that are empty. */
    static final String FIREWALLD = """
            table inet firewalld {
                chain filter_INPUT {
                    type filter hook input priority filter + 10; policy accept;
                    ct state { established, related } accept
                    ct status dnat accept
                    iifname "lo" accept
                    ct state invalid drop
                    jump filter_INPUT_ZONES
                    reject with icmpx admin-prohibited
                }
                chain filter_INPUT_ZONES {
                    iifname "virbr0" goto filter_IN_libvirt
                }
                chain filter_IN_libvirt {
                    jump filter_IN_libvirt_allow
                    jump filter_IN_libvirt_post
                    accept
                }
                chain filter_IN_libvirt_allow {
                    udp dport 67 accept
                    tcp dport 22 accept
                    meta l4proto { icmp, ipv6-icmp } accept
                }
                chain filter_IN_libvirt_post {
                    ANSWER
                }
            }
            """;

    private static Network network;
    private static ShareProcess share;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void serveOnTheBridge() throws Exception {
        Node.require();
        Command.require("nft", "iptables", "ip6tables", "iptables-save", "ip6tables-save");
        network = Network.of(Layout.NAT);
        share = SharedFile.in(directory).on(network.host());
        assertThat(share.out()).contains("http://192.168.122.1:8000/", "http://[fd00:122::1]:8000/");
    }

    @AfterAll
    static void endAll() {
        if (share != null) {
            share.close();
        }
        if (network != null) {
            network.close();
        }
    }

    @BeforeEach
    void clearRules() throws Exception {
        network.host().run("nft flush ruleset");
    }

    @Test
    void noRules_areOpen() throws Exception {
        agrees("192.168.122.1", Verdict.OPEN);
        agrees("fd00:122::1", Verdict.OPEN);
    }

    /** The zone of libvirt rejects without a kind, that of the machine's own network as prohibited. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    192.168.122.1, reject,                             REFUSED
                    192.168.122.1, reject with icmpx admin-prohibited, PROHIBITED
                    192.168.122.1, drop,                               DROPPED
                    fd00:122::1,   reject,                             REFUSED
                    fd00:122::1,   reject with icmpx admin-prohibited, PROHIBITED
                    """)
    void firewalldsZone_stopsAsSaid_untilThePortIsAdded(String address, String answer, Verdict verdict)
            throws Exception {
        load(FIREWALLD.replace("ANSWER", answer));

        Ruling ruling = agrees(address, verdict);

        assertThat(ruling.wall()).isEqualTo("firewalld's zone libvirt");
        assertThat(ruling.fix()).contains("firewall-cmd --zone=libvirt --add-port=8000/tcp");
        network.host().run("nft add rule inet firewalld filter_IN_libvirt_allow tcp dport 8000 accept"); // what it does
        agrees(address, Verdict.OPEN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    table inet filter {|chain input {|type filter hook input priority 0; policy drop;|tcp dport 22 accept
                    table ip my-table {|chain in_.a {|type filter hook input priority 5; policy accept;|tcp dport 8000 reject with tcp reset
                    table inet early {|chain pre {|type filter hook prerouting priority -300; policy accept;|iifname "virbr*" tcp dport vmap { 8000 : drop }
                    """)
    void nftables_stopsAsSaid_untilTheCommandIsRun(String table, String chain, String hook, String rule)
            throws Exception {
        load(String.join("\n", table, chain, hook, rule, "}", "}", ""));

        opensByItsCommand("192.168.122.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    iptables -P INPUT DROP                                                         | 192.168.122.1
                    iptables -A INPUT -i virbr+ -p tcp --dport 8000 -j REJECT                      | 192.168.122.1
                    iptables -A INPUT -m conntrack --ctstate NEW -j REJECT --reject-with tcp-reset -p tcp | 192.168.122.1
                    iptables -A INPUT -s 192.168.122.0/24 -j REJECT --reject-with icmp-host-prohibited | 192.168.122.1
                    iptables -t raw -A PREROUTING -p tcp -m multiport --dports 80,8000 -j DROP     | 192.168.122.1
                    ip6tables -A INPUT -p tcp --syn -j REJECT --reject-with icmp6-port-unreachable | fd00:122::1
                    """)
    void iptables_stopsAsSaid_untilTheCommandIsRun(String rule, String address) throws Exception {
        network.host().run(rule);

        opensByItsCommand(address);
    }

    private static void load(String rules) throws Exception {
        Path file = Files.writeString(directory.resolve("rules.nft"), rules);
        network.host().run("nft -f " + file);
    }

    private static void opensByItsCommand(String address) throws Exception {
        Ruling ruling = ruling(address);
        assertThat(ruling.verdict()).isIn(Verdict.REFUSED, Verdict.PROHIBITED, Verdict.DROPPED);
        agrees(address, ruling.verdict());

        network.host().run(ruling.fix().orElseThrow());

        agrees(address, Verdict.OPEN);
    }

    /** Asserts that the rules are said to lead to {@code verdict}, and that a guest meets just that. */
    private static Ruling agrees(String address, Verdict verdict) throws Exception {
        Ruling ruling = ruling(address);

        assertThat(ruling.verdict()).as(ruling.line()).isEqualTo(verdict);
        assertThat(met(address)).as(ruling.line()).isEqualTo(verdict);
        return ruling;
    }

    private static Ruling ruling(String address) throws Exception {
        List<Table> nft = NftRules.parse(network.host().run("nft -j list ruleset 2>/dev/null"))
                .orElseThrow();
        List<Table> iptables = new ArrayList<>();
        iptables.addAll(IptablesRules.parse(network.host().run("iptables-save 2>/dev/null"), "ip")
                .orElseThrow());
        iptables.addAll(IptablesRules.parse(network.host().run("ip6tables-save 2>/dev/null"), "ip6")
                .orElseThrow());
        InetAddress ours = InetAddress.getByName(address);
        Map<InetAddress, Subnet> networks = Map.of(ours, new Subnet(ours, address.contains(":") ? 64 : 24));
        return new LinuxFirewall(RuleSet.merge(nft, iptables), networks).ruling(new Approach("virbr0", ours, 8000));
    }

    /**
     * Returns what a guest meets, by the words of the system's error as curl tells it. Through a cable without delay the
     * kernel drops ICMPv6's answer to the first try, as the client still holds its socket; so IPv6 waits for the second.
     */
    private static Verdict met(String address) throws Exception {
        boolean ipv6 = address.contains(":");
        String url = "http://" + (ipv6 ? "[" + address + "]" : address) + ":8000/?health";
        Command run =
                network.guest().attempt("curl", "-gsv", "--noproxy", "*", "--connect-timeout", ipv6 ? "3" : "0.5", url);
        if (run.exit() == 0) {
            return Verdict.OPEN;
        }
        if (run.err().contains("Connection refused")) {
            return Verdict.REFUSED;
        }
        boolean prohibited = run.err().contains("No route to host") || run.err().contains("Permission denied");
        return prohibited ? Verdict.PROHIBITED : run.exit() == 28 ? Verdict.DROPPED : Verdict.UNKNOWN;
    }
}
