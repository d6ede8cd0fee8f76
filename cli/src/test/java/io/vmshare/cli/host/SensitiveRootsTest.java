package io.vmshare.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class SensitiveRootsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /            | it is the root of the file system
            /root        | it is a home directory
            /home/ann    | it is a home directory
            /Users/ann   | it is a home directory
            """)
    void of_rootOrHome_isNoticed(Path path, String why) {
        assertThat(SensitiveRoots.of(path, true)).contains(why);
        assertThat(SensitiveRoots.of(path, false)).contains(why);
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource({"/home", "/home/ann/iso", "/srv/home/ann", "/roots"})
    void of_nearMiss_isNot(Path path) {
        assertThat(SensitiveRoots.of(path, true)).isEmpty();
    }

    @Test
    void of_credentials_areNoticedUnlessHidden() throws IOException {
        assertThat(SensitiveRoots.of(directory, true)).isEmpty();

        Files.createDirectory(directory.resolve(".ssh"));

        assertThat(SensitiveRoots.of(directory, true))
                .contains("it holds credentials (.ssh), which --no-hidden would hide");
        assertThat(SensitiveRoots.of(directory, false)).isEmpty();
    }

    @Test
    void of_credentialFileItself_isNoticed() throws IOException {
        Path file = Files.createFile(directory.resolve(".netrc"));

        assertThat(SensitiveRoots.of(file, true))
                .contains("it holds credentials (.netrc), which --no-hidden would hide");
    }
}
