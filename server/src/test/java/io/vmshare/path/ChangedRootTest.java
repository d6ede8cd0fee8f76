package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Fifo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Roots that are links, are replaced, renamed, or become something else while they are shared. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ChangedRootTest {

    private static final NamePolicy POLICY = new NamePolicy(true, false);

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void makeDirectories() throws IOException {
        directory = temporary.toRealPath();
        for (String name : List.of("root", "other", "outside")) {
            Files.writeString(Files.createDirectories(directory.resolve(name)).resolve("file"), name);
            Files.createSymbolicLink(directory.resolve(name).resolve("link"), Path.of("file"));
        }
        Files.createSymbolicLink(directory.resolve("root/out"), Path.of("../outside/file"));
        Files.createSymbolicLink(directory.resolve("other/out"), directory.resolve("root/file"));
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void locate_linkSwitched_servesTheNewDirectoryAndNothingOfTheOld(Fence fence) throws IOException {
        Path current = Files.createSymbolicLink(directory.resolve("current"), Path.of("root"));
        ShareRoot share = fence.at(current);
        assertThat(Fence.look(share, "/file")).isEqualTo("root");

        Path next = Files.createSymbolicLink(directory.resolve("next"), Path.of("other"));
        move(next, current);

        assertThat(Fence.look(share, "/file")).isEqualTo("other");
        assertThat(Fence.look(share, "/link")).isEqualTo("other");
        assertThat(Fence.look(share, "/out")).isEqualTo("MISSING");
        assertThat(Fence.list(share, "/")).isEqualTo("file link");
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void locate_symlinkedAncestorOfTheRoot_isFollowed(Fence fence) throws IOException {
        Path ancestor = Files.createSymbolicLink(directory.resolve("ancestor"), directory);
        ShareRoot share = fence.at(ancestor.resolve("root"));

        assertThat(Fence.look(share, "/file")).isEqualTo("root");
        assertThat(Fence.look(share, "/link")).isEqualTo("root");
        assertThat(Fence.look(share, "/out")).isEqualTo("MISSING");
    }

    /** To open a FIFO waits for its writer, who never comes. */
    @ParameterizedTest
    @EnumSource(Fence.class)
    void locate_directoryThatBecameAFifo_isMissingAtOnce(Fence fence) throws Exception {
        ShareRoot share = fence.at(directory.resolve("root"));
        move(directory.resolve("root"), directory.resolve("old"));
        Fifo.create(directory.resolve("root"));

        assertThat(Fence.look(share, "/file")).isEqualTo("MISSING");
        assertThat(Fence.look(share, "/")).isEqualTo("MISSING");
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void locate_directoryReplaced_servesTheNewOne(Fence fence) throws IOException {
        ShareRoot share = fence.at(directory.resolve("root"));
        move(directory.resolve("root"), directory.resolve("old"));
        assertThat(Fence.look(share, "/file")).isEqualTo("MISSING");
        assertThat(Fence.look(share, "/")).isEqualTo("MISSING");

        move(directory.resolve("other"), directory.resolve("root"));
        assertThat(Fence.look(share, "/file")).isEqualTo("other");
        assertThat(Fence.look(share, "/link")).isEqualTo("other");
    }

    /** Whoever may write beside the root could share the whole machine so. */
    @ParameterizedTest
    @EnumSource(Fence.class)
    void locate_directoryThatBecameALink_isMissing(Fence fence) throws IOException {
        ShareRoot share = fence.at(directory.resolve("root"));
        Files.move(directory.resolve("root"), directory.resolve("old"));
        Files.createSymbolicLink(directory.resolve("root"), Path.of("outside"));

        for (String path : List.of("/", "/file", "/link")) {
            assertThat(Fence.look(share, path)).as(path).isEqualTo("MISSING");
        }
        assertThat(share.facts()).isEmpty();

        Files.delete(directory.resolve("root"));
        Files.move(directory.resolve("old"), directory.resolve("root"));
        assertThat(Fence.look(share, "/link")).isEqualTo("root");
        assertThat(share.facts()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void locate_directoryThatBecameAFile_isMissing(Fence fence) throws IOException {
        ShareRoot share = fence.at(directory.resolve("root"));
        Files.move(directory.resolve("root"), directory.resolve("old"));
        Files.writeString(directory.resolve("root"), "a file");

        for (String path : List.of("/", "/file", "/link")) {
            assertThat(Fence.look(share, path)).as(path).isEqualTo("MISSING");
        }
        assertThat(share.facts()).isEmpty();
    }

    @Test
    void locate_fileReplacedByRename_isTheNewFile() throws IOException {
        Path file = Files.writeString(directory.resolve("disk.img"), "old");
        ShareRoot share = ShareRoot.of(file, POLICY, false);
        assertThat(Fence.look(share, "/")).isEqualTo("old");

        move(Files.writeString(directory.resolve("disk.img.part"), "new"), file);
        assertThat(Fence.look(share, "/")).isEqualTo("new");
    }

    @Test
    void locate_fileThatBecameAnythingElse_isMissing() throws IOException {
        Path file = Files.writeString(directory.resolve("disk.img"), "disk");
        ShareRoot share = ShareRoot.of(file, POLICY, false);

        Files.delete(file);
        assertThat(Fence.look(share, "/")).isEqualTo("MISSING");
        assertThat(share.facts()).isEmpty();

        Files.createSymbolicLink(file, Path.of("outside/file"));
        assertThat(Fence.look(share, "/")).isEqualTo("MISSING");
        assertThat(share.facts()).isEmpty();

        Files.delete(file);
        Files.writeString(Files.createDirectory(file).resolve("file"), "never shared");
        assertThat(Fence.look(share, "/")).isEqualTo("MISSING");
        assertThat(Fence.look(share, "/file")).isEqualTo("MISSING");
        assertThat(share.facts()).isEmpty();

        Files.delete(file.resolve("file"));
        Files.delete(file);
        Files.writeString(file, "back");
        assertThat(Fence.look(share, "/")).isEqualTo("back");
    }

    @Test
    void locate_fileThatIsALink_isWhatItLeadsToNow() throws IOException {
        Path latest = Files.createSymbolicLink(directory.resolve("latest"), Path.of("root/file"));
        ShareRoot share = ShareRoot.of(latest, POLICY, false);
        assertThat(Fence.look(share, "/")).isEqualTo("root");

        move(Files.createSymbolicLink(directory.resolve("next"), Path.of("other/file")), latest);
        assertThat(Fence.look(share, "/")).isEqualTo("other");

        move(Files.createSymbolicLink(directory.resolve("next"), Path.of("other")), latest);
        assertThat(Fence.look(share, "/")).isEqualTo("MISSING");
        assertThat(Fence.look(share, "/file")).isEqualTo("MISSING");
    }

    /** With links followed, one in place of the root leads where it says, as any other does. */
    @Test
    void locate_followingLinksToADirectoryThatBecameALink_isWhatItLeadsTo() throws IOException {
        ShareRoot share = ShareRoot.of(directory.resolve("root"), POLICY, true);
        Files.move(directory.resolve("root"), directory.resolve("old"));
        Files.createSymbolicLink(directory.resolve("root"), Path.of("outside"));

        assertThat(Fence.look(share, "/file")).isEqualTo("outside");
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
