package io.vmshare.cli.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.cli.client.Command;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a share on a host whose addresses come and go: it follows, says so on one line each, and no more. */
@Tag("net")
@Timeout(120)
class NetworkChangeIT {

    private static final String BRIDGE = "http://192.168.122.1:8000/";

    private static Network network;
    private static SharedFile shared;

    @BeforeAll
    static void makeNetworkWithoutBridge(@TempDir Path directory) throws Exception {
        Node.require();
        Command.require("nft", "ss");
        shared = SharedFile.in(directory);
        network = Network.of(Layout.NAT);
        network.host().run("ip link del virbr0");
    }

    @AfterAll
    static void removeNetwork() {
        if (network != null) {
            network.close();
        }
    }

    @Test
    void addresses_thatComeAndGo_areFollowedAndToldOnce() throws Exception {
        try (ShareProcess nat = shared.on(network.host(), "--network", "nat");
                ShareProcess all = shared.on(network.host(), "--port", "8001")) {
            assertThat(nat.out())
                    .contains("No virtual bridge is there yet; one that appears is listened on from then.")
                    .doesNotContain("192.168.122.1");
            assertThat(urls()).doesNotContain(BRIDGE);

            network.onHost(Layout.Wires.VIRBR0);
            awaitBoth(nat, all, "now also http://192.168.122.1:%d/ (virbr0)");
            shared.isFetched(network.guest(), BRIDGE);
            assertThat(urls()).contains(BRIDGE + "          virbr0 (libvirt)");
            assertThat(urls("--json")).contains("\"url\":\"" + BRIDGE + "\"");

            network.onHost("ip addr add 192.0.2.11/24 dev eth0");
            all.awaitErr("now also http://192.0.2.11:8001/ (eth0)"); // nobody is to reach the other share there
            shared.isRefused(network.lan(), "http://192.0.2.11:8000/");
            shared.isFetched(network.lan(), "http://192.0.2.11:8001/");

            network.onHost("ip link del virbr0");
            awaitBoth(nat, all, "no longer http://192.168.122.1:%d/ (virbr0)");
            assertThat(network.host().run("ss -Hltn")).doesNotContain("192.168.122.1");
            shared.isFetched(network.host(), "http://localhost:8000/");
            assertThat(urls()).doesNotContain(BRIDGE);

            assertThat(told(nat))
                    .containsExactly(
                            "share: addresses changed: now also http://192.168.122.1:8000/ (virbr0)",
                            "share: addresses changed: no longer http://192.168.122.1:8000/ (virbr0)");
            assertThat(told(all))
                    .containsExactly(
                            "share: addresses changed: now also http://192.168.122.1:8001/ (virbr0)",
                            "share: addresses changed: now also http://192.0.2.11:8001/ (eth0)",
                            "share: addresses changed: no longer http://192.168.122.1:8001/ (virbr0)");
        }
    }

    private static void awaitBoth(ShareProcess first, ShareProcess second, String form) throws Exception {
        first.awaitErr(String.format(form, 8000));
        second.awaitErr(String.format(form, 8001));
    }

    /** Returns what the program said besides its access log. */
    private static List<String> told(ShareProcess share) {
        return share.err().lines().filter(line -> line.startsWith("share: ")).toList();
    }

    private static String urls(String... options) throws Exception {
        String[] arguments = options.length == 0
                ? new String[] {"urls", "--network", "nat"}
                : new String[] {"urls", "--network", "nat", options[0]};
        Result result =
                ShareProcess.with(arguments).through(network.host().prefix()).run();
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }
}
