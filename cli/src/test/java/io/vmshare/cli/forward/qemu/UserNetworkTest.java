package io.vmshare.cli.forward.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.forward.LiveRule;
import io.vmshare.cli.forward.Samples;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class UserNetworkTest {

    private static final String HEAD =
            "  Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ\r\n";

    @Test
    void parse_sample_hasTheRulesAndNoConnections() throws IOException {
        assertThat(UserNetwork.parse(Samples.read("hmp-info-usernet.txt")))
                .containsExactly(new UserNetwork(
                        "n0",
                        List.of(
                                new LiveRule("", "127.0.0.1", 8080, "10.0.2.15", 8000),
                                new LiveRule("", "", 8081, "10.0.2.15", 8000))));
    }

    @Test
    void parse_twoNetworks_keepsTheirRulesApart() {
        String text = "Hub -1 (u1):\r\n" + HEAD
                + "  TCP[HOST_FORWARD]  12       127.0.0.1 42453   192.168.76.15  8000     0     0\r\n"
                + "Hub 0 (#net195):\r\n" + HEAD;

        assertThat(UserNetwork.parse(text))
                .containsExactly(
                        new UserNetwork("u1", List.of(new LiveRule("", "127.0.0.1", 42453, "192.168.76.15", 8000))),
                        new UserNetwork("#net195", List.of()));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "  UDP[HOST_FORWARD]  12       127.0.0.1  5353       10.0.2.15    53     0     0",
                "  TCP[ESTABLISHED]   12       127.0.0.1  8080       10.0.2.15  8000     0     0",
                "  TCP[HOST_FORWARD]  12       127.0.0.1",
                "  TCP[HOST_FORWARD]  12       127.0.0.1 999999       10.0.2.15  8000     0     0",
                "  TCP[HOST_FORWARD]  12       127.0.0.1 99999       10.0.2.15  8000     0     0",
                "  TCP[HOST_FORWARD]  12       127.0.0.1  8080       10.0.2.15 65536     0     0",
                "  TCP[HOST_FORWARD]  12       127.0.0.1     0       10.0.2.15  8000     0     0",
                "  ICMP[10 sec]       12       10.0.2.15     -         8.8.8.8     -     0     0"
            })
    void parse_otherRows_areNoRules(String row) {
        assertThat(UserNetwork.parse("Hub -1 (n0):\n" + HEAD + row + "\n"))
                .containsExactly(new UserNetwork("n0", List.of()));
    }

    @Test
    void parse_nothing_isEmpty() {
        assertThat(UserNetwork.parse("")).isEmpty();
        assertThat(UserNetwork.parse("unknown command: 'info usernet'\r\n")).isEmpty();
    }
}
