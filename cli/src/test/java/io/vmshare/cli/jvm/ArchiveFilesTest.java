package io.vmshare.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class ArchiveFilesTest {

    private static final String KIND = Runtime.version().feature() >= 25 ? ".aot" : ".jsa";

    @TempDir
    private Path home;

    private ArchivePlace place;

    @BeforeEach
    void prepare() throws IOException {
        place = ArchivePlace.of(home + "/.cache/share/jvm/17%jdk/opt%share.jar.0123");
        place.prepare();
    }

    private Path write(String name, int length) throws IOException {
        return Files.write(place.directory().resolve(name), new byte[length]);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void publish_newArchive_replacesThoseOfTheSameJarOnly() throws IOException {
        write("opt%share.jar.0123.5" + KIND, 5);
        write("opt%share.jar.4567.6" + KIND, 6);
        write("opt%share.jar.4567.try", 0);
        write("opt%share.jar2.0123.7" + KIND, 7);
        write("notes", 1);

        new ArchiveFiles(place).publish(write("new", 10));

        assertThat(names(place.directory()))
                .containsExactly("notes", "opt%share.jar.0123.10" + KIND, "opt%share.jar2.0123.7" + KIND);
        assertThat(Files.getPosixFilePermissions(place.file(10))).isEqualTo(ArchivePlace.FILE);
        assertThat(place.made()).isPresent();
    }

    @Test
    void made_whatTheScriptWouldNotTake_isNone() throws IOException {
        assertThat(place.made()).isEmpty();

        Path archive = write("opt%share.jar.0123.5" + KIND, 4);
        Files.setPosixFilePermissions(archive, ArchivePlace.FILE);
        assertThat(place.made()).isEmpty();

        Files.write(archive, new byte[5]);
        assertThat(place.made()).isPresent();

        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(place.made()).isEmpty();
    }

    @Test
    void removeOld_moreThanSix_keepsTheNewest() throws IOException {
        for (int i = 1; i <= 9; i++) {
            Path java = Files.createDirectory(place.all().orElseThrow().resolve("java" + i));
            Path archive = Files.write(java.resolve("x.y.3.jsa"), new byte[3]);
            Files.setLastModifiedTime(archive, FileTime.fromMillis(i * 1000L));
            Files.createFile(java.resolve("lock"));
        }

        new ArchiveFiles(place).removeOld();

        assertThat(names(place.all().orElseThrow()))
                .containsExactly("17%jdk", "java4", "java5", "java6", "java7", "java8", "java9");
    }

    @Test
    void removeOld_placeThatIsNotOfACache_removesNothing() throws IOException {
        Path directory = Files.createDirectories(home.resolve("opt/share"));
        for (int i = 1; i <= 9; i++) {
            Files.write(directory.resolve("x.y" + i + ".3.jsa"), new byte[3]);
        }

        new ArchiveFiles(ArchivePlace.of(directory + "/x.y")).removeOld();

        assertThat(names(directory)).hasSize(9);
    }

    @Test
    void removeLeftovers_linkOut_isNotFollowed() throws IOException {
        Path outside = Files.createDirectory(home.resolve("outside"));
        Files.createFile(outside.resolve("file"));
        Path left = Files.createDirectory(place.directory().resolve("tmp-1"));
        Files.createSymbolicLink(left.resolve("link"), outside);

        new ArchiveFiles(place).removeLeftovers();

        assertThat(names(place.directory())).isEmpty();
        assertThat(outside.resolve("file")).exists();
    }

    @Test
    void prepare_directories_areForTheirOwnerAlone() throws IOException {
        Path jvm = place.all().orElseThrow();
        assertThat(Files.getPosixFilePermissions(place.directory())).isEqualTo(ArchivePlace.OURS_ALONE);

        Files.setPosixFilePermissions(jvm, PosixFilePermissions.fromString("rwxrwxrwx"));
        place.prepare();

        assertThat(Files.getPosixFilePermissions(jvm)).isEqualTo(ArchivePlace.OURS_ALONE);
    }

    @Test
    void prepare_homeThatIsMissingOrNotOurs_isLeftAlone() {
        ArchivePlace missing = ArchivePlace.of(home + "/missing/.cache/share/jvm/17/x.y");
        assertThatThrownBy(missing::prepare).isInstanceOf(IOException.class).hasMessageContaining("not our directory");
        assertThat(home.resolve("missing")).doesNotExist();

        assertThatThrownBy(ArchivePlace.of("/proc/1/.cache/x/y/z")::prepare).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ArchivePlace.of("relative/x")).isInstanceOf(IllegalArgumentException.class);
    }
}
