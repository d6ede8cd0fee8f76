package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.fixtures.SleepyFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The fence where the file system has no secure directories, as on Windows and macOS. */
@Timeout(60)
class RealPathShareRootTest {

    private static final List<Name> DIRECTORY = List.of(Name.ofText("directory"));
    private static final List<Name> FILE = List.of(Name.ofText("directory"), Name.ofText("file"));

    @TempDir
    Path temporary;

    private final SleepyFileSystem fileSystem = new SleepyFileSystem();
    private Path directory;
    private Path other;
    private ShareRoot root;

    @BeforeEach
    void fill() throws IOException {
        Path real = temporary.toRealPath();
        directory = Files.createDirectories(real.resolve("root/directory"));
        other = Files.createDirectory(real.resolve("other"));
        Files.writeString(directory.resolve("file"), "inside");
        Files.writeString(other.resolve("file"), "outside");
        root = ShareRoot.of(fileSystem.of(real.resolve("root")), new NamePolicy(true, false), false);
    }

    /** Puts a link to {@code target} in the place of the directory. */
    private void swap(Path target) {
        try {
            if (!Files.isSymbolicLink(directory)) {
                Files.move(directory, directory.resolveSibling("moved"));
                Files.createSymbolicLink(directory, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void locate_directorySwappedForALinkOutBeforeTheOpen_isMissing() throws IOException {
        fileSystem.beforeOpen(() -> swap(other));

        try (Located located = root.locate(FILE)) {
            assertThat(located.kind()).isEqualTo(Located.Kind.MISSING);
        }
    }

    @Test
    void locate_directorySwappedForALinkInsideBeforeTheOpen_isTheFileThere() throws IOException {
        fileSystem.beforeOpen(() -> swap(Path.of("moved")));

        try (Located located = root.locate(FILE)) {
            assertThat(located.kind()).isEqualTo(Located.Kind.FILE);
            assertThat(((LocatedFile) located).modified()).isNotNull();
        }
    }

    @Test
    void names_directorySwappedForALinkOut_areNotRead() throws IOException {
        try (Located located = root.locate(DIRECTORY)) {
            swap(other);
            LocatedDirectory found = (LocatedDirectory) located;

            assertThatThrownBy(found::names).isInstanceOf(NoSuchFileException.class);
        }
    }
}
