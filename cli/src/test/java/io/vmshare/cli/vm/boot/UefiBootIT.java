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

/** UEFI's own HTTP boot fetches a boot loader from a share, which goes on with the script that the share makes for it. */
@Tag("vm")
@Timeout(180)
class UefiBootIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CONFIG = "grub.cfg";

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
    void boot_grubOverHttp_runsTheTreesKernelAndInitrd() throws Exception {
        Files.writeString(tree.resolve(CONFIG), """
                set timeout=2
                menuentry Debian {
                  linux /%s auto=true
                  initrd /%s
                }
                """.formatted(NetbootTree.KERNEL, NetbootTree.INITRD));

        try (ShareProgram share = ShareProgram.logging(tree)) {
            String server = "10.0.2.2:" + share.uri().getPort();
            GrubImage.write(tree.resolve("grub.efi"), "http," + server, "/" + CONFIG);

            try (NetbootGuest guest = NetbootGuest.uefi("http://" + server + "/grub.efi")) {
                String line =
                        guest.awaitSerial(NetbootTree.MARK + "(.*)$", PATIENCE).group(1);
                assertThat(line).contains("auto=true");
            }
            assertThat(share.exchanges())
                    .extracting(Exchange::summary)
                    .containsExactly(
                            "HEAD /grub.efi 200",
                            "GET /grub.efi 200",
                            "GET /" + CONFIG + " 200",
                            "GET /" + NetbootTree.KERNEL + " 200",
                            "GET /" + NetbootTree.INITRD + " 200");
        }
    }
}
