package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmshare.fixtures.HostileTree;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ShareRootTest {

    private static final NamePolicy NO_HIDDEN = new NamePolicy(false, false);

    private Path directory;
    private Path root;

    @BeforeEach
    void makeTree() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("share").toRealPath();
        root = Files.createDirectory(directory.resolve("tree"));
        new LinkedTree(root).make(Files.createDirectory(directory.resolve("treetop")));
    }

    @AfterEach
    void deleteTree() throws IOException {
        HostileTree.delete(directory);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /                         | DIRECTORY
            /a.txt                    | a
            /dir                      | DIRECTORY
            /dir/                     | DIRECTORY
            /dir/inner/b.txt          | b
            /.dot                     | dot
            /.hide/h.txt              | h
            /to-file                  | a
            /to-file-abs              | a
            /to-link                  | a
            /round                    | a
            /out-and-in               | a
            /dir/up                   | a
            /to-dir                   | DIRECTORY
            /to-dir/inner/b.txt       | b
            /to-dir/up                | a
            /to-dir-abs/b.txt         | b
            /to-root                  | DIRECTORY
            /to-root/to-root/a.txt    | a
            /dir/to-top/dir/up        | a
            /to-hidden                | dot
            /into-hidden              | h
            /out-file                 | MISSING
            /out-abs                  | MISSING
            /out-dir                  | MISSING
            /out-dir/                 | MISSING
            /out-dir/secret           | MISSING
            /out-parent               | MISSING
            /out-parent/treetop/secret | MISSING
            /out-parent/tree/a.txt    | a
            /out-by-link              | MISSING
            /dir/out                  | MISSING
            /to-dir/out               | MISSING
            /to-root/out-dir/secret   | MISSING
            /to-slash                 | MISSING
            /to-slash/etc/passwd      | MISSING
            /to-proc                  | MISSING
            /to-proc/environ          | MISSING
            /to-proc/fd/0             | MISSING
            /dangling                 | MISSING
            /dangling/x               | MISSING
            /dangling-out             | MISSING
            /loop                     | MISSING
            /loop/x                   | MISSING
            /self                     | MISSING
            /self/self                | MISSING
            /through-file             | MISSING
            /a.txt/x                  | MISSING
            /a.txt/x/y                | MISSING
            /to-file/x                | MISSING
            /fifo/x                   | MISSING
            /nowhere                  | MISSING
            /nowhere/a.txt            | MISSING
            /A.txt                    | MISSING
            /a.tx                     | MISSING
            /dirt                     | MISSING
            /treetop                 | MISSING
            /treetop/secret          | MISSING
            /..%5Ctreetop%5Csecret   | MISSING
            /%C0%AE%C0%AE/treetop/secret | MISSING
            /%252e%252e/treetop/secret   | MISSING
            /..;/treetop/secret      | MISSING
            /fifo                     | FORBIDDEN
            /to-fifo                  | FORBIDDEN
            /to-device                | MISSING
            """)
    void locate_path_staysInside(String path, String result) throws IOException {
        for (Fence fence : Fence.values()) {
            assertThat(Fence.look(fence.at(root), path)).as("%s", fence).isEqualTo(result);
        }
    }

    @ParameterizedTest(name = "{0} without hidden: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /a.txt               | a
            /to-file             | a
            /dir/inner/b.txt     | b
            /.dot                | MISSING
            /.hide               | MISSING
            /.hide/h.txt         | MISSING
            /.nowhere            | MISSING
            /to-hidden           | MISSING
            /to-hidden-dir       | MISSING
            /to-hidden-dir/h.txt | MISSING
            /into-hidden         | MISSING
            /to-root/.dot        | MISSING
            """)
    void locate_withoutHidden_neitherNamesNorLinksLeadThere(String path, String result) throws IOException {
        for (Fence fence : Fence.values()) {
            assertThat(Fence.look(fence.at(root, NO_HIDDEN), path))
                    .as("%s", fence)
                    .isEqualTo(result);
        }
    }

    @ParameterizedTest(name = "{0} with links followed: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /a.txt                      | a
            /out-file                   | secret
            /out-dir/secret             | secret
            /out-parent/treetop/secret | secret
            /out-by-link                | secret
            /dangling                   | MISSING
            /loop                       | MISSING
            /self/self                  | MISSING
            /a.txt/x                    | MISSING
            /through-file               | MISSING
            /fifo                       | FORBIDDEN
            /to-device                  | FORBIDDEN
            /treetop/secret            | MISSING
            /..%5Ctreetop%5Csecret     | MISSING
            """)
    void locate_followingLinks_onlyLinksLeadOut(String path, String result) throws IOException {
        assertThat(Fence.look(new RealPathShareRoot(root, new NamePolicy(true, false), true), path))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void facts_everyListedEntry_canBeFetched(Fence fence) throws IOException {
        assertThat(Fence.list(fence.at(root), "/"))
                .isEqualTo(".dot .hide/ a.txt dir/ into-hidden out-and-in round to-dir/ to-dir-abs/ to-file"
                        + " to-file-abs to-hidden to-hidden-dir/ to-link to-root/");
        assertThat(Fence.list(fence.at(root, NO_HIDDEN), "/"))
                .isEqualTo("a.txt dir/ out-and-in round to-dir/ to-dir-abs/ to-file to-file-abs to-link to-root/");
        assertThat(Fence.list(fence.at(root), "/to-dir/")).isEqualTo("inner/ to-top/ up");
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void facts_link_areThoseOfItsTarget(Fence fence) throws IOException {
        Files.writeString(root.resolve("a.txt"), "12345");
        try (LocatedDirectory top = (LocatedDirectory) fence.at(root).locate(List.of())) {
            EntryFacts facts = top.facts(Name.ofText("to-link")).orElseThrow();

            assertThat(facts.size()).isEqualTo(5);
            assertThat(facts.modified()).isEqualTo(Files.getLastModifiedTime(root.resolve("a.txt")));
            assertThat(top.facts(Name.ofText("gone"))).isEmpty();
            assertThat(top.facts(Name.ofText(".."))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void locate_rootThatIsALink_servesWhatItLeadsToNow(Fence fence) throws IOException {
        Path current = Files.createSymbolicLink(directory.resolve("current"), Path.of("tree"));
        ShareRoot share = fence.at(current);

        assertThat(Fence.look(share, "/a.txt")).isEqualTo("a");
        assertThat(Fence.look(share, "/to-file-abs")).isEqualTo("a");
        assertThat(Fence.look(share, "/out-file")).isEqualTo("MISSING");

        Files.delete(current);
        assertThat(Fence.look(share, "/a.txt")).isEqualTo("MISSING");
        Files.createSymbolicLink(current, Path.of("tree/dir"));
        assertThat(Fence.look(share, "/inner/b.txt")).isEqualTo("b");
        assertThat(Fence.look(share, "/up")).isEqualTo("MISSING");
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void locate_nameTooLong_isMissing(Fence fence) throws IOException {
        ShareRoot share = fence.at(root);

        assertThat(Fence.look(share, "/" + "n".repeat(255))).isEqualTo("MISSING");
        assertThat(Fence.look(share, "/" + "n".repeat(256))).isEqualTo("MISSING");
        assertThat(Fence.look(share, "/dir/" + "%C3%A9".repeat(200) + "/x")).isEqualTo("MISSING");
        assertThat(Fence.look(share, "/d".repeat(4000))).isEqualTo("MISSING");
        assertThat(Fence.look(share, "/to-root".repeat(900) + "/a.txt")).isIn("MISSING", "a");
    }

    @Test
    void locateWithoutLinks_linkOnTheWay_isEmptyAndAllElseIsTheSame() throws IOException {
        ShareRoot share = Fence.SECURE.at(root);
        for (String path : List.of("/to-link", "/to-root/a.txt", "/dangling")) {
            assertThat(share.locateWithoutLinks(RequestPath.parse(path).segments()))
                    .as(path)
                    .isEmpty();
        }
        for (String path : List.of("/a.txt", "/dir/inner/b.txt", "/dir", "/missing", "/a.txt/below")) {
            List<Name> names = RequestPath.parse(path).segments();
            try (Located expected = share.locate(names);
                    Located located = share.locateWithoutLinks(names).orElseThrow()) {
                assertThat(located.kind()).as(path).isEqualTo(expected.kind());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void locate_file_hasItsValidators(Fence fence) throws IOException {
        for (String path : List.of("/a.txt", "/to-link", "/dir/inner/b.txt")) {
            try (LocatedFile file =
                    (LocatedFile) fence.at(root).locate(RequestPath.parse(path).segments())) {
                assertThat(file.length()).isEqualTo(1);
                assertThat(file.modified()).as(path).isNotNull();
                assertThat("/" + file.name().text()).isEqualTo(path.substring(path.lastIndexOf('/')));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "a/b", "../treetop/secret", "dir/../../treetop/secret", "\0"})
    void locate_namesThatNoPathHolds_areMissing(String bytes) throws IOException {
        for (Fence fence : Fence.values()) {
            try (Located located = fence.at(root).locate(List.of(Name.ofBytes(bytes), Name.ofText("secret")))) {
                assertThat(located).isSameAs(Located.MISSING);
            }
            try (Located located = fence.at(root).locate(List.of(Name.ofBytes(bytes)))) {
                assertThat(located).isSameAs(Located.MISSING);
            }
        }
    }

    @Test
    void of_directory_isSecureWhereTheSystemHasIt() throws IOException {
        assumeTrue(SecureShareRoot.isSupported(root), "no secure directory streams here");

        assertThat(ShareRoot.of(root, NO_HIDDEN, false)).isInstanceOf(SecureShareRoot.class);
        assertThat(ShareRoot.of(root, NO_HIDDEN, true)).isInstanceOf(RealPathShareRoot.class);
        assertThat(ShareRoot.of(root.resolve("a.txt"), NO_HIDDEN, false)).isInstanceOf(RealPathShareRoot.class);
    }
}
