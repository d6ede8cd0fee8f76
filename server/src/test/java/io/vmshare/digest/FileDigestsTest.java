package io.vmshare.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.TreeZip;
import io.vmshare.path.LocatedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Digests that are kept, and what they are kept by. */
@Timeout(60)
@EnabledOnOs(OS.LINUX) // elsewhere no file system tells of every change
class FileDigestsTest {

    @TempDir
    private static Path root;

    private static HashedFile file;

    private final FileDigests digests = new FileDigests(exchange -> false);

    /** All that has to be old enough, at once. */
    @BeforeAll
    static void write() throws Exception {
        file = new HashedFile(root);
        Files.write(root.resolve("short"), new byte[(int) FileDigests.LEAST_KEPT_BYTES - 1]);
        for (String outer : List.of("one", "two")) {
            Path inner = root.resolve(outer + "-inner.zip");
            TreeZip.stored()
                    .with("a", outer.getBytes(StandardCharsets.US_ASCII))
                    .with("b", new byte[] {1, 2, 3})
                    .writeTo(inner);
            byte[] content = Files.readAllBytes(inner);
            TreeZip.stored().with("a.zip", content).with("b.zip", content).writeTo(root.resolve(outer + ".zip"));
        }
        file.awaitSettled("/two.zip"); // the last one
    }

    private static FileSource source(String target) throws IOException {
        return new FileSource(file.locate(target));
    }

    @Test
    void make_settledFile_isKeptUntilTheFileChanges() throws Exception {
        try (FileSource source = file.source()) {
            assertThat(HashedFile.hex(Optional.of(digests.make(source, Algorithm.SHA_256))))
                    .isEqualTo(file.expected());
        }
        try (FileSource again = file.source()) {
            assertThat(HashedFile.hex(digests.known(again, Algorithm.SHA_256))).isEqualTo(file.expected());
            assertThat(digests.known(again, Algorithm.MD5)).isEmpty();
        }

        FileTime before = Files.getLastModifiedTime(file.path());
        Files.write(file.path(), new byte[300_000]);
        Files.setLastModifiedTime(file.path(), before); // nobody can set the other time back

        try (FileSource changed = file.source()) {
            assertThat(digests.known(changed, Algorithm.SHA_256)).isEmpty();
        }
    }

    @Test
    void make_fileThatWasJustWritten_isNotKept() throws Exception {
        Files.copy(file.path(), root.resolve("young"));
        try (FileSource source = source("/young")) {
            digests.make(source, Algorithm.SHA_256);
        }

        assertThat(digests.count()).isZero();
    }

    @Test
    void make_shortFile_isNotKept() throws Exception {
        try (FileSource source = source("/short")) {
            digests.make(source, Algorithm.SHA_256);
        }

        assertThat(digests.count()).isZero();
    }

    /** In one image two files may have the same length and time, and in two images the same place, too. */
    @Test
    void version_filesOfImages_areToldApart() throws Exception {
        List<String> paths = List.of(
                "/short",
                "/one.zip",
                "/one.zip/a.zip",
                "/one.zip/b.zip",
                "/one.zip/a.zip/a",
                "/one.zip/a.zip/b",
                "/one.zip/b.zip/a",
                "/two.zip/a.zip",
                "/two.zip/a.zip/a");
        List<Object> versions = new ArrayList<>();
        Deadline.await("the images are settled", () -> {
            versions.clear();
            for (String path : paths) {
                try (LocatedFile located = file.locate(path)) {
                    located.version().ifPresent(versions::add);
                }
            }
            return versions.size() == paths.size();
        });

        assertThat(versions).doesNotHaveDuplicates();
    }
}
