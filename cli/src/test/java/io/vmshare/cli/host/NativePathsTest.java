package io.vmshare.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class NativePathsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {"plain", "with space", "why?", "100%", "%41", "ünï", "a#b&c;d", "\udcff\udce9", "-x", "a\nb"})
    void of_anyName_reachesThatFile(String name) throws IOException {
        assumeTrue(java.io.File.separatorChar == '/', "names with bytes of their own are a matter of POSIX");
        Path path = NativePaths.of(directory + "/" + name);

        Files.createFile(path);

        assertThat(NativePaths.text(path)).isEqualTo(directory + "/" + name);
        assertThat(NativePaths.lastName(path)).isEqualTo(name);
    }

    @Test
    void of_relative_isBelowTheCurrentDirectory() {
        Path here = NativePaths.workingDirectory();

        assertThat(NativePaths.of(".")).isEqualTo(here).isAbsolute();
        assertThat(NativePaths.of("ünï/x").getParent().getParent()).isEqualTo(here);
    }

    @Test
    void of_parentOfALink_isTheParentOfWhatItLeadsTo() throws IOException {
        Files.createDirectories(directory.resolve("real/inner"));
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("real/inner"));

        Path path = NativePaths.of(directory + "/link/..");

        assertThat(path).isEqualTo(directory.resolve("real").toRealPath());
    }

    @Test
    void lastName_root_isEmpty() {
        assertThat(NativePaths.lastName(Path.of("/"))).isEmpty();
    }
}
