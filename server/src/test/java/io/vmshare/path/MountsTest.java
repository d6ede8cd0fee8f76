package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmshare.path.LocatedDirectory.EntryFacts;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class MountsTest {

    @TempDir
    Path temporary;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(temporary.resolve("tree/inner"));
        Files.writeString(temporary.resolve("tree/file"), "tree's");
        Files.writeString(temporary.resolve("tree/inner/deep"), "deep");
        Files.writeString(temporary.resolve("lone"), "lone");
        Files.createSymbolicLink(temporary.resolve("tree/link"), Path.of("file"));
        Files.createSymbolicLink(temporary.resolve("alias"), Path.of("tree/inner"));
    }

    /** {@code /dev/pts} stands for a mount that may hang: {@code devpts} is no type known to answer soon. */
    @Test
    void slowPlace_listOfMounts_isNoneForWhatLiesInThem(@TempDir Path other) throws IOException {
        Path table = Path.of("/proc/self/mountinfo");
        assumeTrue(Files.exists(table) && Files.readString(table).contains(" /dev/pts "), "/dev/pts is not mounted");
        Mounts mounts = Mounts.of(List.of(Path.of("/dev"), other), true, false, true);

        assertThat(mounts.slowPlace(RequestPath.parse("/"))).isEmpty();
        assertThat(mounts.slowPlace(RequestPath.parse("/dev/"))).isPresent();
        assertThat(mounts.slowPlace(RequestPath.parse("/dev/pts/0")))
                .hasValueSatisfying(place -> assertThat(place).startsWith("/dev"));
        assertThat(mounts.slowPlace(RequestPath.parse("/dev/null"))).isEmpty();
    }

    @Test
    void slowPlace_rootsWhoseLinksLeadAnywhere_areThemselves() throws IOException {
        Mounts mounts = Mounts.of(List.of(temporary.resolve("tree"), temporary.resolve("lone")), true, true, true);

        assertThat(mounts.slowPlace(RequestPath.parse("/")))
                .contains(temporary.resolve("tree").toString());
        assertThat(mounts.slowPlace(RequestPath.parse("/lone")))
                .contains(temporary.resolve("lone").toString());
        assertThat(mounts.slowPlace(RequestPath.parse("/missing"))).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1} of one and {2} of several")
    @CsvSource(delimiter = '|', textBlock = """
            /                | DIRECTORY | DIRECTORY
            /file            | tree's    | MISSING
            /inner/deep      | deep      | MISSING
            /link            | tree's    | MISSING
            /tree            | MISSING   | DIRECTORY
            /tree/           | MISSING   | DIRECTORY
            /tree/file       | MISSING   | tree's
            /tree/inner/deep | MISSING   | deep
            /tree/tree       | MISSING   | MISSING
            /lone            | MISSING   | lone
            /lone/lone       | MISSING   | MISSING
            /alias           | MISSING   | MISSING
            """)
    void locate_path_isBelowTheMountOfThatName(String path, String ofOne, String ofSeveral) throws IOException {
        Path tree = temporary.resolve("tree");
        Mounts one = Mounts.of(List.of(tree), true, false, true);
        Mounts several = Mounts.of(List.of(tree, temporary.resolve("lone")), true, false, true);

        assertThat(look(one.locate(RequestPath.parse(path)))).isEqualTo(ofOne);
        assertThat(look(several.locate(RequestPath.parse(path)))).isEqualTo(ofSeveral);
        if (!path.endsWith("link")) {
            assertThat(look(one.locateWithoutLinks(RequestPath.parse(path)).orElseThrow()))
                    .isEqualTo(ofOne);
        }
        assertThat(look(several.locateWithoutLinks(RequestPath.parse(path)).orElseThrow()))
                .isEqualTo(ofSeveral);
    }

    @Test
    void locateWithoutLinks_linkBelowAMount_isEmpty() throws IOException {
        Path tree = temporary.resolve("tree");

        assertThat(Mounts.of(List.of(tree), true, false, true).locateWithoutLinks(RequestPath.parse("/link")))
                .isEmpty();
        assertThat(Mounts.of(List.of(tree, temporary.resolve("lone")), true, false, true)
                        .locateWithoutLinks(RequestPath.parse("/tree/link")))
                .isEmpty();
    }

    @Test
    void locate_singleFile_isUnderItsNameBelowTheList() throws IOException {
        Mounts mounts = Mounts.of(List.of(temporary.resolve("lone")), true, false, true);

        assertThat(look(mounts.locate(RequestPath.parse("/")))).isEqualTo("DIRECTORY");
        assertThat(look(mounts.locate(RequestPath.parse("/lone")))).isEqualTo("lone");
        assertThat(look(mounts.locate(RequestPath.parse("/file")))).isEqualTo("MISSING");
    }

    @Test
    void list_severalMounts_namesThemInOrderWithTheirFacts() throws IOException {
        Mounts mounts = Mounts.of(List.of(temporary.resolve("tree"), temporary.resolve("lone")), true, false, true);

        try (LocatedDirectory list = (LocatedDirectory) mounts.locate(RequestPath.parse("/"))) {
            assertThat(list.names()).extracting(Name::text).containsExactly("tree", "lone");
            assertThat(list.facts(Name.ofText("tree")).map(EntryFacts::directory))
                    .contains(true);
            assertThat(list.facts(Name.ofText("lone")).map(EntryFacts::size)).contains(4L);
            assertThat(list.facts(Name.ofText("file"))).isEmpty();
            Files.delete(temporary.resolve("lone"));
            assertThat(list.facts(Name.ofText("lone"))).isEmpty();
        }
    }

    /** A link keeps its name, but a way up through one counts from where it leads. */
    @Test
    void of_pathWithAWayUp_isWhereThatReallyLeads() throws IOException {
        Mounts up =
                Mounts.of(List.of(temporary.resolve("alias/../file"), temporary.resolve("alias")), true, false, true);

        assertThat(look(up.locate(RequestPath.parse("/file")))).isEqualTo("tree's");
        assertThat(look(up.locate(RequestPath.parse("/alias/deep")))).isEqualTo("deep");
        assertThat(look(up.locate(RequestPath.parse("/inner")))).isEqualTo("MISSING");
    }

    @Test
    void of_pathsThatCannotBeShared_areRefused() throws IOException {
        Path lone = temporary.resolve("lone");
        Path missing = temporary.resolve("missing");

        assertThatThrownBy(() -> Mounts.of(List.of(missing), true, false, true))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Mounts.of(List.of(missing, lone), true, false, true))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Mounts.of(List.of(Path.of("/dev/null"), lone), true, false, true))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("neither a directory nor a regular file");
        assertThatThrownBy(() -> Mounts.of(List.of(lone, lone), true, false, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lone");
        assertThatThrownBy(() -> Mounts.of(List.of(Path.of("/"), lone), true, false, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no name");
        assertThat(look(Mounts.of(List.of(Path.of("/")), true, false, true).locate(RequestPath.parse("/"))))
                .isEqualTo("DIRECTORY");
    }

    private static String look(Located located) throws IOException {
        try (located) {
            return located instanceof LocatedFile file
                    ? Fence.content(file)
                    : located.kind().toString();
        }
    }
}
