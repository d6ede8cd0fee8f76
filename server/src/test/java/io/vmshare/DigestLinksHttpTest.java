package io.vmshare;

import static io.vmshare.DigestTreeHttpTest.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Checksums of trees come to an end, whatever links and depths are in them. */
@Timeout(60)
class DigestLinksHttpTest {

    private static final byte[] CONTENT = {'x'};

    @RegisterExtension
    final ShareExtension share = ShareExtension.of();

    @RegisterExtension
    final ShareExtension following = ShareExtension.of(options -> options.followSymlinks(true));

    /** Within ten seconds. */
    private static String get(ShareExtension share, String target) throws IOException {
        return new String(ArchiveRequests.get(share, target), StandardCharsets.ISO_8859_1);
    }

    private static Path write(Path directory) throws IOException {
        return Files.write(Files.createDirectories(directory).resolve("file"), CONTENT);
    }

    /** What lies behind them is in the list by its own name, if it lies below; wget's mirror has it twice. */
    @Test
    void get_linksToDirectories_areNamedAndNotFollowed() throws Exception {
        for (ShareExtension shared : List.of(share, following)) {
            Path root = shared.root();
            Path sub = write(root.resolve("a/b")).getParent();
            Files.createSymbolicLink(sub.resolve("here"), Path.of("."));
            Files.createSymbolicLink(sub.resolve("top"), Path.of("../.."));
            Files.createSymbolicLink(root.resolve("again"), Path.of("a"));
            Files.createSymbolicLink(root.resolve("link"), Path.of("a/b/file"));

            assertThat(get(shared, "/?digest=sha-256"))
                    .isEqualTo(line("a/b/file", CONTENT)
                            + "# a/b/here/: is a link to a directory; ask for it by itself\n"
                            + "# a/b/top/: is a link to a directory; ask for it by itself\n"
                            + "# again/: is a link to a directory; ask for it by itself\n"
                            + line("link", CONTENT));
            assertThat(get(shared, "/again/b/?digest=sha-256"))
                    .startsWith(line("file", CONTENT))
                    .hasLineCount(3);
        }
    }

    /** There are more ways through these than could ever be told. */
    @Test
    void get_directoriesThatAllLinkToEachOther_comesToAnEnd() throws Exception {
        for (int i = 0; i < 20; i++) {
            Path from = write(share.root().resolve("d" + i)).getParent();
            for (int j = 0; j < 20; j++) {
                Files.createSymbolicLink(from.resolve("to-" + j), Path.of("../d" + j));
            }
        }

        String list = get(share, "/?digest=sha-256");

        assertThat(list).hasLineCount(20 * 21).contains(line("d7/file", CONTENT));
        assertThat(list.lines().filter(line -> !line.startsWith("#"))).hasSize(20);
    }

    /** No request has room for such a path, and what is held of each directory on the way would add up. */
    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere no path gets so long
    void get_directoryDeeperThanRequestsGo_isNamed() throws Exception {
        String name = "d".repeat(250);
        String twelve = (name + "/").repeat(12);
        Path deep = write(share.root().resolve(twelve)).getParent();
        Path below = Files.createDirectories(share.root().resolve("moved/" + (name + "/").repeat(4)));
        Files.move(share.root().resolve("moved"), deep.resolve(name)); // in one step the system would refuse it
        try {
            assertThat(get(share, "/?digest=sha-256"))
                    .isEqualTo("# " + (name + "/").repeat(17) + ": lies too deep\n" + line(twelve + "file", CONTENT));
        } finally {
            Files.move(deep.resolve(name), share.root().resolve("moved"));
        }
        assertThat(below).exists();
    }
}
