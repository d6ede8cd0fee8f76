package io.vmshare.netboot.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.rows.FileKind;
import io.vmshare.netboot.rows.Rows;
import io.vmshare.netboot.rows.TreeRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is recognised in the trees of {@code src-test-resources/netboot}. */
@Timeout(30)
class RecogniserTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void of_tree_isTheMenuExpected(TreeCase tree) {
        List<String> lines = tree.menu().entries().stream().map(TreeCase::line).toList();

        assertThat(String.join("\n", lines)).isEqualTo(String.join("\n", tree.expected()));
        assertThat(tree.menu().complete()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void of_neededFileMissingOrInAnotherCase_isNoSuchTree(TreeCase tree) {
        for (String needed : tree.needed()) {
            List<String> without = new ArrayList<>(tree.paths());
            without.remove(needed);
            String upper = needed.toUpperCase(Locale.ROOT);
            List<String> otherCase = new ArrayList<>(without);
            otherCase.add(upper);

            assertThat(rows(tree, without)).as("without %s", needed).doesNotContain(tree.row());
            if (FileKind.of(upper).isEmpty()) {
                assertThat(rows(tree, otherCase)).as("with %s", upper).doesNotContain(tree.row());
            }
        }
    }

    private static List<String> rows(TreeCase tree, List<String> paths) {
        return tree.menu(paths).entries().stream()
                .filter(entry -> needsSameFiles(tree, entry))
                .map(BootEntry::row)
                .toList();
    }

    /** A row of single files goes on matching the others. */
    private static boolean needsSameFiles(TreeCase tree, BootEntry entry) {
        return Arrays.stream(FileKind.values()).noneMatch(kind -> kind.id().equals(tree.row()))
                || tree.needed().contains(entry.file());
    }

    @Test
    void rows_each_hasItsTreeItsNearMissesAndASource() throws Exception {
        Set<String> ids = new TreeSet<>();
        for (TreeRow row : Rows.TREES) {
            assertThat(row.source()).as(row.id()).isNotBlank();
            ids.add(row.id());
        }
        for (FileKind kind : FileKind.values()) {
            assertThat(kind.source()).as(kind.id()).isNotBlank();
            ids.add(kind.id());
        }

        List<String> files = new ArrayList<>();
        for (Path file : TreeCase.files()) {
            files.add(file.getFileName().toString().replace(".txt", ""));
        }
        assertThat(files).containsExactlyElementsOf(ids);
        for (String id : ids) {
            List<TreeCase> own =
                    TreeCase.all().stream().filter(one -> one.row().equals(id)).toList();
            assertThat(own).as(id).anyMatch(TreeCase::isNearMiss);
            for (TreeCase one : own) {
                boolean found = one.menu().entries().stream()
                        .anyMatch(entry -> entry.row().equals(id));
                boolean only = one.name().startsWith("near: half") || one.row().equals("anaconda");
                assertThat(found || one.isNearMiss()).as(one.toString()).isTrue();
                assertThat(found && one.isNearMiss() && !only)
                        .as(one.toString())
                        .isFalse();
            }
        }
    }

    static Stream<TreeCase> cases() throws Exception {
        return TreeCase.all().stream();
    }
}
