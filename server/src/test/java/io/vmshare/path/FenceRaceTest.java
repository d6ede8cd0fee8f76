package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody who may write to the tree swaps names for links that lead out, as fast as they can. */
@Tag("race")
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class FenceRaceTest {

    private static final int LOOKS = 20_000;

    private Path directory;
    private Path root;

    @BeforeEach
    void makeTree() throws IOException {
        directory = Files.createTempDirectory("race").toRealPath();
        root = Files.createDirectory(directory.resolve("root"));
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("file"), "secret");
        Files.writeString(Files.createDirectory(root.resolve("dir")).resolve("file"), "inside");
        Files.createSymbolicLink(root.resolve("dir-out"), outside);
    }

    @AfterEach
    void deleteTree() throws IOException {
        HostileTree.delete(directory);
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void locate_fileSwappedForAnOutwardLink_neverLeadsOut(Fence fence) throws Exception {
        Path file = root.resolve("dir/file");
        Path next = root.resolve("dir/next");

        neverLeadsOut(fence, () -> {
            Files.createSymbolicLink(next, directory.resolve("outside/file"));
            move(next, file);
            Files.writeString(next, "inside");
            move(next, file);
        });
    }

    /** As releases are switched: the name is always there, so it is always found. */
    @Test
    void locate_linkSwitchedInside_isNeverMissing() throws Exception {
        Files.writeString(root.resolve("dir/one"), "inside");
        Files.writeString(root.resolve("dir/two"), "inside");
        Files.delete(root.resolve("dir/file"));
        Files.createSymbolicLink(root.resolve("dir/file"), Path.of("one"));
        Path next = root.resolve("dir/next");

        whileSwapping(
                () -> {
                    Files.createSymbolicLink(next, Path.of("two"));
                    move(next, root.resolve("dir/file"));
                    Files.createSymbolicLink(next, Path.of("one"));
                    move(next, root.resolve("dir/file"));
                },
                look -> {
                    for (Fence fence : Fence.values()) {
                        assertThat(Fence.look(fence.at(root), "/dir/file"))
                                .as("look %d, %s", look, fence)
                                .isEqualTo("inside");
                    }
                });
    }

    /** Only open directories withstand this: a directory swapped and swapped back between two looks has the same path. */
    @ParameterizedTest
    @EnumSource(value = Fence.class, names = "SECURE")
    void locate_directorySwappedForAnOutwardLink_neverLeadsOut(Fence fence) throws Exception {
        neverLeadsOut(fence, () -> {
            move(root.resolve("dir"), root.resolve("dir-in"));
            move(root.resolve("dir-out"), root.resolve("dir"));
            move(root.resolve("dir"), root.resolve("dir-out"));
            move(root.resolve("dir-in"), root.resolve("dir"));
        });
    }

    /** The planted bug is that of {@link NaiveShareRoot}. */
    @Test
    void locate_fromANaiveFence_leadsOut() {
        Path file = root.resolve("dir/file");
        Path next = root.resolve("dir/next");

        assertThatThrownBy(() -> neverLeadsOut(new NaiveShareRoot(root), () -> {
                    Files.createSymbolicLink(next, directory.resolve("outside/file"));
                    move(next, file);
                    Files.writeString(next, "inside");
                    move(next, file);
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("secret");
    }

    private void neverLeadsOut(Fence fence, Swap swap) throws Exception {
        neverLeadsOut(fence.at(root), swap);
    }

    private void neverLeadsOut(ShareRoot share, Swap swap) throws Exception {
        whileSwapping(
                swap,
                look -> assertThat(Fence.look(share, "/dir/file"))
                        .as("look %d", look)
                        .isIn("inside", "", "MISSING"));
    }

    private static void whileSwapping(Swap swap, Looker looker) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<?> swapper = executor.submit(() -> {
                while (!over.get()) {
                    swap.run();
                    begun.countDown();
                }
                return null;
            });
            begun.await();
            for (int look = 0; look < LOOKS; look++) {
                looker.look(look);
            }
            over.set(true);
            swapper.get();
        } finally {
            over.set(true);
            executor.shutdown();
            executor.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private interface Looker {
        void look(int number) throws IOException;
    }

    private interface Swap {
        void run() throws IOException;
    }
}
