package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Installers that load their image as a whole are told its URL, from wherever in the share the menu is asked for. */
@Tag("client")
@Timeout(60)
class BootImageHttpTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    @BeforeAll
    static void makeImages() throws Exception {
        pack("isos/a b/ubuntu.iso", "casper/vmlinuz", "casper/initrd", "casper/minimal.squashfs");
        pack("isos/debian.iso", "install.amd/vmlinuz", "install.amd/initrd.gz", "dists/stable/Release", "debian");
        pack("isos/proxmox.iso", "boot/linux26", "boot/initrd.img", ".cd-info");
        pack("isos/deep.iso", "x/boot/linux26", "x/boot/initrd.img", "x/.cd-info");
        pack("isos/two.iso", "casper/vmlinuz", "casper/initrd", "casper/minimal.squashfs", "extra.iso");
        Path unpacked = directory.resolve("isos/unpacked.iso/casper");
        Files.createDirectories(unpacked);
        for (String name : new String[] {"vmlinuz", "initrd", "minimal.squashfs"}) {
            Files.writeString(unpacked.resolve(name), name);
        }
    }

    private static void pack(String image, String... files) throws IOException, InterruptedException {
        Path target = directory.resolve(image);
        Files.createDirectories(target.getParent());
        Path tree = Files.createTempDirectory(directory, "tree");
        for (String file : files) {
            Files.createDirectories(tree.resolve(file).getParent());
            if (file.equals("debian")) {
                Files.createSymbolicLink(tree.resolve(file), Path.of("."));
            } else {
                Files.writeString(tree.resolve(file), file);
            }
        }
        Process process = new ProcessBuilder(
                        RequiredClient.require("xorrisofs").toString(), "-quiet", "-R", "-o", target + "", tree + "")
                .inheritIO()
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static String menu(ShareServer share, String at, String format) throws Exception {
        URI uri = share.uri().resolve(at + "?boot=" + format);
        return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static ShareServer share(String... paths) {
        Path[] all = Stream.of(paths).map(directory::resolve).toArray(Path[]::new);
        return ShareServer.start(ShareOptions.builder(all).port(0).build());
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(delimiter = '|', textBlock = """
            isos/a b/ubuntu.iso           | /                   | ubuntu.iso
            isos/a b/ubuntu.iso           | /ubuntu.iso/        | ubuntu.iso
            isos/two.iso                  | /                   | two.iso
            isos                          | /a%20b/             | a%20b/ubuntu.iso
            isos                          | /a%20b/ubuntu.iso/  | a%20b/ubuntu.iso
            isos                          | /two.iso/           | two.iso
            isos/a b/ubuntu.iso,isos      | /                   | ubuntu.iso
            isos/a b/ubuntu.iso,isos      | /ubuntu.iso/        | ubuntu.iso
            isos/a b/ubuntu.iso,isos      | /isos/a%20b/        | isos/a%20b/ubuntu.iso
            """)
    void get_imageAround_isNamedWhole(String paths, String at, String image) throws Exception {
        try (ShareServer share = share(paths.split(","))) {
            for (String format : new String[] {"ipxe", "grub", "json"}) {
                assertThat(menu(share, at, format)).containsPattern("[ \"]url=" + share.uri() + image + "[ \"]");
            }
        }
    }

    @Test
    void get_imageAsInitrd_isLoadedFromAbove() throws Exception {
        try (ShareServer share = share("isos")) {
            assertThat(menu(share, "/proxmox.iso/", "ipxe"))
                    .contains("initrd --name initrd1 ../proxmox.iso /proxmox.iso mode=644 ||");
            assertThat(menu(share, "/proxmox.iso/", "grub")).contains("newc:proxmox.iso:\"$share\"\n");
            assertThat(menu(share, "/proxmox.iso/", "json")).contains("\"image\":\"" + share.uri() + "proxmox.iso\"");
            assertThat(menu(share, "/", "grub")).contains("newc:proxmox.iso:\"$share/proxmox.iso\"\n");
        }
    }

    /** GRUB has no way to what lies two levels up. */
    @Test
    void get_imageFarAbove_isForIpxeOnly() throws Exception {
        try (ShareServer share = share("isos")) {
            assertThat(menu(share, "/deep.iso/x/", "ipxe")).contains(" ../../deep.iso /proxmox.iso mode=644 ||");
            assertThat(menu(share, "/deep.iso/x/", "grub")).doesNotContain("linux ");
        }
    }

    /** Debian's images have a link to their own top; the one image that is shared lies at that top, too. */
    @Test
    void get_linkToTheTop_isNoSecondTree() throws Exception {
        for (String[] at : new String[][] {{"isos/debian.iso", "/"}, {"isos/debian.iso", "/debian.iso/"}}) {
            try (ShareServer share = share(at[0])) {
                assertThat(menu(share, at[1], "json")).containsOnlyOnce("\"row\":\"debian-iso\"");
            }
        }
    }

    @Test
    void get_directoryWithAnImagesName_isNoImage() throws Exception {
        try (ShareServer share = share("isos")) {
            assertThat(menu(share, "/unpacked.iso/", "json")).contains("\"missing\":\"it loads its ISO whole");
        }
    }
}
