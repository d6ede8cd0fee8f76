package io.vmshare.cli.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.client.Command;
import io.vmshare.cli.vm.PrintedBanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A share on the host, and one in the guest, for each way in which a guest is wired and each {@code --network}: the other
 * side fetches from each URL of the banner, and every address refuses that is not to be listened on.
 */
@Tag("net")
@Timeout(120)
class LayoutIT {

    private static final String SLIRP = "http://10.0.2.2:8000/";

    private static final Map<Layout, Network> NETWORKS = new EnumMap<>(Layout.class);

    private static SharedFile shared;

    @BeforeAll
    static void makeFile(@TempDir Path directory) throws Exception {
        Node.require();
        Command.require("nft");
        shared = SharedFile.in(directory);
    }

    @AfterAll
    static void removeNetworks() {
        NETWORKS.values().forEach(Network::close);
        NETWORKS.clear();
    }

    @ParameterizedTest(name = "{0}, --network {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    # layout | network | listens on, likeliest first           | refuses
                    NAT      | all     | 192.168.122.1 fd00:122::1 192.0.2.10 |
                    NAT      | slirp   |                                      | 192.168.122.1 fd00:122::1 192.0.2.10
                    NAT      | nat     | 192.168.122.1 fd00:122::1            | 192.0.2.10
                    NAT      | bridged | 192.0.2.10                           | 192.168.122.1 fd00:122::1
                    BRIDGED  | all     | 192.0.2.10                           |
                    BRIDGED  | slirp   |                                      | 192.0.2.10
                    BRIDGED  | nat     |                                      | 192.0.2.10
                    BRIDGED  | bridged | 192.0.2.10                           |
                    ROUTED   | all     | 172.16.0.1 192.0.2.10                |
                    ROUTED   | slirp   |                                      | 172.16.0.1 192.0.2.10
                    ROUTED   | nat     | 172.16.0.1                           | 192.0.2.10
                    ROUTED   | bridged | 192.0.2.10                           | 172.16.0.1
                    ISOLATED | all     | 192.168.56.1                         |
                    ISOLATED | slirp   |                                      | 192.168.56.1
                    ISOLATED | nat     | 192.168.56.1                         |
                    ISOLATED | bridged |                                      | 192.168.56.1
                    """)
    void shareOnHost_isReachedWhereItsBannerSays_andNowhereElse(
            Layout layout, String exposure, @Nullable String listening, @Nullable String refusing) throws Exception {
        Network network = network(layout);
        try (ShareProcess share = shared.on(network.host(), "--network", exposure)) {
            List<String> urls =
                    new ArrayList<>(new PrintedBanner(share.out()).urls("A guest on this host reaches it at"));

            assertThat(urls.remove(SLIRP)).as(share.out()).isTrue();
            assertThat(urls).as(share.out()).isEqualTo(urls(listening));
            shared.isFetched(network.host(), "http://localhost:8000/");
            isReached(share, urls, refusing, network.guest());
            for (String url : urls(refusing)) {
                if (layout.hasLan() && !url.contains("[")) {
                    shared.isRefused(network.lan(), url);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}, --network {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    # layout | network | listens on, likeliest first | refuses                   | looks
                    NAT      | all     | 192.168.122.2 fd00:122::2  |                           | is a guest on eth0: libvirt (
                    NAT      | slirp   |                            | 192.168.122.2 fd00:122::2 | is a guest on eth0: libvirt (
                    NAT      | nat     | 192.168.122.2 fd00:122::2  |                           | is a guest on eth0: libvirt (
                    NAT      | bridged | 192.168.122.2 fd00:122::2  |                           | is a guest on eth0: libvirt (
                    BRIDGED  | nat     |                            | 192.0.2.100               | looks like a guest on eth0: QEMU;
                    BRIDGED  | bridged | 192.0.2.100                |                           | looks like a guest on eth0: QEMU;
                    ROUTED   | nat     |                            | 172.16.0.2                | looks like a guest on eth0: QEMU;
                    ROUTED   | bridged | 172.16.0.2                 |                           | looks like a guest on eth0: QEMU;
                    ISOLATED | nat     | 192.168.56.101             |                           | is a guest on eth0: VirtualBox host-only (
                    ISOLATED | bridged |                            | 192.168.56.101            | is a guest on eth0: VirtualBox host-only (
                    """)
    void shareInGuest_isReachedWhereItsBannerSays_andNowhereElse(
            Layout layout, String exposure, @Nullable String listening, @Nullable String refusing, String looks)
            throws Exception {
        Network network = network(layout);
        try (ShareProcess share = shared.on(network.guest(), "--network", exposure)) {
            List<String> urls = new PrintedBanner(share.out()).urls("Its host reaches it at");

            assertThat(share.out()).contains("This machine " + looks);
            assertThat(urls).as(share.out()).isEqualTo(urls(listening));
            shared.isFetched(network.guest(), "http://localhost:8000/");
            isReached(share, urls, refusing, network.host());
        }
    }

    @Test
    void jsonOnHost_namesTheUrlThatTheGuestFetchesFrom() throws Exception {
        Network network = network(Layout.NAT);
        try (ShareProcess share = shared.on(network.host(), "--network", "nat", "--json")) {
            JsonArray urls = JsonParser.object().from(share.out()).getArray("urls");

            JsonObject nat = urls.stream()
                    .map(JsonObject.class::cast)
                    .filter(url -> url.getString("kind").equals("nat"))
                    .findFirst()
                    .orElseThrow();
            assertThat(nat.getString("from")).isEqualTo("guest");
            assertThat(nat.getString("interface")).isEqualTo("virbr0");
            shared.isFetched(network.guest(), nat.getString("url"));
        }
    }

    /** Asserts that the other side fetches from the URLs, and that the banner names what it does not listen on. */
    private static void isReached(ShareProcess share, List<String> urls, @Nullable String refusing, Node other)
            throws Exception {
        for (String url : urls) {
            shared.isFetched(other, url);
        }
        for (String url : urls(refusing)) {
            shared.isRefused(other, url);
        }
        for (String address : words(refusing)) {
            if (!address.contains(":")) { // one address for each interface is enough
                assertThat(share.out()).contains("(--bind " + address + ")");
            }
        }
        assertThat(share.err()).doesNotContain("share: ");
    }

    private static Network network(Layout layout) throws Exception {
        Network network = NETWORKS.get(layout);
        if (network == null) {
            network = Network.of(layout);
            NETWORKS.put(layout, network);
        }
        return network;
    }

    private static List<String> urls(@Nullable String addresses) {
        return words(addresses).stream().map(SharedFile::url).toList();
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : Stream.of(text.split(" ")).toList();
    }
}
