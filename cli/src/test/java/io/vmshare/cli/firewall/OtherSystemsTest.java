package io.vmshare.cli.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.firewall.rules.Verdict;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The firewalls of macOS, by its tool's answers in the words of several releases, and of Windows. */
@Timeout(60)
class OtherSystemsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        Firewall is disabled. (State = 0) | Block all DISABLED!                                    | OPEN    | none
        Firewall is disabled. (State = 0) | Firewall has block all state set to enabled.           | OPEN    | none
        Firewall is enabled. (State = 1)  | Block all DISABLED!                                    | UNKNOWN | --unblockapp '/opt/a jdk/bin/java'
        Firewall is enabled. (State = 1)  | Firewall has block all state set to disabled.          | UNKNOWN | --unblockapp '/opt/a jdk/bin/java'
        Firewall is enabled. (State = 1)  | Block all ENABLED!                                     | DROPPED | --setblockall off
        Firewall is enabled. (State = 1)  | Firewall has block all state set to enabled.           | DROPPED | --setblockall off
        Firewall is enabled. (State = 2)  | ``                                                     | DROPPED | --setblockall off
        ``                                | ``                                                     | UNKNOWN | --unblockapp '/opt/a jdk/bin/java'
        """)
    void macos_answersOfItsTool_giveRuling(String state, String blockAll, Verdict verdict, String fix) {
        Ruling ruling = new MacFirewall(state, blockAll, "/opt/a jdk/bin/java").ruling(Samples.approach("lo", 8000));

        assertThat(ruling.verdict()).isEqualTo(verdict);
        assertThat(ruling.fix().orElse("none")).endsWith(fix);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        vEthernet (WSL)                  | -InterfaceAlias 'vEthernet (WSL)'
        vEthernet (it's)                 | -InterfaceAlias 'vEthernet (it''s)'
        vEthernet (\u2018a\u2019 \u201Ab\u201B)             | -InterfaceAlias 'vEthernet (\u2018\u2018a\u2019\u2019 \u201A\u201Ab\u201B\u201B)'
        Hyper-V Virtual Ethernet Adapter | -LocalAddress 172.30.96.1
        """)
    void windows_anyInterface_isUnknownWithTheRuleThatOpens(String name, String where) throws Exception {
        Approach approach = new Approach(name, InetAddress.getByName("172.30.96.1"), 8000);

        Ruling ruling = new WindowsFirewall().ruling(approach);

        assertThat(ruling.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(ruling.fix())
                .contains("New-NetFirewallRule -DisplayName share -Direction Inbound " + where
                        + " -Protocol TCP -LocalPort 8000 -Action Allow");
        assertThat(ruling.line())
                .startsWith("not known: ")
                .endsWith(ruling.fix().orElseThrow());
    }

    @Test
    void unknownSystem_anyInterface_isNotKnown() {
        assertThat(new UnknownFirewall().ruling(Samples.approach("eth0", 8000)).line())
                .isEqualTo("not known");
    }
}
