package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.AddressText;
import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.Samples;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read from the tables of real machines is what {@code EXPECT.tsv} says of them. */
@Timeout(10)
class SampleTablesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("expectations")
    void defaultRoute_realTable_isTheOneExpected(List<String> row) {
        Optional<DefaultRoute> route = SampleTables.defaultRoute(row.get(0));

        assertThat(route.map(DefaultRoute::interfaceName).orElse("-")).isEqualTo(row.get(2));
        assertThat(route.map(SampleTablesTest::gateway).orElse("-")).isEqualTo(row.get(1));
    }

    @Test
    void expectations_andTables_areThereForEachOther() throws Exception {
        List<String> named = new ArrayList<>();
        for (List<String> row : expectations()) {
            named.add(row.get(0));
        }

        assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(tables());
    }

    private static List<List<String>> expectations() {
        return Samples.rows("EXPECT.tsv");
    }

    private static List<String> tables() throws Exception {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory(), "{proc-net-*,netstat-rn.*,route-print.*}")) {
            for (Path file : files) {
                names.add(file.getFileName().toString());
            }
        }
        return names;
    }

    private static Path directory() throws URISyntaxException {
        return Path.of(SampleTablesTest.class.getResource("/reach").toURI());
    }

    private static String gateway(DefaultRoute route) {
        InetAddress gateway = route.gateway().orElseThrow();
        String zone = gateway.isLinkLocalAddress() ? "%" + route.interfaceName() : "";
        return AddressText.of(gateway) + zone;
    }
}
