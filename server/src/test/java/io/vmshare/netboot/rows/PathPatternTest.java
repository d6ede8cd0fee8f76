package io.vmshare.netboot.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class PathPatternTest {

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    a/b                    | a/b                    | '' {}
                    a/b                    | x/y/a/b                | x/y/ {}
                    a/b                    | b                      | none
                    a/b                    | xa/b                   | none
                    a/b                    | a/b/c                  | none
                    a/b                    | A/b                    | none
                    d/{arch}/linux         | t/d/amd64/linux        | t/ {arch=amd64}
                    d/{arch}/linux         | d/amd65/linux          | none
                    d/{arch}/linux         | d//linux               | none
                    i.{arch}/v             | i.386/v                | '' {arch=386}
                    i.{arch}/v             | i/v                    | none
                    v{tail}                | v                      | '' {tail=}
                    v{tail}                | v-6.1                  | '' {tail=-6.1}
                    v{tail}                | v6.1                   | none
                    v{tail}                | v-                     | '' {tail=-}
                    v-{flavour}            | v-lts                  | '' {flavour=lts}
                    v-{flavour}            | v-                     | none
                    v-{flavour}            | v-l s                  | none
                    v-{flavour}            | v-${x}                 | none
                    v-{flavour}            | v-é                    | none
                    {stem}-k-{arch}        | a-k-b-k-amd64          | '' {arch=amd64, stem=a-k-b}
                    {stem}-k-{arch}        | -k-amd64               | none
                    i{tail}.img            | i-lts.img              | '' {tail=-lts}
                    i{tail}.img            | i.img                  | '' {tail=}
                    i{tail}.img            | i-lts.img.img          | '' {tail=-lts.img}
                    {s}/x-{arch}/{arch}    | a/x-amd64/amd64        | '' {arch=amd64, s=a}
                    {s}/x-{arch}/{arch}    | a/x-amd64/arm64        | none
                    {s}/x                  | ../x                   | none
                    """)
    void matchEnd_path_isTheRootAndTheNames(String pattern, String path, String expected) {
        Optional<PathPattern.Match> match = PathPattern.of(pattern).matchEnd(path);

        assertThat(match.map(found -> found.root() + " " + new TreeMap<>(found.names()))
                        .orElse("none"))
                .isEqualTo(expected.replace("''", ""));
    }

    @Test
    void matchEnd_namesMadeToBeTriedAgainAndAgain_isQuick() {
        PathPattern pattern = PathPattern.of("{stem}-live-kernel-{arch}");
        String name = "-live-kernel-".repeat(19);
        for (int i = 0; i < 20_000; i++) {
            assertThat(pattern.matchEnd(name + "y" + i)).isEmpty();
        }
        assertThat(pattern.matchEnd(name.repeat(10_000) + "amd64")).isEmpty();
    }

    /** Each name is followed by what ends it, so that there is little to try. */
    @Test
    void rows_everyPattern_hasTextBetweenItsNames() {
        for (TreeRow row : Rows.TREES) {
            for (PathPattern pattern : row.paths()) {
                assertThat(pattern.text()).doesNotContain("}{").doesNotContain("*");
            }
        }
    }
}
