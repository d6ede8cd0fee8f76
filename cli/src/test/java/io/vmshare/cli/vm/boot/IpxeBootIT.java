package io.vmshare.cli.vm.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.Exchange;
import io.vmshare.cli.client.ShareProgram;
import io.vmshare.cli.vm.BootableImage;
import io.vmshare.fixtures.HostileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** iPXE, as QEMU's network interfaces have it, boots what a share holds by the menu that the share makes for it. */
@Tag("vm")
@Timeout(240)
class IpxeBootIT {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

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
    void menu_nobodyChooses_startsTheFirstEntry() throws Exception {
        try (ShareProgram share = ShareProgram.logging(directory, "tree")) {
            try (NetbootGuest guest = NetbootGuest.bios(menu(share, ""))) {
                assertThat(guest.awaitSerial("netboot: (.*)\\R", PATIENCE).group(1))
                        .doesNotContain("preseed");
            }
            assertThat(share.stop())
                    .extracting(Exchange::summary)
                    .containsExactly(
                            "GET /?boot=ipxe 200",
                            "GET /" + NetbootTree.KERNEL + " 200",
                            "GET /" + NetbootTree.INITRD + " 200");
        }
    }

    @Test
    void menu_ofAnImage_startsWhatIsInside() throws Exception {
        NetbootTree.pack(tree, directory.resolve("tree.iso"));

        try (ShareProgram share = ShareProgram.logging(directory, "tree.iso")) {
            try (NetbootGuest guest = NetbootGuest.bios(menu(share, ""))) {
                assertStarts(guest, share, "");
            }
        }
    }

    @Test
    void menu_ofAnImageInADirectory_startsWhatIsInside() throws Exception {
        NetbootTree.pack(tree, directory.resolve("tree.iso"));
        HostileTree.delete(tree);

        try (ShareProgram share = ShareProgram.logging(directory)) {
            try (NetbootGuest guest = NetbootGuest.bios(menu(share, "tree.iso/"))) {
                assertStarts(guest, share, "tree.iso/");
            }
        }
    }

    /** There the kernel finds its initrd by the name that its command line has. */
    @Test
    void menu_underUefi_startsTheSame() throws Exception {
        try (ShareProgram share = ShareProgram.logging(directory, "tree")) {
            try (NetbootGuest guest = NetbootGuest.uefiWithIpxe(menu(share, ""))) {
                assertStarts(guest, share, "");
            }
        }
    }

    @Test
    void menu_fileForTheInitialFileSystem_isInIt() throws Exception {
        NetbootTree.placeFile(tree, "a file");

        try (ShareProgram share = ShareProgram.logging(directory, "tree");
                NetbootGuest guest = NetbootGuest.bios(menu(share, "") + "&append=extra=1")) {
            assertThat(guest.awaitSerial("netboot: (.*)\\R", PATIENCE).group(1)).endsWith(" cdroot=1 extra=1");
            guest.awaitSerial("placed: a file$", PATIENCE);
        }
    }

    /** ISOLINUX reads its files by the BIOS, in which iPXE stays. */
    @Test
    void menu_ofADisc_bootsIt() throws Exception {
        BootableImage.require();
        BootableImage.make(directory.resolve("disc.iso"), "echo 'disc: booted' >/dev/ttyS0");
        HostileTree.delete(tree);

        try (ShareProgram share = ShareProgram.logging(directory, "disc.iso");
                NetbootGuest guest = NetbootGuest.bios(menu(share, ""))) {
            guest.awaitSerial("disc: booted$", PATIENCE);
        }
    }

    private static String menu(ShareProgram share, String path) {
        return "http://10.0.2.2:" + share.uri().getPort() + "/" + path + "?boot=ipxe";
    }

    /** Chooses the entry with the answer file from the menu of a directory, and asserts what was asked for then. */
    private static void assertStarts(NetbootGuest guest, ShareProgram share, String path) throws Exception {
        guest.awaitSerial(NetbootTree.ENTRY, PATIENCE);
        guest.type(NetbootTree.KEY);

        String answer = path + NetbootTree.PRESEED;
        assertThat(NetbootTree.awaitAnswer(guest, PATIENCE))
                .endsWith(" preseed/url=http://10.0.2.2:" + share.uri().getPort() + "/" + answer);
        assertThat(share.stop())
                .extracting(Exchange::summary)
                .containsExactly(
                        "GET /" + path + "?boot=ipxe 200",
                        "GET /" + path + NetbootTree.KERNEL + " 200",
                        "GET /" + path + NetbootTree.INITRD + " 200",
                        "GET /" + answer + " 200");
    }
}
