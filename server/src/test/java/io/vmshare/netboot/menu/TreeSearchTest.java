package io.vmshare.netboot.menu;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootMenu;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestPath;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TreeSearchTest {

    private static final SearchBudget AMPLE = new SearchBudget(400, 20_000, Duration.ofMinutes(1));
    private static final String KERNEL = "debian-installer/amd64/linux";

    @TempDir
    Path root;

    private static void installer(Path tree) throws IOException {
        Files.createDirectories(tree.resolve("debian-installer/amd64"));
        Files.writeString(tree.resolve(KERNEL), "");
        Files.writeString(tree.resolve("debian-installer/amd64/initrd.gz"), "");
    }

    private BootMenu search(String path, SearchBudget budget) throws IOException {
        return TreeSearch.of(Mounts.of(List.of(root), true, false, true), RequestPath.parse(path), budget);
    }

    private static List<String> files(BootMenu menu) {
        return menu.entries().stream().map(BootEntry::file).toList();
    }

    @Test
    void of_treesBelow_areFoundInPathsOfTheStart() throws IOException {
        installer(root.resolve("a/b c"));
        installer(root.resolve("a/d"));

        assertThat(files(search("/a/", AMPLE))).containsExactlyInAnyOrder("b c/" + KERNEL, "d/" + KERNEL);
        assertThat(files(search("/a/d/", AMPLE))).containsExactly(KERNEL);
        assertThat(files(search("/a/d", AMPLE))).containsExactly(KERNEL);
        assertThat(search("/a/", AMPLE).complete()).isTrue();
    }

    @ParameterizedTest(name = "{0} directories, {1} entries, {2} s: {3}")
    @CsvSource({
        "400, 20000, 60, true",
        "1,   20000, 60, false",
        "0,   20000, 60, false",
        "400, 1,     60, false",
        "400, 0,     60, false",
        "400, 20000, 0,  false",
    })
    void of_budgetSpent_isIncomplete(int directories, int entries, long seconds, boolean complete) throws IOException {
        installer(root.resolve("a"));
        installer(root.resolve("b"));
        SearchBudget budget = new SearchBudget(directories, entries, Duration.ofSeconds(seconds));

        assertThat(search("/", budget).complete()).isEqualTo(complete);
    }

    @Test
    void of_manyDirectories_looksAtTheNearestFirst() throws IOException {
        for (int i = 0; i < 30; i++) {
            Files.createDirectories(root.resolve("a/many" + i + "/debian-installer"));
        }
        installer(root.resolve("z"));

        assertThat(files(search("/", new SearchBudget(5, 20_000, Duration.ofMinutes(1)))))
                .isEmpty();
        assertThat(files(search("/", new SearchBudget(400, 20_000, Duration.ofMinutes(1)))))
                .containsExactly("z/" + KERNEL);
    }

    @Test
    void of_manyFilesBeforeATree_findsTheTree() throws IOException {
        installer(root.resolve("z"));
        for (int i = 0; i < 200; i++) {
            Files.writeString(root.resolve("a" + i + ".txt"), "");
        }

        BootMenu menu = search("/", new SearchBudget(20, 100, Duration.ofMinutes(1)));

        assertThat(files(menu)).containsExactly("z/" + KERNEL);
        assertThat(menu.complete()).isFalse();
    }

    /** Each is looked into as an image, too. */
    @Test
    void of_manyImagesBeforeATree_findsTheTree() throws IOException {
        installer(root.resolve("z"));
        Files.createDirectory(root.resolve("a"));
        for (int i = 0; i < 30; i++) {
            Files.writeString(root.resolve("a/" + i + ".iso"), "no image");
        }

        assertThat(files(search("/", new SearchBudget(12, 20_000, Duration.ofMinutes(1)))))
                .contains("z/" + KERNEL);
    }

    @Test
    void of_textsWithoutEnd_areReadUpToALimit() throws IOException {
        for (int i = 0; i < 100; i++) {
            installer(root.resolve("t" + i));
            Files.writeString(root.resolve("t" + i + "/.treeinfo"), "#".repeat(60_000));
        }

        BootMenu menu = search("/", AMPLE);

        assertThat(menu.entries()).hasSize(100);
        assertThat(menu.complete()).isFalse();
    }

    @Test
    void of_poolOfPackages_isNotListed() throws IOException {
        installer(root);
        for (int i = 0; i < 50; i++) {
            Files.createDirectories(root.resolve("pool/main/p" + i));
        }

        BootMenu menu = search("/", new SearchBudget(12, 100, Duration.ofMinutes(1)));

        assertThat(files(menu)).contains(KERNEL);
        assertThat(menu.complete()).isTrue();
    }

    @Test
    void of_linksInCircles_findsATreeOnce() throws IOException {
        installer(root);
        Files.createDirectory(root.resolve("doc"));
        Files.createSymbolicLink(root.resolve("debian"), Path.of("."));
        Files.createSymbolicLink(root.resolve("doc/up"), Path.of(".."));

        assertThat(files(search("/", AMPLE))).containsExactly(KERNEL);
    }

    @Test
    void of_linksOut_areNotFollowed(@TempDir Path outside) throws IOException {
        installer(outside);
        Files.createSymbolicLink(root.resolve("out"), outside);

        assertThat(search("/", AMPLE)).isEqualTo(new BootMenu(List.of(), true));
    }

    @Test
    void of_linkInside_isFollowed() throws IOException {
        installer(root.resolve("x/y/z/w"));
        Files.createSymbolicLink(root.resolve("tree"), Path.of("x/y/z/w"));

        assertThat(files(search("/", AMPLE))).containsExactly("tree/" + KERNEL);
    }

    @Test
    void of_imageNamesThatAreNoImages_areOfferedOnlyUnseen() throws IOException {
        installer(root.resolve("d.iso"));
        Files.writeString(root.resolve("a.iso"), "no image");
        Files.writeString(root.resolve("b.ZIP"), "no image");

        BootMenu menu = search("/", AMPLE);

        assertThat(files(menu)).containsExactly("d.iso/" + KERNEL);
        assertThat(menu.complete()).isTrue();
        Mounts withoutImages = Mounts.of(List.of(root), true, false, false);
        assertThat(files(TreeSearch.of(withoutImages, RequestPath.parse("/"), AMPLE)))
                .as("nobody looks into them then")
                .contains("a.iso");
    }

    @Test
    void of_namesThatLeaveTheirLine_areLeftOut() throws IOException {
        Files.writeString(root.resolve("a\n#!ipxe.img"), "");
        Files.writeString(root.resolve("a\u007f.img"), "");
        Files.writeString(root.resolve("b'\"; reboot $x ${y}.img"), "");

        assertThat(files(search("/", AMPLE))).containsExactly("b'\"; reboot $x ${y}.img");
    }

    @Test
    void of_smallText_isReadAndALargeOneIsNot() throws IOException {
        installer(root);
        Files.createDirectories(root.resolve(".disk"));
        Files.writeString(root.resolve(".disk/info"), "Debian GNU/Linux 12.7 - amd64");
        assertThat(search("/", AMPLE).entries().get(0).title()).contains("12.7");

        Files.writeString(root.resolve(".disk/info"), "Debian GNU/Linux 12.7 - amd64" + " ".repeat(70_000));
        assertThat(search("/", AMPLE).entries().get(0).title()).doesNotContain("12.7");
    }

    /** Each is a place of its own whose threads may hang; whoever asks at the root waits for one of them. */
    @Test
    void of_anotherSlowPlace_isNotEntered() throws IOException {
        try (FileSystem one = Jimfs.newFileSystem(Configuration.unix());
                FileSystem other = Jimfs.newFileSystem(Configuration.unix())) {
            installer(one.getPath("/one"));
            installer(other.getPath("/other"));
            Mounts mounts = Mounts.of(List.of(one.getPath("/one"), other.getPath("/other")), true, false, true);

            BootMenu menu = TreeSearch.of(mounts, RequestPath.parse("/"), AMPLE);

            assertThat(files(menu)).containsExactly("one/" + KERNEL);
            assertThat(menu.complete()).isFalse();
            assertThat(files(TreeSearch.of(mounts, RequestPath.parse("/other/"), AMPLE)))
                    .containsExactly(KERNEL);
        }
    }

    @Test
    void of_directoryThatIsMissing_isAnEmptyMenu() throws IOException {
        assertThat(search("/absent/", AMPLE).entries()).isEmpty();
    }
}
