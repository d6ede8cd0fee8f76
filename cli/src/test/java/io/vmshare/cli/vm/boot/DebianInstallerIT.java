package io.vmshare.cli.vm.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.Exchange;
import io.vmshare.cli.client.ShareProgram;
import io.vmshare.cli.client.Trees;
import io.vmshare.cli.vm.GuestParts;
import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Debian's own installer comes from a share, answers its questions from a file there, and loads its further components
 * out of a mirror there. It ends with the first component, which is ours: a whole installation takes an hour here.
 */
@Tag("vm")
@Timeout(420)
class DebianInstallerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(360);

    private static final String FIRST = "pool/main/f/first/first_1.0_all.udeb";
    private static final String SECOND = "pool/main/s/second/second_1.0_all.udeb";

    /** Setting up the keyboard takes half a minute here, and nothing that is tested comes of it. */
    private static final String PRESEED = """
            d-i debian-installer/locale string en_US.UTF-8
            d-i keyboard-configuration/xkb-keymap select us
            d-i preseed/early_command string echo "preseed: applied" >/dev/ttyS0; \
            echo exit 0 >/var/lib/dpkg/info/console-setup-udeb.postinst
            d-i mirror/protocol string http
            d-i mirror/country string manual
            d-i mirror/http/hostname string %s
            d-i mirror/http/directory string /debian
            d-i mirror/http/proxy string
            d-i mirror/suite string %s
            d-i debian-installer/allow_unauthenticated boolean true
            d-i anna/no_kernel_modules boolean true
            """;

    private Path directory;
    private Path tree;

    @BeforeEach
    void makeTree() throws Exception {
        directory = Files.createTempDirectory("installer");
        tree = Files.createDirectory(directory.resolve("tree"));
        copyAll(GuestParts.debianInstaller(), tree);
        InstallerMirror mirror = new InstallerMirror(Files.createDirectory(tree.resolve("debian")));
        mirror.add(FIRST, "first", "", "true", directory);
        String end = "echo \"component: configured\" >/dev/ttyS0; poweroff -f";
        mirror.add(SECOND, "second", "Depends: first\n", end, directory);
        mirror.finish();
    }

    @AfterEach
    void removeTree() throws Exception {
        HostileTree.delete(directory);
    }

    @Test
    void installer_preseedAndMirrorOfTheShare_loadsItsComponents() throws Exception {
        try (ShareProgram share = ShareProgram.logging(directory, "tree")) {
            String server = "10.0.2.2:" + share.uri().getPort();
            Files.writeString(tree.resolve(NetbootTree.PRESEED), PRESEED.formatted(server, InstallerMirror.SUITE));

            // A URL from DHCP would be the installer's preseed file, before the one of its command line.
            try (NetbootGuest guest = NetbootGuest.biosWithScript("#!ipxe\nchain http://" + server + "/?boot=ipxe\n")) {
                guest.awaitSerial(NetbootTree.ENTRY, PATIENCE);
                guest.type(NetbootTree.KEY);
                guest.awaitSerial("preseed: applied", PATIENCE);
                guest.awaitSerial("component: configured", PATIENCE);
            }
            assertAsked(share.stop());
        }
    }

    private static void assertAsked(List<Exchange> exchanges) {
        String dist = "GET /debian/dists/" + InstallerMirror.SUITE + "/";
        assertThat(exchanges)
                .extracting(Exchange::summary)
                .containsSubsequence(
                        "GET /?boot=ipxe 200",
                        "GET /" + NetbootTree.KERNEL + " 200",
                        "GET /" + NetbootTree.INITRD + " 200",
                        "GET /" + NetbootTree.PRESEED + " 200",
                        dist + "Release 200",
                        dist + "main/debian-installer/binary-amd64/Packages.gz 200")
                .endsWith("GET /debian/" + FIRST + " 200", "GET /debian/" + SECOND + " 200");
    }

    private static void copyAll(Path source, Path target) throws IOException {
        for (Path file : Trees.below(source)) {
            Files.copy(file, target.resolve(source.relativize(file)));
        }
    }
}
