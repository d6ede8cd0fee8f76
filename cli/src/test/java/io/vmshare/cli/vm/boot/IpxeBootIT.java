package io.vmshare.cli.vm.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.Exchange;
import io.vmshare.cli.client.ShareProgram;
import io.vmshare.fixtures.HostileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** iPXE, as QEMU's network interfaces have it, boots what a share holds from the script that the share makes for it. */
@Tag("vm")
@Timeout(180)
class IpxeBootIT {

    private static final Duration PATIENCE = Duration.ofSeconds(80);
    private static final String SCRIPT = "boot.ipxe";

    private Path directory;
    private Path tree;

    @BeforeEach
    void makeTree() throws Exception {
        directory = Files.createTempDirectory("ipxe");
        tree = Files.createDirectory(directory.resolve("tree"));
        NetbootTree.write(tree, Files.createDirectory(directory.resolve("work")));
    }

    @AfterEach
    void removeTree() throws Exception {
        HostileTree.delete(directory);
    }

    @Test
    void boot_directoryTree_runsItsKernelAndInitrd() throws Exception {
        Files.writeString(tree.resolve("boot.ipxe"), """
                #!ipxe
                menu Trees
                item debian Debian
                choose --timeout 2000 --default debian target && goto ${target}
                :debian
                kernel debian-installer/amd64/linux initrd=initrd.gz auto=true
                initrd debian-installer/amd64/initrd.gz
                boot
                """);

        try (ShareProgram share = ShareProgram.logging(tree)) {
            assertBoots(share, "");
        }
    }

    private static void assertBoots(ShareProgram share, String path) throws Exception {
        String base = "http://10.0.2.2:" + share.uri().getPort() + "/";
        try (NetbootGuest guest = NetbootGuest.bios(base + path + SCRIPT)) {
            String line =
                    guest.awaitSerial(NetbootTree.MARK + "(.*)$", PATIENCE).group(1);
            assertThat(line).contains("auto=true");
        }
        assertThat(share.exchanges())
                .extracting(Exchange::summary)
                .containsExactly(
                        "GET /" + path + SCRIPT + " 200",
                        "GET /" + path + NetbootTree.KERNEL + " 200",
                        "GET /" + path + NetbootTree.INITRD + " 200");
    }
}
