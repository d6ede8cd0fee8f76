package io.vmshare.cli.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.client.Command;
import io.vmshare.cli.client.Trees;
import io.vmshare.cli.client.WgetMirror;
import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program runs in a guest on QEMU's user networking, and this machine pulls a tree out of it. */
@Tag("vm")
@Timeout(300)
class GuestServesIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** As a user does it: no options, in the directory to be shared. The flags for the JVM only save time. */
    private static final String SERVE = """
            mount -t tmpfs srv /mnt/srv
            cp -r /payload/srv/. /mnt/srv/
            cp /payload/share.jar /mnt/tmp/
            chroot /mnt /bin/sh -c 'cd /srv && exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar /tmp/share.jar'
            """;

    /** What the banner tells the host to do. The host's port is replaced by any free one. */
    private static final String FORWARD = "forward --qmp SOCKET --guest-port 8000 --wait";

    private static final String HOSTFWD = "user,hostfwd=tcp:127.0.0.1:8000-:8000";

    @TempDir
    private static Path tree;

    private static QemuGuest guest;
    private static int commandLinePort;
    private static ShareProcess.Result waited;
    private static PrintedBanner banner;

    @TempDir
    private Path mirror;

    @BeforeAll
    static void bootGuest() throws Exception {
        Command.require("wget", "diff");
        Path deep = Files.createDirectories(tree.resolve("var log/deep er"));
        Files.writeString(HostileTree.resolve(deep, "gr%C3%B6%C3%9Fe%20%26%20%231.txt"), "text\n");
        Files.writeString(tree.resolve("empty"), "");
        Trees.writeNoise(tree.resolve("var log/dump.bin"), 3 * Trees.MIB + 7, 40);
        Trees.writeNoise(tree.resolve("small.bin"), 1000, 41);
        guest = QemuGuest.running(SERVE)
                .network(onAnyPort(HOSTFWD))
                .disk(GuestParts.javaDisk())
                .payload("share.jar", ShareProcess.jar())
                .payload("srv", tree)
                .memory(512)
                .boot();
        try (QmpMonitor monitor = guest.monitor()) {
            commandLinePort = monitor.forwardedPorts(8000).get(0);
        }
        try (ShareProcess forward = forward().start()) {
            banner = PrintedBanner.of(guest.awaitSerial(PrintedBanner.ON_CONSOLE));
            forward.awaitOut("/\n");
            waited = forward.stop();
        }
    }

    @AfterAll
    static void end() throws IOException {
        if (guest != null) {
            guest.close();
        }
    }

    @Test
    void banner_inTheGuest_saysWhereItIs() {
        assertThat(banner.text())
                .contains("/srv  (read-only)   http on port 8000, all addresses")
                .contains("This machine is a guest on eth0: QEMU user networking (slirp) (gateway 10.0.2.2,"
                        + " address 10.0.2.15, hardware address 52:54:00, DMI vendor QEMU)\n")
                .doesNotContain("http://10.0.2."); // neither end reaches the share there
    }

    @Test
    void banner_inTheGuest_saysHowItsHostComesIn() {
        assertThat(banner.command("share.jar on the host")).isEqualTo("java -jar share.jar " + FORWARD);
        assertThat(banner.command("QEMU, when it is started")).isEqualTo("-nic " + HOSTFWD);
    }

    @Test
    void hostfwd_onTheCommandLine_bringsTheTree() throws Exception {
        assertMirrorIsTree("http://127.0.0.1:" + commandLinePort + "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QEMU monitor", "QMP"})
    void monitorCommand_ofTheBanner_bringsTheTree(String label) throws Exception {
        String command = onAnyPort(banner.command(label));
        try (QmpMonitor monitor = guest.monitor()) {
            List<Integer> before = monitor.forwardedPorts(8000);

            assertThat(label.equals("QMP") ? monitor.execute(command) : monitor.human(command))
                    .isEmpty();

            List<Integer> added = new ArrayList<>(monitor.forwardedPorts(8000));
            added.removeAll(before);
            assertThat(added).hasSize(1);
            assertMirrorIsTree("http://127.0.0.1:" + added.get(0) + "/");
            monitor.human("hostfwd_remove tcp:127.0.0.1:" + added.get(0));
        }
    }

    /** It was started when the guest was switched on, which is long before a share answers there. */
    @Test
    void forward_startedBeforeTheShare_waitsForIt() {
        String url = "http://127.0.0.1:" + commandLinePort + "/";
        assertThat(waited.out()).isEqualTo(url + "\n");
        assertThat(waited.err())
                .contains("port " + commandLinePort + " is forwarded to 10.0.2.15:8000 already; it is used and stays")
                .contains("waiting for the guest: " + url);
        assertThat(waited.exitCode()).isZero();
    }

    @Test
    void forward_noRuleYet_bringsTheTreeUntilItEnds() throws Exception {
        try (QmpMonitor monitor = guest.monitor()) {
            String rule = "tcp:127.0.0.1:" + commandLinePort;
            monitor.human("hostfwd_remove " + rule);
            try (ShareProcess forward = forward("--host-port", "0").start()) {
                forward.awaitOut("/\n");
                assertMirrorIsTree(forward.out().strip());

                assertThat(forward.stop()).isEqualTo(new ShareProcess.Result(0, forward.out(), ""));
                assertThat(monitor.forwardedPorts(8000)).isEmpty();
            } finally {
                monitor.human("hostfwd_add " + rule + "-:8000");
            }
        }
    }

    private static ShareProcess.Setup forward(String... options) {
        List<String> words = new ArrayList<>(List.of(FORWARD.split(" ")));
        words.set(words.indexOf("SOCKET"), guest.qmpSocket().toString());
        words.addAll(List.of(options));
        return ShareProcess.with(words.toArray(String[]::new));
    }

    private static String onAnyPort(String rule) {
        return rule.replace("127.0.0.1:8000-", "127.0.0.1:0-");
    }

    private void assertMirrorIsTree(String url) throws Exception {
        Command.run(mirror, LIMIT, "wget", "-q", "-m", "-np", "-nH", url).succeeded();
        WgetMirror.restore(tree, mirror);
        Trees.assertSame(tree, mirror);
    }
}
