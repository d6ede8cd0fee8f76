package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.DefaultRoute;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
            slirp-guest                 | eth0
            virtualbox-nat-guest        | enp0s3
            home-lan-10.0.2.0-gw1       | enp3s0
            home-lan-10.0.2.0-gw2       | enp3s0
            libvirt-nat-guest           | eth0
            bridged-guest               | eth0
            hostonly-guest              | none
            vmware-nat-guest            | ens33
            lima-guest                  | eth0
            wsl2-nat                    | eth0
            hyperv-default-switch-guest | eth0
            docker-container            | eth0
            vmnet-shared-guest          | enp0s1
            host-many                   | eth0
            host-virbr0                 | eth0
            """)
    void defaultRoute_realTable_isTheOneExpected(String sample, @Nullable String expected) throws IOException {
        String resource = "/tables/proc-net-route/" + sample + ".txt";
        try (InputStream in = RouteTableTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            String table = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(RouteTable.defaultRoute(table)
                            .map(DefaultRoute::interfaceName)
                            .orElse(null))
                    .isEqualTo(expected);
        }
    }

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
        assertThat(RouteTable.defaultRoute(HEADER + line + "\n")
                        .map(DefaultRoute::interfaceName)
                        .orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void defaultRoute_twoDefaults_lowerMetricWinsWhereverItStands() {
        String wlan = "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n";
        String eth = "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n";

        assertThat(RouteTable.defaultRoute(HEADER + wlan + eth).map(DefaultRoute::interfaceName))
                .contains("eth0");
        assertThat(RouteTable.defaultRoute(HEADER + eth + wlan).map(DefaultRoute::interfaceName))
                .contains("eth0");
    }

    @Test
    void defaultRoute_emptyText_isNone() {
        assertThat(RouteTable.defaultRoute("")).isEmpty();
    }
}
