package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class MountsTest {

    private FileSystem memory;
    private Path work;

    @BeforeEach
    void makeTree() throws IOException {
        memory = Jimfs.newFileSystem(
                Configuration.unix().toBuilder().setWorkingDirectory("/work").build());
        work = memory.getPath("/work");
        Files.createDirectories(work.resolve("one/sub"));
        Files.createDirectories(work.resolve("two"));
        Files.createDirectories(work.resolve("other/one"));
        Files.writeString(work.resolve("one/a.txt"), "one");
        Files.writeString(work.resolve("one/sub/b.txt"), "sub");
        Files.writeString(work.resolve("two/a.txt"), "two");
        Files.writeString(work.resolve("c.iso"), "iso");
        Files.writeString(work.resolve(".netrc"), "dot");
    }

    @AfterEach
    void closeFileSystem() throws IOException {
        memory.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /          | DIRECTORY
            /a.txt     | one
            /sub       | DIRECTORY
            /sub/b.txt | sub
            /one       | MISSING
            /one/a.txt | MISSING
            /c.iso     | MISSING
            """)
    void locate_oneDirectory_isTheRoot(String path, String result) throws IOException {
        assertThat(look(mounts("one"), path)).isEqualTo(result);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /          | DIRECTORY
            /c.iso     | iso
            /c.iso/x   | MISSING
            /c.iso/c.iso | MISSING
            /C.ISO     | MISSING
            /c         | MISSING
            /one       | MISSING
            /one/a.txt | MISSING
            /.netrc    | MISSING
            """)
    void locate_oneFile_isItsNameAndNothingElse(String path, String result) throws IOException {
        assertThat(look(mounts("c.iso"), path)).isEqualTo(result);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /              | DIRECTORY
            /one           | DIRECTORY
            /one/          | DIRECTORY
            /one/a.txt     | one
            /one/sub/b.txt | sub
            /two/a.txt     | two
            /c.iso         | iso
            /a.txt         | MISSING
            /on            | MISSING
            /one2          | MISSING
            /two/sub       | MISSING
            /one/two       | MISSING
            /one/one/a.txt | MISSING
            /other/one     | MISSING
            /two/c.iso     | MISSING
            /.netrc        | MISSING
            """)
    void locate_several_areUnderTheirNames(String path, String result) throws IOException {
        assertThat(look(mounts("one", "two", "c.iso"), path)).isEqualTo(result);
    }

    @Test
    void facts_listOfMounts_areThoseOfEachInTheOrderGiven() throws IOException {
        try (LocatedDirectory top =
                (LocatedDirectory) mounts("two", "c.iso", "one").locate(RequestPath.parse("/"))) {
            assertThat(top.names()).extracting(Name::text).containsExactly("two", "c.iso", "one");
            assertThat(top.facts(Name.ofText("two"))).map(EntryFacts::directory).contains(true);
            assertThat(top.facts(Name.ofText("c.iso"))).map(EntryFacts::size).contains(3L);
            assertThat(top.facts(Name.ofText("a.txt"))).isEmpty();

            Files.delete(work.resolve("c.iso"));
            assertThat(top.facts(Name.ofText("c.iso"))).isEmpty();
        }
    }

    @Test
    void locate_mountGoneAndBack_isMissingMeanwhile() throws IOException {
        Mounts mounts = mounts("one", "c.iso");
        Files.move(work.resolve("c.iso"), work.resolve("d.iso"));

        assertThat(look(mounts, "/c.iso")).isEqualTo("MISSING");
        Files.move(work.resolve("d.iso"), work.resolve("c.iso"));
        assertThat(look(mounts, "/c.iso")).isEqualTo("iso");
    }

    @Test
    void of_hiddenFileNamedByTheOwner_isShared() throws IOException {
        Mounts mounts = Mounts.of(List.of(work.resolve(".netrc")), new NamePolicy(false, false), false);

        assertThat(look(mounts, "/.netrc")).isEqualTo("dot");
    }

    @ParameterizedTest(name = "{0} is called {1}")
    @CsvSource(delimiter = '|', textBlock = """
            one          | one
            one/         | one
            ./one        | one
            one/.        | one
            two/../one   | one
            one/sub/..   | one
            /work/one    | one
            .            | work
            one/..       | work
            """)
    void of_pathAsGiven_hasTheNameOfWhatItLeadsTo(String given, String name) throws IOException {
        Mounts mounts = mounts(given, "c.iso");

        try (LocatedDirectory top = (LocatedDirectory) mounts.locate(RequestPath.parse("/"))) {
            assertThat(top.names()).extracting(Name::text).containsExactly(name, "c.iso");
        }
    }

    /** As the system reads it: up from where the link leads, not from where it lies. */
    @Test
    void of_wayUpBehindALink_isUpFromItsTarget() throws IOException {
        Files.createSymbolicLink(work.resolve("link"), memory.getPath("one/sub"));

        assertThat(look(mounts("link/.."), "/a.txt")).isEqualTo("one");
        assertThat(look(mounts("link/.."), "/c.iso")).isEqualTo("MISSING");
        assertThat(look(mounts("link/../../two"), "/a.txt")).isEqualTo("two");
    }

    @Test
    void of_link_keepsTheLinksName() throws IOException {
        Files.createSymbolicLink(work.resolve("link"), memory.getPath("one"));

        assertThat(look(mounts("link", "c.iso"), "/link/a.txt")).isEqualTo("one");
    }

    @ParameterizedTest
    @CsvSource({"one, other/one", "one, one", "one, ./one", "one, two/../one", "c.iso, c.iso"})
    void of_equalNames_areRefused(String first, String second) {
        assertThatThrownBy(() -> mounts(first, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(first);
    }

    @Test
    void of_rootDirectoryBesideOthers_isRefused() throws IOException {
        assertThat(look(mounts("/"), "/work/c.iso")).isEqualTo("iso");
        assertThatThrownBy(() -> mounts("/", "one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "one/nowhere", "dangling", "nowhere/..", "c.iso/x"})
    void of_missing_isRefused(String given) throws IOException {
        Files.createSymbolicLink(work.resolve("dangling"), memory.getPath("nowhere"));

        assertThatThrownBy(() -> mounts(given)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> mounts("one", given)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void of_neitherFileNorDirectory_isRefused() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "no /dev/null here");

        assertThatThrownBy(() -> Mounts.of(List.of(device), new NamePolicy(true, false), false))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("neither");
    }

    @Test
    void slowPlace_otherProvider_isSlowEverywhereButForUnknownNames() throws IOException {
        Mounts mounts = mounts("one", "two");

        assertThat(mounts.slowPlace(RequestPath.parse("/"))).isPresent();
        assertThat(mounts.slowPlace(RequestPath.parse("/one/x"))).isPresent();
        assertThat(mounts.slowPlace(RequestPath.parse("/nowhere"))).isEmpty();
    }

    private Mounts mounts(String... given) throws IOException {
        return Mounts.of(List.of(given).stream().map(memory::getPath).toList(), new NamePolicy(true, false), false);
    }

    private static String look(Mounts mounts, String path) throws IOException {
        try (Located located = mounts.locate(RequestPath.parse(path))) {
            return located.kind() == Located.Kind.FILE
                    ? Fence.content((LocatedFile) located)
                    : located.kind().toString();
        }
    }
}
