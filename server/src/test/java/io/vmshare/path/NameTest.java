package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vmshare.text.PercentEncoding;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NameTest {

    static IntStream everyByte() {
        return IntStream.rangeClosed(1, 255).filter(b -> b != '/');
    }

    @ParameterizedTest(name = "byte {0}")
    @MethodSource("everyByte")
    @EnabledOnOs(OS.LINUX)
    void in_everyByteOnTheDefaultFileSystem_comesBack(int b) {
        for (String bytes : List.of("a" + (char) b, (char) b + "a", "\u00C3\u00A9" + (char) b, "\u00C3" + (char) b)) {
            Optional<Path> path = Name.ofBytes(bytes).in(FileSystems.getDefault());

            assertThat(path)
                    .hasValueSatisfying(p ->
                            assertThat(Name.of(Path.of("/").resolve(p)).bytes()).isEqualTo(bytes));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void of_everyByteListedFromDisk_isTheNameThatWasMade(@TempDir Path directory) throws IOException {
        Set<Name> made = new HashSet<>();
        for (int b : everyByte().toArray()) {
            Name name = Name.ofBytes("x" + (char) b + "y");
            Files.createFile(
                    directory.resolve(name.in(directory.getFileSystem()).orElseThrow()));
            made.add(name);
        }
        Set<Name> listed = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> listed.add(Name.of(entry)));
        }

        assertThat(listed).isEqualTo(made).hasSize(254);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void of_directoryWithBytesThatAreNoText_isNamedWithoutASlash(@TempDir Path directory) throws IOException {
        Name name = Name.ofBytes("\u00FF\u00FE");
        Path made = directory.resolve(name.in(directory.getFileSystem()).orElseThrow());
        Files.createDirectory(made);

        assertThat(Name.of(made)).isEqualTo(name);
        assertThat(Name.of(made.resolve("."))).isEqualTo(Name.ofText("."));
    }

    @Test
    void in_everyAsciiByteOnJimfs_comesBackWhereTextCanHoldIt() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            for (int b : everyByte().toArray()) {
                String bytes = "a" + (char) b;
                Optional<Path> path = Name.ofBytes(bytes).in(memory);

                assertThat(path.isPresent()).as("byte %d", b).isEqualTo(b < 0x80);
                path.ifPresent(p -> assertThat(Name.of(p).bytes()).isEqualTo(bytes));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "e\u0301", "Я", "💾", "\uFFFD", "\u202Etxt.exe", "a b", "%41"})
    void in_textOnEveryFileSystem_comesBackUnchanged(String text) throws IOException {
        Name name = Name.ofText(text);
        List<FileSystem> fileSystems = new ArrayList<>(List.of(FileSystems.getDefault()));
        try (FileSystem unix = Jimfs.newFileSystem(Configuration.unix());
                FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            fileSystems.add(unix);
            fileSystems.add(windows);
            for (FileSystem fileSystem : fileSystems) {
                assertThat(name.in(fileSystem))
                        .hasValueSatisfying(p -> assertThat(Name.of(p)).isEqualTo(name));
            }
        }
        assertThat(name.text()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} on Windows: one name: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            plain.txt | true
            %C3%A9    | true
            a%20b     | true
            a~1       | true
            a%3Ab     | false
            C%3A      | false
            a%5Cb     | false
            ..%5Cb    | false
            %5Cb      | false
            a%5C      | false
            a%3Fb     | false
            a%2Ab     | false
            a%22b     | false
            a%3Cb     | false
            a%7Cb     | false
            %FF       | false
            ..        | false
            .         | false
            """)
    void in_windows_isOneNameOrNone(String encoded, boolean held) throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Optional<Path> path = Name.ofBytes(PercentEncoding.decode(encoded)).in(windows);

            assertThat(path.isPresent()).isEqualTo(held);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a\0b", "\0", "a/b", "/", "/a", "a/", "../a"})
    void in_whatIsNoName_isEmpty(String bytes) throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            for (FileSystem fileSystem : List.of(FileSystems.getDefault(), memory)) {
                assertThat(Name.ofBytes(bytes).in(fileSystem))
                        .as("%s", fileSystem)
                        .isEmpty();
                assertThat(Name.ofBytes(bytes + "\u00C3").in(fileSystem).map(Path::getNameCount))
                        .as("%s", fileSystem)
                        .isIn(Optional.empty(), Optional.of(1));
            }
        }
    }

    @ParameterizedTest(name = "{0} reads {1}")
    @CsvSource(delimiter = '|', textBlock = """
            plain        | plain
            %C3%A9       | é
            e%CC%81      | e\u0301
            %F0%9F%92%BE | 💾
            %FF          | �
            %C3          | �
            a%C0%AFb     | a��b
            %41          | A
            """)
    void text_bytes_areReadAsUtf8(String encoded, String text) {
        assertThat(Name.ofBytes(PercentEncoding.decode(encoded)).text()).isEqualTo(text);
    }

    @Test
    void of_pathWithoutAName_hasNoBytes() {
        assertThat(Name.of(Path.of("/")).bytes()).isEmpty();
    }

    /** A map of names would be a list, if all had the same. */
    @Test
    void hashCode_names_differ() {
        assertThat(Name.ofBytes("a").hashCode()).isNotEqualTo(Name.ofBytes("b").hashCode());
    }

    @Test
    void equals_names_goByBytes() {
        assertThat(Name.ofText("é")).isEqualTo(Name.ofBytes("Ã©")).hasSameHashCodeAs(Name.ofBytes("Ã©"));
        assertThat(Name.ofText("é")).isNotEqualTo(Name.ofText("e\u0301")).isNotEqualTo(null);
        assertThat(Name.ofText("a")).isNotEqualTo(Name.ofText("A")).isNotEqualTo("a");
        assertThat(Name.ofText("a b")).hasToString("a%20b");
    }
}
