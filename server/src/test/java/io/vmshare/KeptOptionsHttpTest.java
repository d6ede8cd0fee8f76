package io.vmshare;

import static io.vmshare.KeptTrees.ask;
import static io.vmshare.KeptTrees.awaitEarly;
import static io.vmshare.KeptTrees.content;
import static io.vmshare.KeptTrees.kept;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.TreeZip;
import io.vmshare.kept.Kept;
import io.vmshare.template.TemplateOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is kept is sent as the owner asked, and as rights and what lies beside it want, like any other file. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class KeptOptionsHttpTest {

    @RegisterExtension
    static final KeptTrees trees = new KeptTrees("readable", "index", "templates", "siblings", "one", "two", "hidden");

    @BeforeAll
    static void fill() throws IOException {
        for (String name : List.of("one", "two")) {
            TreeZip.stored()
                    .with("entry", content(name.equals("one") ? 4000 : 4001))
                    .with("same", name.getBytes(StandardCharsets.US_ASCII))
                    .writeTo(trees.resolve(name).resolve("tree/image.zip"));
        }
    }

    @Test
    void get_unreadableSince_isRefusedAtOnceUnlessWeReadEverything() throws Exception {
        Path root = trees.resolve("readable/tree");
        Path file = root.resolve("dir/text.txt");
        ShareServer server = trees.start(root);
        awaitEarly(server, "/dir/text.txt");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));

        assertThat(ask(server, "/dir/text.txt").status()).isEqualTo(Files.isReadable(file) ? 200 : 403);
        assertThat(Kept.holds(kept(server), "/dir/text.txt")).isFalse();
    }

    @Test
    void get_indexFileThatDoesNotStandForItsDirectory_isSentWhateverTheDateSays() throws Exception {
        Path root = trees.resolve("index/tree");
        ShareServer server = trees.start(ShareOptions.builder(root).index(false));
        awaitEarly(server, "/dir/text.txt"); // so old is the other one, too
        String date = "If-Modified-Since: Fri, 06 Nov 2099 08:49:37 GMT";

        for (int i = 0; i < 3; i++) {
            assertThat(ask(server, "/dir/index.html", date).status()).isEqualTo(200);
        }
        assertThat(ask(server, "/dir/text.txt", date).status()).isEqualTo(304);
    }

    @Test
    void get_templateThatGetsANameToReplace_isFilledInAtOnce() throws Exception {
        Path root = trees.resolve("templates/tree");
        ShareServer server = trees.start(ShareOptions.builder(root).templates(TemplateOptions.of("*.ks")));
        awaitEarly(server, "/dir/answers.ks");

        Files.writeString(root.resolve("dir/answers.ks"), "${share.host}");

        assertThat(ask(server, "/dir/answers.ks").text()).isEqualTo("x");
        assertThat(ask(server, "/dir/answers.ks").text()).isEqualTo("x");
    }

    @Test
    void get_compressedFileThatAppearsBeside_isSentAtOnceToThoseWhoAcceptIt() throws Exception {
        Path root = trees.resolve("siblings/tree");
        ShareServer server = trees.start(ShareOptions.builder(root).precompressed(true));
        awaitEarly(server, "/dir/text.txt");

        Files.writeString(root.resolve("dir/text.txt.br"), "compressed");

        Response coded = ask(server, "/dir/text.txt", "Accept-Encoding: br");
        assertThat(coded.field("Content-Encoding")).contains("br");
        assertThat(coded.text()).isEqualTo("compressed");
        assertThat(ask(server, "/dir/text.txt").body()).isEqualTo(content(2000));
    }

    @Test
    void get_imageReplacedByAnother_isTheOthersEntryAtOnce() throws Exception {
        Path image = trees.resolve("one/tree/image.zip");
        ShareServer server = trees.start(trees.resolve("one/tree"));
        assertThat(awaitEarly(server, "/image.zip/same").text()).isEqualTo("one");
        assertThat(awaitEarly(server, "/image.zip/entry").body()).hasSize(4000);

        Files.move(trees.resolve("two/tree/image.zip"), image, StandardCopyOption.ATOMIC_MOVE);

        assertThat(ask(server, "/image.zip/same").text()).isEqualTo("two");
        assertThat(ask(server, "/image.zip/entry").body()).hasSize(4001);
    }

    @Test
    void get_hiddenName_isKeptWhereItIsServedOnly() throws Exception {
        Path root = trees.resolve("hidden/tree");
        ShareServer shows = trees.start(root);
        ShareServer hides = trees.start(ShareOptions.builder(root).hidden(false));
        awaitEarly(shows, "/dir/.dotfile");
        awaitEarly(hides, "/dir/text.txt");

        assertThat(ask(hides, "/dir/.dotfile").status()).isEqualTo(404);
        assertThat(ask(hides, "/dir/%2edotfile").status()).isEqualTo(404);
    }
}
