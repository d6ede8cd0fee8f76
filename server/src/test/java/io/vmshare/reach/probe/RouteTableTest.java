package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.AddressText;
import io.vmshare.reach.DefaultRoute;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class RouteTableTest {

    private static final String HEADER = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\n";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            eth0 00000000 0202000A 0003 0 0 0 00000000 0 0 0         | eth0
            eth0 00000000 00000000 0001 0 0 0 00000000 0 0 0         | eth0
            tun0 00000000 0100080A 0003 0 0 0 00000080 0 0 0         | none
            tun0 00000080 0100080A 0003 0 0 0 00000080 0 0 0         | none
            eth0 0000000A 00000000 0001 0 0 0 000000FF 0 0 0         | none
            *    00000000 00000000 0200 0 0 0 00000000 0 0 0         | none
            *    00000000 00000000 0201 0 0 0 00000000 0 0 0         | none
            eth0 00000000 0202000A 0002 0 0 0 00000000 0 0 0         | none
            eth0 00000000 0202000A 000g 0 0 0 00000000 0 0 0         | none
            eth0 00000000 0202000A 0003 0 0 x 00000000 0 0 0         | none
            eth0 00000000 0202000A 0003 0 0 0                        | none
            eth0                                                     | none
            """)
    void defaultRoute_oneLine_isUsedOnlyIfDefaultAndUp(String line, @Nullable String expected) {
        assertThat(read(HEADER + line + "\n").map(DefaultRoute::interfaceName).orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void defaultRoute_twoDefaults_lowerMetricWinsWhereverItStands() {
        String wlan = "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n";
        String eth = "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n";

        assertThat(read(HEADER + wlan + eth).map(DefaultRoute::interfaceName)).contains("eth0");
        assertThat(read(HEADER + eth + wlan).map(DefaultRoute::interfaceName)).contains("eth0");
    }

    @Test
    void defaultRoute_emptyText_isNone() {
        assertThat(read("")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            eth0 00000000 0202000A 0003 0 0 0 00000000 0 0 0         | 10.0.2.2     | 2.2.0.10
            eth0 00000000 01601EAC 0003 0 0 0 00000000 0 0 0         | 172.30.96.1  | 1.96.30.172
            eth0 00000000 FE01A8C0 0003 0 0 0 00000000 0 0 0         | 192.168.1.254| 254.1.168.192
            eth0 00000000 00000000 0001 0 0 0 00000000 0 0 0         | none         | none
            eth0 00000000 0202000A 0001 0 0 0 00000000 0 0 0         | none         | none
            eth0 00000000 0202000g 0003 0 0 0 00000000 0 0 0         | none         | none
            """)
    void defaultRoute_gateway_isANumberInTheMachinesByteOrder(
            String line, @Nullable String little, @Nullable String big) {
        assertThat(gateway(line, ByteOrder.LITTLE_ENDIAN)).isEqualTo(little);
        assertThat(gateway(line, ByteOrder.BIG_ENDIAN)).isEqualTo(big);
    }

    private static Optional<DefaultRoute> read(String table) {
        return RouteTable.defaultRoute(table, ByteOrder.LITTLE_ENDIAN, Set.of());
    }

    private static @Nullable String gateway(String line, ByteOrder order) {
        DefaultRoute route =
                RouteTable.defaultRoute(HEADER + line, order, Set.of()).orElseThrow();
        return route.gateway().map(AddressText::of).orElse(null);
    }
}
