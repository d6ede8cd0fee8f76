package io.vmshare;

import static io.vmshare.KeptTrees.SIZES;
import static io.vmshare.KeptTrees.ask;
import static io.vmshare.KeptTrees.awaitEarly;
import static io.vmshare.KeptTrees.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Fifo;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing kept is ever served once it is not so any more. A change is made when the file before it has been kept, and the very
 * next answer shows it.
 */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class KeptFilesHttpTest {

    @RegisterExtension
    static final KeptTrees trees =
            new KeptTrees(Stream.of(Change.values()).map(Change::name).toArray(String[]::new));

    /** What is done to {@code file}, and the status that shows it at once. */
    private enum Change {
        REWRITTEN_IN_PLACE_WITH_ITS_TIME_SET_BACK(200) {
            @Override
            void make(Path file) throws IOException {
                FileTime time = Files.getLastModifiedTime(file);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(new byte[100]), 10);
                }
                Files.setLastModifiedTime(file, time);
            }
        },
        REPLACED_BY_ONE_OF_THE_SAME_SIZE_AND_TIME(200) {
            @Override
            void make(Path file) throws IOException {
                Path next = Files.write(file.resolveSibling("next"), new byte[(int) Files.size(file)]);
                Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        CUT_SHORT(200) {
            @Override
            void make(Path file) throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(500);
                }
            }
        },
        GROWN(200) {
            @Override
            void make(Path file) throws IOException {
                Files.write(file, new byte[1], StandardOpenOption.APPEND);
            }
        },
        EMPTIED(200) {
            @Override
            void make(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        DELETED(404) {
            @Override
            void make(Path file) throws IOException {
                Files.delete(file);
            }
        },
        DELETED_AND_MADE_AGAIN(200) {
            @Override
            void make(Path file) throws IOException {
                byte[] bytes = new byte[(int) Files.size(file)];
                FileTime time = Files.getLastModifiedTime(file);
                Files.delete(file);
                Files.write(file, bytes); // often in the same inode
                Files.setLastModifiedTime(file, time);
            }
        },
        A_DIRECTORY(301) {
            @Override
            void make(Path file) throws IOException {
                Files.delete(file);
                Files.createDirectory(file);
            }
        },
        A_FIFO(403) {
            @Override
            void make(Path file) throws IOException, InterruptedException {
                Files.delete(file);
                Fifo.create(file);
            }
        },
        A_LINK_INSIDE(200) {
            @Override
            void make(Path file) throws IOException {
                Files.writeString(file.resolveSibling("other"), "other");
                Files.delete(file);
                Files.createSymbolicLink(file, Path.of("other"));
            }
        },
        A_LINK_OUT(404) {
            @Override
            void make(Path file) throws IOException {
                Path root = file.getParent().getParent();
                Path outside = Files.move(file, root.resolveSibling(file.getFileName() + ".outside"));
                Files.createSymbolicLink(file, outside);
            }
        },
        DIRECTORY_RENAMED_AWAY(404) {
            @Override
            void make(Path file) throws IOException {
                Files.move(file.getParent(), file.getParent().resolveSibling("away"));
            }
        },
        DIRECTORY_REPLACED(200) {
            @Override
            void make(Path file) throws IOException, InterruptedException {
                DIRECTORY_RENAMED_AWAY.make(file);
                Files.createDirectory(file.getParent());
                Files.writeString(file, "another");
            }
        };

        private final int status;

        Change(int status) {
            this.status = status;
        }

        abstract void make(Path file) throws IOException, InterruptedException;
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void get_keptFileChanged_isTheNewStateAtOnce(Change change) throws Exception {
        for (int size : SIZES) {
            Path root = trees.resolve(change.name()).resolve("tree");
            Path file = root.resolve("dir/file-" + size + ".bin");
            ShareServer server = trees.start(root);
            Response before = awaitEarly(server, "/dir/" + file.getFileName());
            assertThat(before.body()).isEqualTo(content(size));

            change.make(file);
            Response after = ask(server, "/dir/" + file.getFileName());

            assertThat(after.status()).as("%s of %s", change, file).isEqualTo(change.status);
            if (after.status() == 200) {
                assertThat(after.body()).isEqualTo(Files.readAllBytes(file));
            }
            Path away = root.resolve("away");
            if (Files.exists(away)) {
                if (Files.exists(root.resolve("dir"))) {
                    HostileTree.delete(root.resolve("dir"));
                }
                Files.move(away, root.resolve("dir"));
            }
        }
    }
}
