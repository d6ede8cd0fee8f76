package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A tree of the kind that Fedora and RHEL install from. The initrd's steps are those of dracut ({@code url-lib.sh}) and of
 * Anaconda's part in it ({@code anaconda-lib.sh}), with curl as they call it; then dnf installs as Anaconda does.
 */
@Tag("client")
@Timeout(90)
class FedoraTreeIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** What curl exits with when {@code --fail} turns a status into a failure. */
    private static final int HTTP_FAILURE = 22;

    private static final Pattern STAGE_2 =
            Pattern.compile("^\\[stage2]\n(?:.*\n)*?mainimage = (\\S+)$", Pattern.MULTILINE);

    private static final String TREEINFO = """
            [header]
            type = productmd.treeinfo
            version = 1.2

            [checksums]
            images/install.img = sha256:0

            [general]
            arch = x86_64
            family = Fedora
            name = Fedora 43
            packagedir = Packages
            platforms = x86_64
            repository = .
            variant = Server
            version = 43

            [images-x86_64]
            initrd = images/pxeboot/initrd.img
            kernel = images/pxeboot/vmlinuz

            [stage2]
            mainimage = images/install.img
            """;

    @TempDir
    private Path directory;

    private Path tree;
    private Path headers;

    @BeforeEach
    void makeTree() throws IOException {
        Command.require("curl");
        tree = Files.createDirectory(directory.resolve("tree"));
        Files.createDirectories(tree.resolve("images/pxeboot"));
        Files.createDirectory(tree.resolve("LiveOS"));
        Files.writeString(tree.resolve(".treeinfo"), TREEINFO);
        Files.writeString(tree.resolve("ks.cfg"), "# a kickstart of several KiB\n".repeat(200));
        for (String name : List.of("pxeboot/vmlinuz", "pxeboot/initrd.img", "install.img")) {
            Trees.writeNoise(tree.resolve("images").resolve(name), 3 * Trees.MIB + 5, name.length());
        }
        headers = Files.writeString(directory.resolve("curlrc"), """
                header = "X-Anaconda-Architecture: x86_64"
                header = "X-Anaconda-System-Release: Fedora"
                header = "X-RHN-Provisioning-MAC-0: ens3 52:54:00:12:34:56"
                """);
    }

    /** With a slash behind the tree's URL, there are two in every request. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void initrd_ofATree_findsItsStage2(String slash) throws IOException, InterruptedException {
        try (ShareProgram share = ShareProgram.logging(tree)) {
            String repository = share.uri().toString().replaceAll("/$", "") + slash;
            Path kickstart = directory.resolve("ks.cfg");
            curl(directory, "--output", kickstart.toString(), "--", share.url("ks.cfg"))
                    .succeeded();
            Path treeinfo = fetch(repository + "/.treeinfo");
            Matcher stage2 = STAGE_2.matcher(Files.readString(treeinfo));
            assertThat(stage2.find()).isTrue();
            Path image = fetch(repository + "/" + stage2.group(1));
            fail(repository + "/images/updates.img");
            fail(repository + "/images/product.img");

            assertThat(kickstart).hasSameBinaryContentAs(tree.resolve("ks.cfg"));
            assertThat(treeinfo).hasContent(TREEINFO);
            assertThat(image).hasSameBinaryContentAs(tree.resolve("images/install.img"));
            assertThat(share.stop())
                    .extracting(Exchange::summary)
                    .containsExactlyInAnyOrder(
                            "GET /ks.cfg 200",
                            "GET " + slash + "/.treeinfo 200",
                            "GET " + slash + "/images/install.img 200",
                            "GET " + slash + "/images/updates.img 404",
                            "GET " + slash + "/images/product.img 404");
        }
    }

    @Test
    void initrd_ofALiveTree_getsToItsImageByWhatIsMissing() throws IOException, InterruptedException {
        Files.delete(tree.resolve(".treeinfo"));
        Files.move(tree.resolve("images/install.img"), tree.resolve("LiveOS/squashfs.img"));
        try (ShareProgram share = ShareProgram.logging(tree)) {
            fail(share.url(".treeinfo"));
            fail(share.url("images/install.img"));

            assertThat(fetch(share.url("LiveOS/squashfs.img")))
                    .hasSameBinaryContentAs(tree.resolve("LiveOS/squashfs.img"));
            assertThat(share.stop())
                    .extracting(Exchange::summary)
                    .containsExactlyInAnyOrder(
                            "GET /.treeinfo 404", "GET /images/install.img 404", "GET /LiveOS/squashfs.img 200");
        }
    }

    @Test
    void anaconda_packages_areInstalledFromTheTree() throws IOException, InterruptedException {
        RpmRepository.require();
        RpmRepository repository =
                RpmRepository.make(directory, tree, Files.createDirectories(tree.resolve("Packages")));
        try (ShareProgram share = ShareProgram.logging(tree)) {
            Path root = repository.install(share.uri());

            assertThat(root.resolve("opt/noise/content")).hasSameBinaryContentAs(repository.content());
            assertThat(share.stop())
                    .isNotEmpty()
                    .allMatch(exchange -> exchange.status() == 200 || exchange.status() == 206)
                    .extracting(Exchange::summary)
                    .contains("GET /repodata/repomd.xml 200", "GET /Packages/noarch/noise-1.0-1.noarch.rpm 200");
        }
    }

    /** Fetches into a directory of its own, whose one file is the result. */
    private Path fetch(String url) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(directory, "curl_fetch_url");
        curl(own, "--remote-name", url).succeeded();
        return Trees.below(own).get(0);
    }

    private void fail(String url) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(directory, "curl_fetch_url");
        assertThat(curl(own, "--remote-name", url).exit()).isEqualTo(HTTP_FAILURE);
        assertThat(Trees.below(own)).isEmpty();
    }

    private Command curl(Path where, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("curl", "--config", headers.toString()));
        words.addAll(
                List.of("--globoff", "--location", "--retry", "3", "--retry-connrefused", "--fail", "--show-error"));
        words.addAll(List.of(more));
        return Command.run(where, LIMIT, words.toArray(String[]::new));
    }
}
