package io.vmshare.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.TreeZip;
import io.vmshare.path.LocatedFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
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
    Path root;

    private final FileDigests digests = new FileDigests(exchange -> false);
    private HashedFile file;

    @BeforeEach
    void write() throws Exception {
        file = new HashedFile(root);
    }

    @Test
    void make_settledFile_isKeptUntilTheFileChanges() throws Exception {
        file.awaitSettled();
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
        Files.setLastModifiedTime(file.path(), FileTime.from(Instant.now()));
        try (FileSource source = file.source()) {
            digests.make(source, Algorithm.SHA_256);
        }

        assertThat(digests.count()).isZero();
    }

    @Test
    void make_shortFile_isNotKept() throws Exception {
        Files.write(file.path(), new byte[(int) FileDigests.LEAST_KEPT_BYTES - 1]);
        file.awaitSettled();
        try (FileSource source = file.source()) {
            digests.make(source, Algorithm.SHA_256);
        }

        assertThat(digests.count()).isZero();
    }

    /** In one image two files may have the same length and time, and in two images the same place, too. */
    @Test
    void version_filesOfImages_areToldApart() throws Exception {
        for (String outer : List.of("one", "two")) {
            Path inner = file.root().resolve(outer + "-inner.zip");
            TreeZip.stored()
                    .with("a", outer.getBytes(StandardCharsets.US_ASCII))
                    .with("b", new byte[] {1, 2, 3})
                    .writeTo(inner);
            byte[] content = Files.readAllBytes(inner);
            TreeZip.stored()
                    .with("a.zip", content)
                    .with("b.zip", content)
                    .writeTo(file.root().resolve(outer + ".zip"));
        }
        List<String> paths = List.of(
                "/file",
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
