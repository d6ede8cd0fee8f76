package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.AddressText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class HostsTableTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            192.168.5.2 host.lima.internal                   | host.lima.internal       | 192.168.5.2
            192.168.5.2\thost.lima.internal # it             | host.lima.internal       | 192.168.5.2
            192.168.5.2 HOST.Lima.Internal                   | host.lima.internal       | 192.168.5.2
            10.0.0.1 other host.docker.internal              | host.docker.internal     | 10.0.0.1
            fd00::1 host.containers.internal                 | host.containers.internal | fd00::1
            """)
    void namesOfHosts_oneLine_isFound(String line, String name, String address) {
        assertThat(HostsTable.namesOfHosts("127.0.0.1 localhost\r\n" + line + "\r\n"))
                .containsOnlyKeys(name)
                .hasEntrySatisfying(
                        name, found -> assertThat(AddressText.of(found)).isEqualTo(address));
    }

    @Test
    void namesOfHosts_severalNames_haveTheOneAddress() {
        assertThat(HostsTable.namesOfHosts("10.1.1.1 host.docker.internal host.containers.internal"))
                .containsOnlyKeys("host.docker.internal", "host.containers.internal");
    }

    @Test
    void namesOfHosts_nameTwice_isTheFirst() {
        Map<String, ?> names = HostsTable.namesOfHosts("10.1.1.1 host.lima.internal\n10.1.1.2 host.lima.internal\n");

        assertThat(names.get("host.lima.internal")).hasToString("/10.1.1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# 192.168.5.2 host.lima.internal",
                "192.168.5.2 # host.lima.internal",
                "192.168.5.2 my.host.lima.internal",
                "192.168.5.2 host.lima.internal.",
                "host.lima.internal 192.168.5.2",
                "192.168.5 host.lima.internal",
                "192.168.5.2",
                "\0\u00ff\u00fe ###",
                ""
            })
    void namesOfHosts_nearMiss_areNone(String line) {
        assertThat(HostsTable.namesOfHosts(line)).isEmpty();
    }
}
