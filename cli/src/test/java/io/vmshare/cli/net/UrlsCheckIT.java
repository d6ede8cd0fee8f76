package io.vmshare.cli.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.cli.client.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code urls --check} on either side of firewalld's rules, before and after the command that it names. */
@Tag("net")
@Timeout(120)
class UrlsCheckIT {

    private static final String URL = "http://192.168.122.1:8000/";
    private static final String WALL =
            "firewalld's zone libvirt rejects port 8000:" + "  firewall-cmd --zone=libvirt --add-port=8000/tcp\n";

    private static Network network;
    private static SharedFile shared;

    @BeforeAll
    static void raiseWall(@TempDir Path directory) throws Exception {
        Node.require();
        Command.require("nft");
        shared = SharedFile.in(directory);
        network = Network.of(Layout.NAT);
        String rules = FirewallNamespaceIT.FIREWALLD.replace("ANSWER", "reject with icmpx admin-prohibited");
        network.host().run("nft -f " + Files.writeString(directory.resolve("rules.nft"), rules));
    }

    @AfterAll
    static void removeNetwork() {
        if (network != null) {
            network.close();
        }
    }

    @Test
    void check_wallBetween_isNamedOnBothSides_untilItIsOpened() throws Exception {
        try (ShareProcess share = shared.on(network.host())) {
            share.awaitOut("\nFirewall: " + WALL);

            Result onHost = check(network.host());
            assertThat(onHost.out())
                    .containsPattern(URL + " +bound: answered; firewall: " + Pattern.quote(WALL))
                    .contains("From the other side:  java -jar share.jar urls --check ");
            assertThat(onHost.exitCode()).isEqualTo(1);
            Result inGuest = check(network.guest(), URL);
            assertThat(inGuest.err()).contains("no route to host: a firewall there rejects this port");
            assertThat(inGuest.exitCode()).isEqualTo(1);

            network.host().run("nft add rule inet firewalld filter_IN_libvirt_allow tcp dport 8000 accept");

            Result opened = check(network.guest(), URL);
            assertThat(opened.err()).isEmpty();
            assertThat(opened.out()).startsWith(URL + ": status 200, ");
            assertThat(opened.exitCode()).isZero();
            assertThat(check(network.host()).out()).containsPattern(URL + " +bound: answered; firewall: no rule stops");
            shared.isFetched(network.guest(), URL);
        }
    }

    private static Result check(Node node, String... url) throws Exception {
        String[] arguments =
                url.length == 0 ? new String[] {"urls", "--check"} : new String[] {"urls", "--check", url[0]};
        return ShareProcess.with(arguments).through(node.prefix()).run();
    }
}
