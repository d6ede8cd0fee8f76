package io.vmshare;

import static io.vmshare.KeptTrees.SIZES;
import static io.vmshare.KeptTrees.ask;
import static io.vmshare.KeptTrees.awaitEarly;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept ends, or becomes something else, with the way that leads to it: directories that move, links that are switched. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class KeptLinksHttpTest {

    @RegisterExtension
    static final KeptTrees trees = new KeptTrees("moved", "off", "inside", "swapped");

    /** A stat of a file tells nothing of this: the file outside is the one that was inside. The way is walked once a second. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void get_directoryMovedOutAndLinkedBack_isRefusedWithinASecond(boolean keepFiles) throws Exception {
        Path top = trees.resolve(keepFiles ? "moved" : "off");
        Path directory = top.resolve("tree/dir");
        ShareServer server =
                trees.start(ShareOptions.builder(top.resolve("tree")).keepFiles(keepFiles));
        for (int size : SIZES) {
            if (keepFiles) {
                awaitEarly(server, "/dir/file-" + size + ".bin");
            } else {
                ask(server, "/dir/file-" + size + ".bin");
            }
        }

        Files.move(directory, top.resolve("outside"));
        Files.createSymbolicLink(directory, top.resolve("outside"));
        long moved = System.nanoTime();

        for (int size : SIZES) {
            String target = "/dir/file-" + size + ".bin";
            Deadline.await("refused", () -> {
                long asked = System.nanoTime(); // before the request, so that a busy machine does not count
                boolean refused = ask(server, target).status() == 404;
                assertThat(refused || (keepFiles && asked - moved < 1_000_000_000L))
                        .as("%s after %s ms", target, (asked - moved) / 1_000_000)
                        .isTrue();
                return refused;
            });
        }
    }

    @Test
    void get_directoryReplacedByALinkInside_isWhatTheLinkLeadsTo() throws Exception {
        Path root = trees.resolve("inside/tree");
        ShareServer server = trees.start(root);
        awaitEarly(server, "/dir/text.txt");
        Files.move(root.resolve("dir"), root.resolve("away"));
        Files.createDirectory(root.resolve("other"));
        Files.writeString(root.resolve("other/text.txt"), "other");
        Files.createSymbolicLink(root.resolve("dir"), Path.of("other"));

        assertThat(ask(server, "/dir/text.txt").text()).isEqualTo("other");
    }

    /** As releases are switched. */
    @Test
    void get_rootIsALinkThatIsSwitched_isTheNewReleaseAtOnce() throws Exception {
        Path top = trees.resolve("swapped");
        Path other = Files.createDirectories(top.resolve("release/dir"));
        Files.writeString(other.resolve("text.txt"), "new release");
        Path current = Files.createSymbolicLink(top.resolve("current"), Path.of("tree"));
        ShareServer server = trees.start(current);
        awaitEarly(server, "/dir/text.txt");

        Path next = Files.createSymbolicLink(top.resolve("next"), Path.of("release"));
        Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);

        assertThat(ask(server, "/dir/text.txt").text()).isEqualTo("new release");
    }

    @Test
    void get_fileThatIsARootAndALinkThatIsSwitched_isTheNewOneAtOnce() throws Exception {
        Path top = trees.resolve("swapped");
        Path current = Files.createSymbolicLink(top.resolve("latest.bin"), Path.of("tree/dir/file-1000.bin"));
        ShareServer server = trees.start(current);
        assertThat(awaitEarly(server, "/latest.bin").body()).hasSize(1000);

        Path next = Files.createSymbolicLink(top.resolve("latest.next"), Path.of("tree/dir/file-60000.bin"));
        Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);

        assertThat(ask(server, "/latest.bin").body()).hasSize(60_000);
    }
}
