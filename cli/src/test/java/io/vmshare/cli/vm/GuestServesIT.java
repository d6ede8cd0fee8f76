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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

    @TempDir
    private static Path tree;

    private static QemuGuest guest;
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
                .network("user,hostfwd=tcp:127.0.0.1:0-:8000")
                .disk(GuestParts.javaDisk())
                .payload("share.jar", ShareProcess.jar())
                .payload("srv", tree)
                .memory(512)
                .boot();
        banner = PrintedBanner.of(guest.awaitSerial(PrintedBanner.ON_CONSOLE));
    }

    @AfterAll
    static void end() throws IOException {
        if (guest != null) {
            guest.close();
        }
    }

    @Test
    void banner_inTheGuest_namesItsAddress() {
        assertThat(banner.text()).contains("/srv  (read-only)   http on port 8000, all addresses");
        assertThat(banner.url("Bridged, routed")).hasToString("http://10.0.2.15:8000/");
    }

    @Test
    void hostfwd_onTheCommandLine_bringsTheTree() throws Exception {
        int port;
        try (QmpMonitor monitor = QmpMonitor.of(guest.qmpSocket())) {
            port = monitor.forwardedPort(8000);
        }
        assertMirrorIsTree("http://127.0.0.1:" + port + "/");
    }

    private void assertMirrorIsTree(String url) throws Exception {
        Command.run(mirror, LIMIT, "wget", "-q", "-m", "-np", "-nH", url).succeeded();
        WgetMirror.restore(tree, mirror);
        Trees.assertSame(tree, mirror);
    }
}
