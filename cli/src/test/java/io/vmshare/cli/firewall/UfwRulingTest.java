package io.vmshare.cli.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.firewall.rules.IptablesRules;
import io.vmshare.cli.firewall.rules.RuleSet;
import io.vmshare.cli.firewall.rules.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ufw's own rules lead to, by its default and after its own commands. */
@Timeout(60)
class UfwRulingTest {

    @ParameterizedTest(name = "{0}, {1}, port {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        ufw-enabled.txt   | virbr0   | 8000 | DROPPED | default
        ufw-enabled.txt   | eth0     | 8000 | DROPPED | default
        ufw-enabled.txt   | virbr0   | 445  | DROPPED | default
        ufw-enabled.txt   | lo       | 8000 | OPEN    | none
        ufw-enabled.txt   | virbr0/6 | 8000 | OPEN    | none
        ufw-enabled-6.txt | virbr0/6 | 8000 | DROPPED | default
        ufw-enabled-6.txt | virbr0   | 8000 | OPEN    | none
        ufw-allowed.txt   | virbr0   | 8000 | OPEN    | none
        ufw-allowed.txt   | virbr0   | 8001 | DROPPED | default
        ufw-allowed.txt   | virbr10  | 8000 | DROPPED | default
        ufw-allowed.txt   | eth0     | 8000 | DROPPED | default
        ufw-denied.txt    | virbr0   | 8000 | DROPPED | rule
        ufw-denied.txt    | virbr0   | 8001 | DROPPED | default
        ufw-prepended.txt | virbr0   | 8000 | OPEN    | none
        ufw-prepended.txt | eth0     | 8000 | DROPPED | rule
        ufw-more.txt      | virbr0   | 8001 | UNKNOWN | rule
        ufw-more.txt      | virbr0   | 8002 | REFUSED | rule
        ufw-more.txt      | eth0     | 8002 | DROPPED | default
        ufw-more.txt      | virbr0   | 8003 | OPEN    | none
        ufw-more.txt      | virbr1   | 8003 | DROPPED | default
        ufw-more.txt      | eth0     | 8010 | OPEN    | none
        ufw-more.txt      | eth0     | 8020 | OPEN    | none
        ufw-more.txt      | eth0     | 8021 | DROPPED | default
        ufw-more.txt      | eth0     | 443  | OPEN    | none
        ufw-more.txt      | eth0     | 44   | DROPPED | default
        """)
    void ruling_rulesOfUfw_isThatOfUfw(String file, String where, int port, Verdict verdict, String by) {
        Ruling ruling = Samples.firewall(file).ruling(Samples.approach(where, port));

        assertThat(ruling.verdict()).isEqualTo(verdict);
        assertThat(ruling.wall()).isEqualTo(by.equals("none") ? "" : "ufw");
        assertThat(ruling.fix().orElse("none"))
                .startsWith(
                        by.equals("default") ? "ufw allow in on " : by.equals("rule") ? "ufw prepend allow in " : by);
    }

    @Test
    void line_port8000_namesWallAndCommand() {
        assertThat(Samples.firewall("ufw-enabled.txt")
                        .ruling(Samples.approach("virbr0", 8000))
                        .line())
                .isEqualTo("ufw drops port 8000:  ufw allow in on virbr0 to 192.168.122.1 port 8000 proto tcp");
        assertThat(Samples.firewall("ufw-enabled-6.txt")
                        .ruling(Samples.approach("virbr0/6", 8000))
                        .line())
                .isEqualTo("ufw drops port 8000:  ufw allow in on virbr0 to fd00::1 port 8000 proto tcp");
    }

    /** nft cannot print the extensions that ufw uses. */
    @Test
    void ruling_nftBesideIptables_isThatOfIptables() {
        Firewall both = Samples.firewall("ufw.json", "ufw-enabled.txt", "ufw-enabled-6.txt");

        assertThat(both.ruling(Samples.approach("virbr0", 8000)).verdict()).isEqualTo(Verdict.DROPPED);
        assertThat(both.ruling(Samples.approach("virbr0/6", 8000)).verdict()).isEqualTo(Verdict.DROPPED);
        assertThat(both.ruling(Samples.approach("lo", 8000)).verdict()).isEqualTo(Verdict.OPEN);
        assertThat(Samples.firewall("ufw.json")
                        .ruling(Samples.approach("virbr0", 8000))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    /** A command for ufw would come too late. */
    @Test
    void ruling_ruleBesideThoseOfUfw_isThatOfIptables() {
        String saved = Samples.text("ufw-allowed.txt")
                .replaceFirst("\n-A INPUT ", "\n-A INPUT -p tcp -m tcp --dport 8000 -j DROP\n-A INPUT ");
        Firewall firewall =
                new LinuxFirewall(new RuleSet(IptablesRules.parse(saved, "ip").orElseThrow()), Map.of());

        assertThat(firewall.ruling(Samples.approach("virbr0", 8000)).line())
                .isEqualTo("iptables' chain INPUT drops port 8000:"
                        + "  iptables -I INPUT -i virbr0 -p tcp --dport 8000 -j ACCEPT");
    }
}
