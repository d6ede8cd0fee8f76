package io.vmshare.cli.firewall.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.firewall.rules.Chain.Hook;
import io.vmshare.cli.firewall.rules.Chain.Point;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that are cut short, spoiled, endless or plain wrong: never an exception, and never open by mistake. */
@Timeout(120)
class HostileRulesTest {

    private Packet packet;

    @BeforeEach
    void makePacket() throws Exception {
        InetAddress address = InetAddress.getByName("192.168.122.1");
        packet = new Packet("virbr0", Optional.of(new Subnet(address, 24)), address, 8000);
    }

    @Test
    void parse_cutAnywhere_isEmptyOrWhole() throws Exception {
        String json = text("nftables.json");
        for (int end = 0; end < json.stripTrailing().length(); end += 3) {
            assertThat(NftRules.parse(json.substring(0, end))).as("%d", end).isEmpty();
        }
        String saved = text("ufw-enabled.txt");
        int commit = saved.indexOf("COMMIT");
        for (int end = saved.indexOf("*filter") + 1; end < commit; end += 3) {
            assertThat(IptablesRules.parse(saved.substring(0, end), "ip"))
                    .as("%d", end)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nftables.json", "iptables.json", "iptables.txt", "ufw-more.txt"})
    void parse_spoiled_neverThrows(String file) throws Exception {
        String text = text(file);
        Random random = new Random(4);
        String letters = "\"{}[],:!-+/ \n@0a";
        for (int round = 0; round < 500; round++) {
            StringBuilder spoiled = new StringBuilder(text);
            for (int i = 0; i < 3; i++) {
                int at = random.nextInt(spoiled.length());
                spoiled.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
            }
            Optional<List<Table>> tables = file.endsWith(".json")
                    ? NftRules.parse(spoiled.toString())
                    : IptablesRules.parse(spoiled.toString(), "ip");
            tables.ifPresent(read ->
                    assertThat(Walk.of(new RuleSet(read), packet).verdict()).isNotNull());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"nftables\": 1}",
                "Error: no",
            })
    void parse_notNftsJson_isEmpty(String json) {
        assertThat(NftRules.parse(json)).isEmpty();
        assertThat(NftRules.parse("[".repeat(1_000_000))).isEmpty();
        assertThat(NftRules.parse("{\"nftables\":".repeat(100_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"xt\": {\"type\": \"target\", \"name\": \"REJECT\"}}]",
                "[{\"match\": 1}, {\"drop\": null}]",
                "[{\"match\": {\"op\": \"~\", \"left\": 1, \"right\": 2}}, {\"drop\": null}]",
                "[{\"match\": {\"op\": \"==\", \"left\": {\"meta\": {\"key\": \"new\"}}, \"right\": 2}}, {\"drop\": null}]",
                "[{\"match\": {\"op\": \"!=\", \"left\": {\"new\": 1}, \"right\": {\"set\": [1]}}}, {\"drop\": null}]",
                "[{\"match\": {\"op\": \"==\", \"left\": {\"payload\": {\"protocol\": \"tcp\", \"field\": \"dport\"}},"
                        + " \"right\": \"@gone\"}}, {\"drop\": null}]",
                "[{\"vmap\": {\"key\": {\"meta\": {\"key\": \"iifname\"}}, \"data\": \"@gone\"}}]",
                "[{\"vmap\": {\"key\": {\"meta\": {\"key\": \"iifname\"}}, \"data\": {\"set\": [1]}}}]",
                "[{\"vmap\": 7}]",
                "[{\"jump\": {\"target\": \"gone\"}}]",
                "[{\"jump\": {\"target\": \"input\"}}]",
                "[{\"goto\": null}]",
                "[{\"unheard\": null}]",
                "[{\"dnat\": {\"port\": 1}}]",
                "[7]",
                "7"
            })
    void walk_statementNotUnderstood_isUnknown(String statements) {
        String json = "{\"nftables\": [{\"chain\": {\"family\": \"inet\", \"table\": \"t\", \"name\": \"input\","
                + " \"hook\": \"input\", \"prio\": 0}}, {\"rule\": {\"family\": \"inet\", \"table\": \"t\","
                + " \"chain\": \"input\", \"expr\": " + statements + "}}]}";

        Outcome outcome = Walk.of(new RuleSet(NftRules.parse(json).orElseThrow()), packet);

        assertThat(outcome.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(outcome.place().orElseThrow().base()).isEqualTo("input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-m unheard -j DROP",
                "-m set --match-set x src -j DROP",
                "-m unheard ! --of 1 -j REJECT",
                "-p tcp -m tcp --dport http -j DROP",
                "-p tcp -m tcp --sport 1024:65535 --dport 8000 -j DROP",
                "-s 10.0.0.0/255.0.255.0 -j DROP",
                "-s 192.168.122.77/32 -j DROP",
                "-j NFQUEUE --queue-num 0",
                "-j gone",
                "-j INPUT",
                "-p tcp -m tcp --dport 8000 -j REDIRECT --to-ports 80",
                "--tcp-flags SYN -j DROP"
            })
    void walk_ruleNotUnderstood_isUnknown(String rule) {
        String saved = "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT " + rule + "\nCOMMIT\n";

        assertThat(Walk.of(new RuleSet(IptablesRules.parse(saved, "ip").orElseThrow()), packet)
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    /** Each chain jumps twice to the next: two to the power of thirty ways. */
    @Test
    void walk_moreWaysThanCanBeGone_isUnknownSoon() {
        Map<String, Chain> chains = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            List<Rule> rules =
                    new ArrayList<>(Collections.nCopies(2, new Rule(Match.ALWAYS, Action.jump("" + (i + 1)))));
            Optional<Hook> hook = i == 0 ? Optional.of(new Hook(Point.INPUT, 0, Action.ACCEPT)) : Optional.empty();
            chains.put("" + i, new Chain("" + i, hook, rules));
        }
        chains.put("30", new Chain("30", Optional.empty(), List.of(new Rule(Match.UNKNOWN, Action.DROP))));
        RuleSet rules = new RuleSet(List.of(new Table(Table.Tool.NFT, "inet", "t", chains, false)));

        assertThat(Walk.of(rules, packet).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    private static String text(String file) throws Exception {
        try (InputStream in = HostileRulesTest.class.getResourceAsStream("/firewall/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
