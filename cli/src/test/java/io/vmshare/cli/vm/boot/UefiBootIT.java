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

/** UEFI's own HTTP boot fetches a boot loader from a share, which goes on with the menu that the share makes for it. */
@Tag("vm")
@Timeout(240)
class UefiBootIT {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final String DOWN = "\u001b[B";

    private Path directory;
    private Path tree;

    @BeforeEach
    void makeTree() throws Exception {
        directory = Files.createTempDirectory("uefi");
        tree = Files.createDirectory(directory.resolve("tree"));
        NetbootTree.write(tree, Files.createDirectory(directory.resolve("work")));
    }

    @AfterEach
    void removeTree() throws Exception {
        HostileTree.delete(directory);
    }

    @Test
    void grub_startedByIpxesMenu_startsItsFirstEntry() throws Exception {
        try (ShareProgram share = ShareProgram.logging(directory, "tree")) {
            String server = "10.0.2.2:" + share.uri().getPort();
            GrubImage.write(tree.resolve("grub.efi"), "http," + server, "/?boot=grub&append=extra=1");

            try (NetbootGuest guest = NetbootGuest.uefiWithIpxe("http://" + server + "/?boot=ipxe")) {
                guest.awaitSerial("EFI program grub\\.efi", PATIENCE);
                guest.type("3");
                assertThat(guest.awaitSerial("netboot: (.*)\\R", PATIENCE).group(1))
                        .endsWith("/linux extra=1");
            }
        }
    }

    @Test
    void grub_menuOfTheShare_startsKernelAndInitrd() throws Exception {
        try (ShareProgram share = ShareProgram.logging(directory, "tree")) {
            String server = "10.0.2.2:" + share.uri().getPort();
            GrubImage.write(tree.resolve("grub.efi"), "http," + server, "/?boot=grub");

            try (NetbootGuest guest = NetbootGuest.uefi("http://" + server + "/grub.efi")) {
                guest.awaitSerial(NetbootTree.ENTRY, PATIENCE);
                guest.type(DOWN + "\r");
                assertThat(NetbootTree.awaitAnswer(guest, PATIENCE))
                        .contains(" preseed/url=http://" + server + "/" + NetbootTree.PRESEED);
            }
            assertThat(share.stop())
                    .extracting(Exchange::summary)
                    .containsExactly(
                            "HEAD /grub.efi 200",
                            "GET /grub.efi 200",
                            "GET /?boot=grub 200",
                            "GET /" + NetbootTree.KERNEL + " 200",
                            "GET /" + NetbootTree.INITRD + " 200",
                            "GET /" + NetbootTree.PRESEED + " 200");
        }
    }
}
