package io.vmshare.image.iso;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that others make hold the tree that they were made of. */
@Tag("client")
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class MadeIsoTest {

    private static final Instant TIME = Instant.parse("2001-02-03T04:05:06Z");

    @TempDir
    private Path directory;

    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        write("hello.txt", 5);
        write("UPPER.TXT", 6);
        write("empty", 0);
        write(".treeinfo", 100);
        write("a name with spaces, #?%+&;\"'<>.txt", 7);
        write("d\u00e9j\u00e0 \u2603.bin", 2048);
        write("two.dots.tar.gz", 2049);
        write("install.amd/vmlinuz", 300_000);
        write("install.amd/gtk/initrd.gz", 70_001);
        write("dists/bookworm/main/binary-amd64/Release", 95);
        Files.createDirectory(tree.resolve("nothing"));
    }

    private void write(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(tree.resolve(name), Path.of(target));
    }

    private void makeLinks() throws IOException {
        link("link", "hello.txt");
        link("debian", ".");
        link("install.amd/up", "../dists/bookworm");
        link("absolute", "/dists");
        link("dangling", "no/such");
        link("round", "round");
        link("deep", "aaaaaaa/".repeat(20) + "b");
        write("n".repeat(200) + "\u00fc".repeat(20), 11);
    }

    private void setTimes() throws IOException {
        int i = 0;
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
                FileTime time = FileTime.from(TIME.plusSeconds(86_400L * ++i));
                Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setTimes(time, time, time);
            }
        }
    }

    private Map<String, String> expected(boolean times) throws IOException {
        return MadeIso.describe(tree, times);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genisoimage -quiet -R",
                "genisoimage -quiet -r -J -joliet-long",
                "genisoimage -quiet -R -J -iso-level 4",
                "xorrisofs -quiet -R",
                "xorrisofs -quiet -R -J -joliet-long -iso-level 3",
                "xorrisofs -quiet -r -hfsplus"
            })
    void rockRidge_treeWithLinksAndLongNames_isTheTree(String command) throws Exception {
        makeLinks();
        setTimes();

        try (MadeIso iso = MadeIso.by(command, directory.resolve("x.iso"), tree)) {
            assertThat(MadeIso.describe(iso.root(), true)).isEqualTo(expected(true));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genisoimage -quiet -J -joliet-long",
                "genisoimage -quiet -J -ucs-level 1",
                "xorrisofs -quiet --norock -J -joliet-long"
            })
    void joliet_treeOfItsNames_isTheTree(String command) throws Exception {
        setTimes();
        String allowed = "a name with spaces, #_%+&_\"'<>.txt";
        Map<String, String> names = new TreeMap<>();
        expected(false).forEach((name, line) -> names.put(name.startsWith("a name") ? allowed : name, line));

        try (MadeIso iso = MadeIso.by(command, directory.resolve("x.iso"), tree)) {
            assertThat(MadeIso.describe(iso.root(), false)).isEqualTo(names);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3"})
    void plain_level_isInLowerCaseAndFoundInBoth(String level) throws Exception {
        Path plain = Files.createDirectories(directory.resolve("plain/BOOT/NET"));
        Files.writeString(plain.resolve("KERNEL.IMG"), "kernel");
        Files.writeString(plain.resolve("NODOT"), "x");

        try (MadeIso iso = MadeIso.by(
                "genisoimage -quiet -iso-level " + level, directory.resolve("x.iso"), directory.resolve("plain"))) {
            assertThat(MadeIso.describe(iso.root(), false))
                    .containsOnlyKeys("", "boot", "boot/net", "boot/net/kernel.img", "boot/net/nodot");
            assertThat(iso.path("/Boot/net/Kernel.IMG")).hasContent("kernel");
            assertThat(iso.path("/boot/net/kernel.img;1")).doesNotExist();
        }
    }

    @Test
    void plain_levelFour_hasLongNamesInLowerCase() throws Exception {
        Path plain = Files.createDirectories(directory.resolve("plain"));
        Files.writeString(plain.resolve("A rather Long.name.of.Several dots"), "kernel");

        try (MadeIso iso = MadeIso.by("genisoimage -quiet -iso-level 4", directory.resolve("x.iso"), plain)) {
            assertThat(MadeIso.describe(iso.root(), false)).containsOnlyKeys("", "a rather long.name.of.several dots");
        }
    }

    @Test
    void rockRidge_linkOfLongNames_leadsThere() throws Exception {
        String target = "a/".repeat(200) + "b".repeat(255) + "/" + "c".repeat(251);
        link("deep", target);

        try (MadeIso iso = MadeIso.by("xorrisofs -quiet -R", directory.resolve("x.iso"), tree)) {
            assertThat(Files.readSymbolicLink(iso.path("deep"))).hasToString(target);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xorrisofs -quiet -R", "xorrisofs -quiet -R -D", "xorrisofs -quiet -R -J"})
    void rockRidge_deepTree_isTheTree(String command) throws Exception {
        makeDeep();

        try (MadeIso iso = MadeIso.by(command, directory.resolve("x.iso"), tree)) {
            assertThat(MadeIso.describe(iso.root(), true)).isEqualTo(expected(true));
        }
    }

    @Test
    void rockRidge_relocatedDirectories_areWhereTheyBelong() throws Exception {
        makeDeep();

        try (MadeIso iso = MadeIso.by("genisoimage -quiet -R", directory.resolve("x.iso"), tree)) {
            Map<String, String> found = MadeIso.describe(iso.root(), true);

            // Where they are kept is there in Linux, too, and as empty.
            assertThat(found.remove("rr_moved")).startsWith("directory");
            assertThat(found).isEqualTo(expected(true));
        }
    }

    private void makeDeep() throws IOException {
        for (int i = 1; i < 20; i++) {
            write("deep/" + "down/".repeat(i) + i, i);
        }
        setTimes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xorrisofs -quiet -R -c boot.cat -b bios.bin -no-emul-boot -boot-load-size 4 -boot-info-table"
                        + " -eltorito-alt-boot -e efi.img -no-emul-boot",
                "genisoimage -quiet -R -c boot.cat -b bios.bin -no-emul-boot -boot-load-size 4"
                        + " -eltorito-alt-boot -e efi.img -no-emul-boot",
            })
    void elTorito_biosAndEfi_areTheFiles(String command) throws Exception {
        write("bios.bin", 24_000);
        write("efi.img", 400_000);

        try (MadeIso iso = MadeIso.by(command, directory.resolve("x.iso"), tree)) {
            assertThat(MadeIso.describe(iso.path("/[BOOT]"), false)).containsOnlyKeys("", "1-bios.img", "2-efi.img");
            assertThat(iso.path("/[BOOT]/1-bios.img")).hasSameBinaryContentAs(iso.path("/bios.bin"));
            assertThat(iso.path("/[BOOT]/2-efi.img")).hasSameBinaryContentAs(tree.resolve("efi.img"));
            assertThat(MadeIso.describe(iso.root(), false)).doesNotContainKey("[BOOT]");
        }
    }

    @Test
    void hybrid_withAnAppendedPartition_isTheTreeAndHasTheImages() throws Exception {
        write("bios.bin", 24_000);
        Path efi = directory.resolve("efi.img");
        Files.write(efi, new byte[0]);
        Process format = new ProcessBuilder(
                        RequiredClient.require("mformat").toString(), "-C", "-i", efi.toString(), "-f", "1440", "::")
                .inheritIO()
                .start();
        assertThat(format.waitFor()).isZero();
        setTimes();
        String command = "xorrisofs -quiet -R -c boot.cat -b bios.bin -no-emul-boot -boot-load-size 4 -boot-info-table"
                + " --grub2-boot-info -partition_offset 16 -append_partition 2 0xef " + efi
                + " -eltorito-alt-boot -e --interval:appended_partition_2:all:: -no-emul-boot";

        try (MadeIso iso = MadeIso.by(command, directory.resolve("x.iso"), tree)) {
            Map<String, String> found = MadeIso.describe(iso.root(), true);
            // The catalogue is listed as a file, and the loader is told where it lies.
            found.keySet().removeAll(Set.of("", "boot.cat", "bios.bin"));
            Map<String, String> made = expected(true);
            made.keySet().removeAll(Set.of("", "bios.bin"));
            assertThat(found).isEqualTo(made);
            assertThat(iso.path("/[BOOT]/2-efi.img")).hasSameBinaryContentAs(efi);
        }
    }

    @Test
    void bytes_ofNamesThatAreNoUtf8_areReadAsLatin1() throws Exception {
        Path plain = Files.createDirectories(directory.resolve("plain"));
        Files.writeString(plain.resolve("x"), "x");
        Path image = directory.resolve("x.iso");
        MadeIso.by("genisoimage -quiet -R", image, plain).close();
        byte[] bytes = Files.readAllBytes(image);
        byte[] name = {'N', 'M', 6, 1, 0, 'x'};
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(name, StandardCharsets.ISO_8859_1));
        bytes[at + 5] = (byte) 0xE9;
        Files.write(image, bytes);

        try (MadeIso iso = MadeIso.open(image)) {
            assertThat(MadeIso.describe(iso.root(), false)).containsOnlyKeys("", "\u00e9");
            assertThat(iso.path("\u00e9")).hasContent("x");
        }
    }
}
