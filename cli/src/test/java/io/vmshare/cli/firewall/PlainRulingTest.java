package io.vmshare.cli.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.firewall.rules.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules lead to that an administrator wrote. */
@Timeout(60)
class PlainRulingTest {

    @ParameterizedTest(name = "{0}, port {1}: {2}")
    @CsvSource(textBlock = """
        virbr0,   8000, DROPPED
        virbr0,   8001, OPEN
        virbr0,   8002, REFUSED
        virbr0,   8003, PROHIBITED
        virbr0,   8004, DROPPED
        virbr0,   8005, UNKNOWN
        virbr0,   8006, OPEN
        virbr0,   8007, OPEN
        virbr0/6, 8006, OPEN
        virbr0,   8008, DROPPED
        virbr0,   8009, DROPPED
        virbr0,   8010, OPEN
        virbr0,   8017, UNKNOWN
        virbr0/6, 8017, OPEN
        virbr0,   8020, OPEN
        virbr0,   8021, DROPPED
        virbr0,   8443, OPEN
        virbr0,   8442, DROPPED
        virbr1,   8001, DROPPED
        virbr10,  8001, DROPPED
        eth0,     9000, UNKNOWN
        eth0,     9001, OPEN
        eth0,     9002, UNKNOWN
        eth0/6,   9002, OPEN
        eth0/6,   9003, UNKNOWN
        eth0,     9003, UNKNOWN
        eth1,     9000, DROPPED
        docker0,  8000, OPEN
        docker0,  8001, DROPPED
        podman0,  8010, DROPPED
        lo,       8000, OPEN
        """)
    void ruling_nftables_followsSetsMapsAndJumps(String where, int port, Verdict verdict) {
        assertThat(Samples.firewall("nftables.json")
                        .ruling(Samples.approach(where, port))
                        .verdict())
                .isEqualTo(verdict);
    }

    /** What one base chain accepts another may drop; a policy holds for its family; a bridge is not every interface. */
    @ParameterizedTest(name = "{0}, port {1}: {2}")
    @CsvSource(textBlock = """
        virbr0,   8000, REFUSED
        eth0,     8000, OPEN
        virbr0,   8001, DROPPED
        virbr0,   8002, OPEN
        virbr0/6, 8000, DROPPED
        virbr0/6, 8002, OPEN
        virbr0,   8003, UNKNOWN
        """)
    void ruling_severalTables_isThatOfAll(String where, int port, Verdict verdict) {
        assertThat(Samples.firewall("nftables-tables.json")
                        .ruling(Samples.approach(where, port))
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}, port {1}: {2}")
    @CsvSource(textBlock = """
        virbr0,   8000, DROPPED
        virbr0,   8001, OPEN
        virbr10,  8001, OPEN
        virbr0,   8002, REFUSED
        virbr0,   8003, PROHIBITED
        virbr0,   8004, DROPPED
        virbr1,   8004, OPEN
        virbr0,   8005, OPEN
        virbr1,   8005, DROPPED
        virbr0,   8006, UNKNOWN
        virbr0,   8007, UNKNOWN
        virbr0,   9000, DROPPED
        virbr0,   8080, UNKNOWN
        docker0,  8080, UNKNOWN
        docker0,  8000, UNKNOWN
        eth1,     9000, OPEN
        eth0,     9000, PROHIBITED
        eth0,     9001, OPEN
        eth0,     9002, PROHIBITED
        eth0,     9010, OPEN
        eth0,     9019, OPEN
        eth0,     9020, PROHIBITED
        eth1,     8000, DROPPED
        virbr0/6, 8000, OPEN
        lo,       8000, OPEN
        """)
    void ruling_iptables_isTheSameWithAndWithoutNft(String where, int port, Verdict verdict) {
        Approach approach = Samples.approach(where, port);

        assertThat(Samples.firewall("iptables.txt").ruling(approach).verdict()).isEqualTo(verdict);
        assertThat(Samples.firewall("iptables.txt", "iptables.json")
                        .ruling(approach)
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        nftables.json        | virbr0   | 8004 | nftables' chain inet filter guests drops port 8004:  nft insert rule inet filter input 'iifname "virbr0" tcp dport 8004 accept'
        nftables.json        | virbr0   | 8008 | nftables' chain inet filter input drops port 8008:  nft insert rule inet filter input 'iifname "virbr0" tcp dport 8008 accept'
        nftables.json        | virbr0   | 8005 | not known: nftables' chain inet filter input may stop port 8005:  nft insert rule inet filter input 'iifname "virbr0" tcp dport 8005 accept'
        nftables-tables.json | virbr0   | 8000 | nftables' chain ip second entry rejects port 8000:  nft insert rule ip second entry 'iifname "virbr0" tcp dport 8000 accept'
        nftables-tables.json | virbr0   | 8003 | not known: nftables' chain bridge b pre may stop port 8003
        iptables.txt         | virbr0   | 8002 | iptables' chain IN_GUESTS rejects port 8002:  iptables -I INPUT -i virbr0 -p tcp --dport 8002 -j ACCEPT
        iptables.txt         | virbr0   | 8000 | iptables' chain INPUT drops port 8000:  iptables -I INPUT -i virbr0 -p tcp --dport 8000 -j ACCEPT
        """)
    void line_stopped_namesChainAndCommand(String file, String where, int port, String line) {
        assertThat(Samples.firewall(file).ruling(Samples.approach(where, port)).line())
                .isEqualTo(line);
    }

    @Test
    void ruling_noRules_saysSo() {
        assertThat(Samples.firewall().ruling(Samples.approach("virbr0", 8000)))
                .isEqualTo(Ruling.open("no firewall rules"));
    }

    /** libvirt's own chains only let its services in; they stop nobody who asks this machine. */
    @Test
    void ruling_libvirtsChainsAlone_isOpen() {
        assertThat(Samples.firewall("libvirt.txt").ruling(Samples.approach("virbr0", 8000)))
                .isEqualTo(Ruling.open("no rule stops port 8000"));
    }
}
