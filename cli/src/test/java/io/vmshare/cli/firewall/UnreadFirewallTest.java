package io.vmshare.cli.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.firewall.UnreadFirewall.Keeper;
import io.vmshare.cli.firewall.rules.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said where the rules cannot be read. */
@Timeout(60)
class UnreadFirewallTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        FIREWALLD | not known: firewalld is active, and its rules can be read by root only:  firewall-cmd --zone="$(firewall-cmd --get-zone-of-interface=virbr0)" --add-port=8000/tcp
        UFW       | not known: ufw is active, and its rules can be read by root only:  ufw allow in on virbr0 to 192.168.122.1 port 8000 proto tcp
        UNKNOWN   | not known: rules can be read by root only:  nft list ruleset
        """)
    void ruling_rulesUnread_isUnknownWithWhatIsKnown(Keeper keeper, String line) {
        Ruling ruling = new UnreadFirewall(keeper, Optional.empty()).ruling(Samples.approach("virbr0", 8000));

        assertThat(ruling.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(ruling.line()).isEqualTo(line);
        assertThat(ruling.fix().isPresent()).isEqualTo(keeper != Keeper.UNKNOWN);
    }

    @ParameterizedTest(name = "{0}, {1}, port {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        firewalld-zones.txt        | virbr0  | 8000 | UNKNOWN | libvirt
        firewalld-zones.txt        | virbr1  | 8000 | UNKNOWN | libvirt-routed
        firewalld-zones.txt        | virbr10 | 8000 | UNKNOWN | public
        firewalld-zones-opened.txt | virbr0  | 8000 | OPEN    |
        firewalld-zones-opened.txt | virbr0  | 8001 | UNKNOWN | libvirt
        firewalld-zones-opened.txt | virbr1  | 8000 | UNKNOWN | libvirt-routed
        firewalld-zones-opened.txt | eth0    | 8010 | UNKNOWN | public
        """)
    void ruling_zonesTold_isOpenIfTheZoneSurelyIs(String file, String where, int port, Verdict verdict, String zone) {
        Optional<FirewalldZones> zones = FirewalldZones.parse(Samples.text(file), "public\n");

        Ruling ruling = new UnreadFirewall(Keeper.FIREWALLD, zones).ruling(Samples.approach(where, port));

        assertThat(ruling.verdict()).isEqualTo(verdict);
        assertThat(ruling.fix())
                .isEqualTo(Optional.ofNullable(zone)
                        .map(name -> "firewall-cmd --zone=" + name + " --add-port=" + port + "/tcp"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        8000-8010/tcp      | 8010 | true
        8000-8010/tcp      | 8011 | false
        22/tcp 8000/tcp    | 8000 | true
        8000/udp           | 8000 | false
        80001/tcp          | 8000 | false
        """)
    void lets_portsOfAZone_areThoseListed(String ports, int port, boolean lets) {
        String text = "work\n  target: default\n  interfaces: eth0\n  ports: " + ports + "\n";

        assertThat(FirewalldZones.parse(text, "").orElseThrow().lets("work", port))
                .isEqualTo(lets);
    }

    @Test
    void parse_noZones_isEmpty() {
        assertThat(FirewalldZones.parse("", "public")).isEmpty();
        assertThat(FirewalldZones.parse("\n\n", "public")).isEmpty();
    }
}
