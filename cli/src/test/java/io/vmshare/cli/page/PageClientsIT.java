package io.vmshare.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.Command;
import io.vmshare.cli.client.Exchange;
import io.vmshare.cli.client.ShareProgram;
import io.vmshare.cli.client.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page for clients that are no browsers with a window, and for those of long ago. */
@Tag("client")
@Timeout(120)
class PageClientsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final PageExtension PAGE = PageExtension.of(PageTree::create, ShareProgram::logging);

    private final ShareProgram share = PAGE.share();
    private final Path root = PAGE.root();
    private final Path directory = PAGE.directory();

    @Test
    void lynx_page_isARowForEachEntryWithoutStyleOrScript() throws IOException, InterruptedException {
        Command.require("lynx");

        String text = Command.run(directory, LIMIT, "lynx", "-dump", "-width=120", share.url("drivers/"))
                .succeeded()
                .out();
        assertThat(text)
                .contains("virtio win/", "1 directory, 0 files, 0 B")
                .doesNotContain("{", "const ", "clip-path");
        String top = Command.run(directory, LIMIT, "lynx", "-dump", "-width=120", share.url(""))
                .succeeded()
                .out();
        assertThat(top)
                .containsPattern("virtio-win\\.iso +3000000 +2026-11-01 20:34:56")
                .contains("Images for the lab")
                .doesNotContain("function", "var(--");
        assertThat(share.exchanges()).extracting(Exchange::status).containsOnly(200);
    }

    /** A client that names HTML gets the page, and from it the tree and nothing else: no query, no style, no README's links. */
    @Test
    void wgetRecursive_namesHtml_mirrorsExactlyTheTree() throws IOException, InterruptedException {
        Command.require("wget");
        Path mirror = Files.createDirectory(directory.resolve("mirror"));

        Command.run(mirror, LIMIT, "wget", "-q", "-r", "-l", "inf", "-nH", "--header=Accept: text/html", share.url(""))
                .succeeded();

        for (Path path : Trees.below(mirror)) {
            if (path.endsWith("index.html")) {
                Files.delete(path);
            }
        }
        Trees.assertSame(root, mirror);
        List<Exchange> all = share.exchanges();
        assertThat(all).extracting(Exchange::target).noneMatch(target -> target.contains("?"));
    }

    /** It takes whatever is a link on a page for an entry, so there may be nothing else. */
    @Test
    void rclone_namesHtml_mirrorsExactlyTheTree() throws IOException, InterruptedException {
        Command.require("rclone");
        Path mirror = Files.createDirectory(directory.resolve("copy"));

        Command.run(
                        mirror,
                        LIMIT,
                        "rclone",
                        "--config=",
                        "copy",
                        "--create-empty-src-dirs",
                        "--no-unicode-normalization",
                        "--http-headers=Accept,text/html",
                        "--http-url=" + share.url(""),
                        ":http:",
                        ".")
                .succeeded();

        Trees.assertSame(root, mirror);
    }
}
