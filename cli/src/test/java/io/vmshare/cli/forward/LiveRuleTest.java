package io.vmshare.cli.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class LiveRuleTest {

    private static final LiveRule LOOPBACK = new LiveRule("", "127.0.0.1", 8080, "10.0.2.15", 8000);
    private static final LiveRule OPEN = new LiveRule("", "", 8081, "10.0.2.15", 8000);
    private static final LiveRule LAN = new LiveRule("", "192.168.1.5", 8082, "10.0.2.15", 8000);
    private static final LiveRule STATIC = new LiveRule("", "127.0.0.1", 8083, "10.0.2.77", 8000);

    @ParameterizedTest(name = "host port {0} to {1}:{2} is done by {3}")
    @CsvSource(nullValues = "none", textBlock = """
            any,  '',        8000, 8080
            0,    '',        8000, 8080
            8080, '',        8000, 8080
            8081, '',        8000, 8081
            8082, '',        8000, none
            8083, '',        8000, 8083
            any,  10.0.2.77, 8000, 8083
            8080, 10.0.2.77, 8000, none
            any,  10.0.2.15, 8000, 8080
            any,  10.0.2.16, 8000, none
            any,  '',        8080, none
            8080, '',        22,   none
            """)
    void doing_request_isTheRuleFromHereToThere(String hostPort, String guestAddress, int guestPort, Integer expected) {
        OptionalInt wanted = hostPort.equals("any") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(hostPort));
        ForwardRequest request = new ForwardRequest(guestPort, wanted, guestAddress);

        assertThat(LiveRule.doing(request, List.of(OPEN, LAN, LOOPBACK, STATIC)).map(LiveRule::hostPort))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void doing_onlyAnOpenRule_isThatRule() {
        ForwardRequest request = new ForwardRequest(8000, OptionalInt.empty(), "");

        assertThat(LiveRule.doing(request, List.of(LAN, OPEN))).contains(OPEN);
    }

    @ParameterizedTest(name = "port {0} is in the way: {1}")
    @CsvSource({"8080, true", "8081, true", "8082, false", "8000, false"})
    void at_hostPort_isWhatListensOnItHere(int hostPort, boolean inTheWay) {
        assertThat(LiveRule.at(hostPort, List.of(LOOPBACK, OPEN, LAN)).isPresent())
                .isEqualTo(inTheWay);
    }
}
