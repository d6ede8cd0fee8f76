package io.vmshare.image.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageNode.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which entries become what: kinds, equal names, links. */
@Timeout(20)
class ZipRulesTest {

    private static final int LINK = 0xA000 | 0777;

    private final RawZip zip = new RawZip();

    @Test
    void kinds_ofUnixModes_areTheirs() throws IOException {
        zip.stored("file", "f").mode = 0100644;
        zip.stored("nothing", "n").mode = 0;
        zip.stored("directory", "").mode = 040755;
        zip.stored("link", "file").mode = LINK;
        zip.stored("device", "").mode = 020600;
        zip.stored("fifo", "").mode = 010600;
        zip.stored("socket", "").mode = 0140600;
        RawZip.Entry notUnix = zip.stored("windows", "w");
        notUnix.mode = LINK;
        notUnix.platform = RawZip.FAT;

        assertThat(Zips.all(Zips.open(zip.bytes())))
                .containsOnly(
                        entry("file", "f"),
                        entry("nothing", "n"),
                        entry("directory", "/"),
                        entry("link", "-> file"),
                        entry("device", "?"),
                        entry("fifo", "?"),
                        entry("socket", "?"),
                        entry("windows", "w"));
    }

    @Test
    void other_encryptedOrOfAnUnknownMethod_isNotOpened() throws IOException {
        zip.stored("encrypted", "secret").flags = 1;
        int[] methods = {1, 6, 14, 93, 95, 98, 99, 0xffff};
        for (int method : methods) {
            zip.stored("method" + method, "x").method = method;
        }

        ImageNode root = Zips.open(zip.bytes()).root();

        assertThat(root.names()).hasSize(1 + methods.length);
        for (String name : root.names()) {
            ImageNode node = root.child(name).orElseThrow();
            assertThat(node.kind()).as(name).isEqualTo(Kind.OTHER);
            assertThat(node.size()).as(name).isZero();
            assertThatThrownBy(node::open).as(name).isInstanceOf(IOException.class);
        }
    }

    @Test
    void names_twice_lastOneCounts() throws IOException {
        zip.stored("a", "first");
        zip.stored("a", "second");
        zip.stored("d/x", "old").mode = LINK;
        zip.stored("d/x", "new");

        assertThat(Zips.all(Zips.open(zip.bytes())))
                .containsOnly(entry("a", "second"), entry("d", "/"), entry("d/x", "new"));
    }

    @Test
    void names_fileAndDirectory_directoryCounts() throws IOException {
        zip.stored("a", "file");
        zip.stored("a/b", "below");
        zip.stored("c/d", "below");
        zip.stored("c", "file");
        zip.stored("e/", "");
        zip.stored("e", "../../etc").mode = LINK;

        assertThat(Zips.all(Zips.open(zip.bytes())))
                .containsOnly(
                        entry("a", "/"),
                        entry("a/b", "below"),
                        entry("c", "/"),
                        entry("c/d", "below"),
                        entry("e", "/"));
    }

    @Test
    void names_thatLeadElsewhere_areLeftOut() throws IOException {
        zip.stored("/absolute", "x");
        zip.stored("../up", "x");
        zip.stored("a/../../up", "x");
        zip.stored("a//b", "x");
        zip.stored("nul\0", "x");
        zip.stored("a/ok", "x");

        assertThat(Zips.all(Zips.open(zip.bytes()))).containsOnly(entry("a", "/"), entry("a/ok", "x"));
    }

    @Test
    void directory_modified_isThatOfItsEntryElseTheEpoch() throws IOException {
        zip.stored("implied/file", "");
        zip.stored("told/file", "");
        zip.stored("told/", "").dosTime = RawZip.dos(1999, 12, 31, 23, 59, 58);
        ZipTree tree = Zips.open(zip.bytes());

        assertThat(Zips.at(tree, "implied").modified()).hasToString("1970-01-01T00:00:00Z");
        assertThat(Zips.at(tree, "told").modified()).hasToString("1999-12-31T23:59:58Z");
    }

    @Test
    void keys_ofOneZip_differAndAreThoseOfTheNextOpening() throws IOException {
        zip.stored("a/b/c", "");
        zip.stored("a/b/d", "");
        zip.stored("e", "");
        byte[] bytes = zip.bytes();

        List<Object> keys = keys(Zips.open(bytes).root());

        assertThat(keys)
                .hasSize(6)
                .doesNotHaveDuplicates()
                .isEqualTo(keys(Zips.open(bytes).root()));
    }

    @Test
    void target_ofALink_isShortAndWithoutNul() throws IOException {
        zip.stored("longest", "x".repeat(4096)).mode = LINK;
        zip.stored("longer", "x".repeat(4097)).mode = LINK;
        zip.stored("empty", "").mode = LINK;
        zip.stored("nul", "a\0b").mode = LINK;
        zip.deflated("packed", "../dïr/file".getBytes(StandardCharsets.UTF_8)).mode = LINK;
        ZipTree tree = Zips.open(zip.bytes());

        assertThat(Zips.at(tree, "longest").target()).hasSize(4096);
        assertThat(Zips.at(tree, "longer").kind()).isEqualTo(Kind.OTHER);
        assertThat(Zips.at(tree, "empty").kind()).isEqualTo(Kind.OTHER);
        assertThat(Zips.at(tree, "packed").target()).isEqualTo("../dïr/file");
        assertThatThrownBy(() -> Zips.at(tree, "nul").target()).hasMessageContaining("NUL");
    }

    @Test
    void target_ofALinkWithDamagedData_isRefusedAsDamaged() throws IOException {
        byte[] target = "some/where/else".repeat(20).getBytes(StandardCharsets.UTF_8);
        RawZip.Entry wrong = zip.deflated("wrong", target);
        wrong.mode = LINK;
        Arrays.fill(wrong.data, (byte) 0xff);
        RawZip.Entry cut = zip.deflated("cut", target);
        cut.mode = LINK;
        cut.packed /= 2;
        ZipTree tree = Zips.open(zip.bytes());

        for (String name : List.of("wrong", "cut")) {
            assertThatThrownBy(() -> Zips.at(tree, name).target()).as(name).isInstanceOf(ImageFormatException.class);
        }
    }

    private static List<Object> keys(ImageNode node) throws IOException {
        List<Object> keys = new ArrayList<>(List.of(node.key()));
        for (String name : node.kind() == Kind.DIRECTORY ? node.names() : List.<String>of()) {
            keys.addAll(keys(node.child(name).orElseThrow()));
        }
        return keys;
    }
}
