package io.vmshare.cli.firewall.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.cli.firewall.rules.Action.Kind;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts that rules are made of. */
@Timeout(60)
class RulesTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
        YES,   YES,   YES,   YES
        YES,   NO,    NO,    YES
        YES,   MAYBE, MAYBE, YES
        NO,    NO,    NO,    NO
        NO,    MAYBE, NO,    MAYBE
        MAYBE, MAYBE, MAYBE, MAYBE
        """)
    void truth_andOr_areKleenes(Truth one, Truth other, Truth and, Truth or) {
        assertThat(one.and(other)).isEqualTo(and);
        assertThat(other.and(one)).isEqualTo(and);
        assertThat(one.or(other)).isEqualTo(or);
        assertThat(other.or(one)).isEqualTo(or);
    }

    /** The packet comes from 192.168.122.0/24, but not from its destination, 192.168.122.1. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        192.168.122.0/24,   YES,   YES
        192.168.0.0/16,     YES,   YES
        192.168.120.0/21,   YES,   YES
        0.0.0.0/0,          YES,   YES
        192.168.122.0/25,   MAYBE, YES
        192.168.122.128/25, MAYBE, NO
        192.168.122.77,     MAYBE, NO
        192.168.122.1,      NO,    YES
        192.168.123.0/24,   NO,    NO
        10.0.0.0/8,         NO,    NO
        ::/0,               NO,    NO
        """)
    void packet_subnets_areThoseOfItsNetwork(String subnet, Truth from, Truth to) throws Exception {
        InetAddress address = InetAddress.getByName("192.168.122.1");
        Packet packet = new Packet("virbr0", Optional.of(new Subnet(address, 24)), address, 8000);

        assertThat(packet.isFrom(Subnet.parse(subnet).orElseThrow())).isEqualTo(from);
        assertThat(packet.isTo(Subnet.parse(subnet).orElseThrow())).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        0.0.0.0/0,       YES
        192.168.122.0/24, MAYBE
        10.0.0.0/8,       MAYBE
        """)
    void packet_networkNotKnown_mayComeFromAnywhere(String subnet, Truth from) throws Exception {
        Packet packet = new Packet("virbr0", Optional.empty(), InetAddress.getByName("192.168.122.1"), 8000);

        assertThat(packet.isFrom(Subnet.parse(subnet).orElseThrow())).isEqualTo(from);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        virbr0,  YES
        virbr*,  YES
        *,       YES
        virbr,   NO
        virbr00, NO
        VIRBR0,  NO
        virbr0*, YES
        virbr1*, NO
        """)
    void packet_interfaceNames_matchWholeOrBeginning(String name, Truth arrives) throws Exception {
        Packet packet = new Packet("virbr0", Optional.empty(), InetAddress.getByName("192.168.122.1"), 8000);

        assertThat(packet.arrivesOn(name, '*')).isEqualTo(arrives);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        10.0.0.0/33
        10.0.0.0/-1
        10.0.0.0/
        10.0.0/8
        fd00::/129
        example.org
        10.0.0.0/255.0.0.0
        ''
        """)
    void subnet_noPrefix_isEmpty(String text) {
        assertThat(Subnet.parse(text)).isEmpty();
    }

    @Test
    void subnet_lengthOfNoPrefix_isRefused() throws Exception {
        InetAddress address = InetAddress.getByName("10.0.0.1");

        assertThatThrownBy(() -> new Subnet(address, 33)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        icmp-port-unreachable,  REFUSE
        icmp6-port-unreachable, REFUSE
        port-unreachable,       REFUSE
        tcp-reset,              REFUSE
        tcp reset,              REFUSE
        icmp-host-prohibited,   PROHIBIT
        icmp-admin-prohibited,  PROHIBIT
        admin-prohibited,       PROHIBIT
        icmp6-adm-prohibited,   PROHIBIT
        host-unreachable,       PROHIBIT
        """)
    void reject_kindOfAnswer_isWhatTheClientSees(String answer, Kind kind) {
        assertThat(Action.reject(answer).kind()).isEqualTo(kind);
    }

    /** The second word would be a target, were it not the text of a comment. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        -m comment --comment "-j DROP" -j ACCEPT             | ACCEPT
        -m comment --comment -j -j ACCEPT                    | ACCEPT
        -m comment --comment "say \\"-j DROP\\"" -j ACCEPT   | ACCEPT
        -j LOG --log-prefix "-j DROP "                       | LOG
        ! -i eth0 -p tcp -m tcp ! --dport 80 -j REJECT       | REJECT
        -p tcp                                               | ``
        """)
    void line_quotedWords_areNoOptions(String line, String target) {
        assertThat(IptablesLine.parse(line).target()).isEqualTo(target);
    }

    /** Whether the packet comes over that device or over the port of a bridge is not known. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        netdev, ingress,    drop,   UNKNOWN
        inet,   ingress,    drop,   UNKNOWN
        bridge, prerouting, drop,   UNKNOWN
        bridge, input,      drop,   UNKNOWN
        bridge, forward,    drop,   OPEN
        inet,   prerouting, drop,   DROPPED
        inet,   output,     drop,   OPEN
        arp,    input,      drop,   OPEN
        netdev, ingress,    accept, OPEN
        """)
    void walk_policyOfAHook_countsIfOnTheWay(String family, String hook, String policy, Verdict verdict)
            throws Exception {
        String json = ("{'nftables': [{'chain': {'family': '%s', 'table': 't', 'name': 'c', 'hook': '%s', 'prio': 0,"
                        + " 'policy': '%s', 'dev': 'eth0'}}]}")
                .formatted(family, hook, policy)
                .replace('\'', '"');
        Packet packet = new Packet("virbr0", Optional.empty(), InetAddress.getByName("192.168.122.1"), 8000);

        assertThat(Walk.of(new RuleSet(NftRules.parse(json).orElseThrow()), packet)
                        .verdict())
                .isEqualTo(verdict);
    }
}
