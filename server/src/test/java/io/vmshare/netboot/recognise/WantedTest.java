package io.vmshare.netboot.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class WantedTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.vmshare.netboot.recognise.RecogniserTest#cases")
    void wants_knownTree_whatIsListedSuffices(TreeCase tree) {
        TreeSet<String> listed = new TreeSet<>();
        for (String path : TreeCase.withParents(tree.paths())) {
            if (isReached(path)) {
                listed.add(path);
            }
        }
        boolean sameTexts = tree.texts().keySet().stream().allMatch(Wanted::reads);

        assertThat(sameTexts).isTrue();
        if (!tree.name().contains("the kernel, too")) { // known only once that is read
            assertThat(tree.menu(listed.stream().toList()).entries())
                    .isEqualTo(tree.menu().entries());
        }
    }

    /** A path is seen if each directory above it is listed. */
    private static boolean isReached(String path) {
        for (String above = TreeIndex.parent(path); ; above = TreeIndex.parent(above)) {
            if (!Wanted.wants(above)) {
                return false;
            } else if (above.isEmpty()) {
                return true;
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    ''                               | true
                    a                                | true
                    a/                               | true
                    a/b/                             | true
                    a/b/c/                           | false
                    pool/                            | false
                    Packages/                        | false
                    a/pool/                          | false
                    a/Packages/                      | false
                    AppStream/Packages/              | false
                    images/pxeboot/                  | true
                    a/b/images/pxeboot/              | true
                    a/b/c/images/pxeboot/            | false
                    images/pxeboot/x/                | false
                    a/b/images/pxeboot/x/            | false
                    dists/bookworm/                  | true
                    dists/bookworm/main/             | true
                    dists/bookworm/main/binary-all/  | false
                    dists/bookworm/main/installer-amd64/current/images/netboot/debian-installer/amd64/     | true
                    dists/bookworm/main/installer-amd64/current/images/netboot/gtk/debian-installer/amd64/ | false
                    dists/bookworm/main/installer-amd64/20230607/images/                                   | false
                    pool/main/a/                     | false
                    a.iso/                           | true
                    a/b/A.ISO/                       | true
                    a/b/c/a.iso/                     | false
                    pool/a.iso/                      | false
                    a.iso/images/pxeboot/            | true
                    a.iso/sources/                   | true
                    a.iso/SOURCES/                   | true
                    a.iso/EFI/BOOT/                  | true
                    a.iso/x/                         | false
                    a.iso/b.iso/                     | false
                    a.zip/x/                         | true
                    a.zip/x/y/                       | false
                    a.zip/x/casper/                  | true
                    .disk/                           | true
                    a.iso/.disk/                     | true
                    """)
    void wants_directory_isThatASignMayBeBelow(String directory, boolean wanted) {
        assertThat(Wanted.wants(directory)).isEqualTo(wanted);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    .treeinfo            | true
                    a/b/.treeinfo        | true
                    a.iso/treeinfo       | true
                    a.iso/.disk/info     | true
                    media.1/products     | true
                    x.treeinfo           | false
                    .treeinfo/x          | false
                    info                 | false
                    disk/info            | false
                    pool/.treeinfo       | false
                    a/b/c/d/.treeinfo    | false
                    """)
    void reads_file_isOneThatRowsAskFor(String file, boolean read) {
        assertThat(Wanted.reads(file)).isEqualTo(read);
    }

    @Test
    void wants_hostileNames_isQuick() {
        assertThat(Wanted.wants("/".repeat(100_000))).isTrue();
        assertThat(Wanted.wants("a/".repeat(100_000))).isFalse();
        for (int i = 0; i < 20_000; i++) {
            assertThat(Wanted.wants("a/b/" + "-live-kernel-".repeat(10) + i + "/"))
                    .isFalse();
        }
    }
}
