package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.http.RequestRefused;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No string whatsoever leads to a file outside the root. */
@Timeout(120)
class FencePropertyTest {

    private static final int STRINGS = 30_000;

    /** Near the grammar, so that most strings pass its first branches; the names are those of the tree. */
    private static final List<String> PIECES = List.of(
            "/",
            "/",
            "/",
            "/",
            "/",
            "//",
            ".",
            "..",
            "../",
            "%2e%2e",
            "%2E%2e/",
            ".%2e",
            "%252e%252e",
            "%2f",
            "%252f",
            "..;",
            ";",
            "\\",
            "..\\",
            "..%5c",
            "%5c",
            "%00",
            "%c0%ae",
            "%c0%af",
            "%uff0e",
            "%",
            "~",
            ":",
            "C:",
            " ",
            "\u00e9",
            "%ff",
            "root",
            "outside",
            "secret",
            "dir",
            "file",
            "up",
            "top",
            "out",
            "here",
            "loop",
            "etc",
            "passwd",
            "proc",
            "self",
            "environ");

    private Path temporary;

    @AfterEach
    void deleteTree() throws IOException {
        if (temporary != null) {
            HostileTree.delete(temporary);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void locate_anyStringOnTheDefaultFileSystem_staysInside() throws IOException {
        temporary = Files.createTempDirectory("fence").toRealPath();
        Path root = plant(temporary);
        Files.createSymbolicLink(root.resolve("proc"), Path.of("/proc"));
        List<ShareRoot> shares = new ArrayList<>();
        for (Fence fence : Fence.values()) {
            shares.add(fence.at(root));
            shares.add(fence.at(root, new NamePolicy(false, true)));
        }

        assertNothingEscapes(shares);
    }

    /** The planted bug: links are followed out of the root. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void locate_anyStringWithoutTheFence_leadsOut() throws IOException {
        temporary = Files.createTempDirectory("fence").toRealPath();
        ShareRoot open = new RealPathShareRoot(plant(temporary), new NamePolicy(true, false), true);

        assertThatThrownBy(() -> assertNothingEscapes(List.of(open)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("secret");
    }

    /** Links are followed here, and the machine's own name policy knows nothing of this file system's rules. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void locate_anyStringOnWindowsNames_staysInside(boolean followSymlinks) throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path root =
                    Files.createDirectories(windows.getPath("C:\\root\\dir")).getParent();
            Files.writeString(root.resolve("dir\\file"), "inside");
            Files.writeString(root.resolve("file"), "inside");
            Files.writeString(
                    Files.createDirectory(windows.getPath("C:\\outside")).resolve("secret"), "secret");
            Files.writeString(windows.getPath("C:\\secret"), "secret");

            assertNothingEscapes(List.of(
                    new RealPathShareRoot(root, new NamePolicy(true, false), followSymlinks),
                    new RealPathShareRoot(root, new NamePolicy(true, true), followSymlinks)));
        }
    }

    @Test
    void locate_anyStringOnAnotherProvider_staysInside() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path root = plant(Files.createDirectories(memory.getPath("/srv")));

            assertNothingEscapes(List.of(
                    new RealPathShareRoot(root, new NamePolicy(true, false), false),
                    ShareRoot.of(root, new NamePolicy(false, false), false)));
        }
    }

    /** Makes a root full of links, with secrets beside and above it. */
    private static Path plant(Path directory) throws IOException {
        FileSystem fileSystem = directory.getFileSystem();
        Path root = Files.createDirectories(directory.resolve("root/dir")).getParent();
        Path outside = Files.createDirectory(directory.resolve("outside"));
        for (Path file : List.of(root.resolve("file"), root.resolve("dir/file"), root.resolve(".here"))) {
            Files.writeString(file, "inside");
        }
        for (Path file : List.of(outside.resolve("secret"), outside.resolve("file"), directory.resolve("secret"))) {
            Files.writeString(file, "secret");
        }
        for (Path in : List.of(root, root.resolve("dir"))) {
            Files.createSymbolicLink(in.resolve("up"), fileSystem.getPath(".."));
            Files.createSymbolicLink(in.resolve("top"), fileSystem.getPath("/"));
            Files.createSymbolicLink(in.resolve("out"), outside);
            Files.createSymbolicLink(in.resolve("here"), fileSystem.getPath("."));
            Files.createSymbolicLink(in.resolve("loop"), fileSystem.getPath("loop"));
            Files.createSymbolicLink(in.resolve("secret"), fileSystem.getPath("out/secret"));
        }
        return root;
    }

    private static void assertNothingEscapes(List<ShareRoot> shares) throws IOException {
        int found = 0;
        for (long seed = 0; seed < STRINGS; seed++) {
            Random random = new Random(seed);
            String raw = "/"
                    + random.ints(random.nextInt(9), 0, PIECES.size())
                            .mapToObj(PIECES::get)
                            .collect(Collectors.joining());
            for (ShareRoot share : shares) {
                String result;
                try {
                    result = Fence.look(share, raw);
                } catch (RequestRefused e) {
                    break;
                }
                assertThat(result).as("seed %d: %s", seed, raw).isIn("inside", "DIRECTORY", "MISSING", "FORBIDDEN");
                found += result.equals("inside") ? 1 : 0;
            }
        }
        assertThat(found).as("the strings lead to files at all").isPositive();
    }
}
