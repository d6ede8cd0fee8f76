package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileNames;
import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tools that check files find what was fetched to be what the share says it is, and notice when it is not. */
@Tag("client")
@Timeout(180)
class ChecksumIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Path all;
    private static ShareProgram share;

    private Path directory;
    private Path source;
    private Path mirror;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        all = Files.createTempDirectory("checksums");
        share = ShareProgram.of(Files.createDirectory(all.resolve("shared")));
    }

    @AfterAll
    static void stop() throws IOException {
        try (ShareProgram ending = share) {
            assertThat(ending).isNotNull();
        } finally {
            HostileTree.delete(all);
        }
    }

    @BeforeEach
    void fillATree() throws IOException {
        source = Files.createTempDirectory(all.resolve("shared"), "tree");
        directory = Files.createTempDirectory(all, "test");
        mirror = Files.createDirectory(directory.resolve("mirror"));
        Files.createDirectories(source.resolve("sub/deeper"));
        Files.createDirectory(source.resolve("empty"));
        for (String name :
                List.of("a", "b%20c", "%23hash", "-dash", "%C3%A4", "sub/.hidden", "sub/deeper/x", "sub/it's")) {
            Files.writeString(HostileTree.resolve(source, name), "content of " + name);
        }
        Files.writeString(source.resolve("nothing"), "");
        Trees.writeNoise(source.resolve("sub/large.bin"), 3 * Trees.MIB + 5, 1);
        Files.createSymbolicLink(source.resolve("again"), Path.of("sub"));
        Files.createSymbolicLink(source.resolve("outside"), directory);
    }

    /** Returns the URL of what is below the test's tree. */
    private String url(String encodedPath) {
        return share.url(source.getFileName() + "/" + encodedPath);
    }

    /** Returns the list, fetched next to the mirror. */
    private Path fetchList(String encodedPath, String algorithm) throws IOException, InterruptedException {
        Path list = directory.resolve("list");
        Command.run(
                        directory,
                        LIMIT,
                        "curl",
                        "-sS",
                        "--fail",
                        "-o",
                        list.toString(),
                        url(encodedPath) + "?digest=" + algorithm)
                .succeeded();
        return list;
    }

    private Command check(Path in, Path list, String... tool) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(tool));
        words.addAll(List.of("-c", list.toString()));
        return Command.run(in, LIMIT, words.toArray(String[]::new));
    }

    private void mirrorByWget(String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("wget", "-q", "-m", "-np", "-nH", "--cut-dirs=1", url("")));
        words.addAll(List.of(more));
        Command.run(mirror, LIMIT, words.toArray(String[]::new)).succeeded();
    }

    @Test
    void wgetMirror_checkedByTheTools_isWhole() throws Exception {
        Command.require("wget", "curl", "sha256sum", "sha512sum", "md5sum", "busybox", "shasum");
        mirrorByWget();
        assertThat(mirror.resolve("again/it's")).hasSameBinaryContentAs(source.resolve("sub/it's"));
        assertChecks("sha-256", "sha256sum", "--strict");
        assertChecks("sha-512", "sha512sum", "--strict");
        assertChecks("md5", "md5sum", "--strict");
        assertChecks("sha-256", "busybox", "sha256sum");
        assertChecks("sha-256", "shasum", "-a", "256", "--strict");
    }

    private void assertChecks(String algorithm, String... tool) throws Exception {
        Path list = fetchList("", algorithm);
        assertThat(list).content().contains("\n# again/: is a link to a directory");
        if (tool[0].equals("busybox")) { // it knows no comments
            List<String> lines = new ArrayList<>(Files.readAllLines(list));
            lines.removeIf(line -> line.startsWith("#"));
            Files.write(list, lines);
        }
        assertThat(check(mirror, list, tool).succeeded().out().lines())
                .hasSize(10)
                .allSatisfy(line -> assertThat(line).endsWith(": OK"));

        Path file = mirror.resolve("sub/deeper/x");
        String content = Files.readString(file);
        Files.writeString(file, "something else");
        assertThat(check(mirror, list, tool).exit()).as(tool[0]).isNotZero();
        Files.writeString(file, content);
    }

    @Test
    void hostileNames_mirroredByWget_areWhole() throws Exception {
        Command.require("wget", "curl", "sha256sum");
        List<String> names = HostileNames.ENCODED.stream()
                .filter(name -> !name.contains("%25") && name.length() < 200)
                .toList();
        Path below = HostileTree.resolve(source, "hostile%0Aback%5Cslash/%20");
        Files.createDirectories(below);
        for (String name : names) {
            Files.writeString(HostileTree.resolve(below, name), "content of " + name);
        }
        mirrorByWget("--restrict-file-names=nocontrol");

        Command checked =
                check(mirror, fetchList("", "sha-256"), "sha256sum", "--strict").succeeded();

        assertThat(checked.out().lines().filter(line -> line.endsWith(": OK"))).hasSize(10 + names.size());
    }

    /** Names that wget cannot save as they are: the tree itself has them. */
    @Test
    void hostileNames_checkedInTheTree_areRead() throws Exception {
        Command.require("curl", "sha256sum", "md5sum");
        HostileTree tree = HostileTree.create(source.resolve("hostile"));

        for (String algorithm : List.of("sha-256", "md5")) {
            Path list = fetchList("hostile/", algorithm);
            String tool = algorithm.equals("md5") ? "md5sum" : "sha256sum";

            Command checked =
                    check(tree.root(), list, tool, "--strict", "--quiet").succeeded();

            assertThat(checked.out()).isEmpty();
            assertThat(Files.readAllLines(list, StandardCharsets.ISO_8859_1).size())
                    .isGreaterThanOrEqualTo(tree.files().size());
        }
    }

    @Test
    void file_asTheToolPrintsIt_isTheSameLine() throws Exception {
        Command.require("curl", "sha256sum");
        Path hostile = source.resolve("back\\slash");
        Files.writeString(hostile, "x");
        for (Path file : List.of(hostile, source.resolve("b c"), source.resolve("sub/large.bin"))) {
            Path list = fetchList(Trees.encoded(source, file), "sha-256");
            String name = file.getFileName().toString();

            String printed = Command.run(file.getParent(), LIMIT, "sha256sum", "--", name)
                    .succeeded()
                    .out();

            assertThat(list).hasContent(printed);
        }
    }

    /** In place of a client of RFC 9530, of which there is none in Debian 12. */
    @Test
    void python_digestField_isThatOfWhatItHasRead() throws Exception {
        Command.require("python3");
        String script = """
                import base64, hashlib, sys, urllib.request
                for path in sys.argv[2:]:
                    request = urllib.request.Request(sys.argv[1] + path, headers={'Want-Repr-Digest': 'sha-512=9, sha-256=3'})
                    with urllib.request.urlopen(request) as answer:
                        digest = base64.b64encode(hashlib.sha512(answer.read()).digest()).decode()
                        assert answer.headers['Repr-Digest'] == 'sha-512=:' + digest + ':', path
                    with urllib.request.urlopen(sys.argv[1] + path) as file:
                        content = file.read()
                    with urllib.request.urlopen(sys.argv[1] + path + '?digest=sha-256') as line:
                        assert line.read().split()[0].decode() == hashlib.sha256(content).hexdigest(), path
                print('right')
                """;
        Command ran = Command.run(
                        directory, LIMIT, "python3", "-c", script, url(""), "a", "b%20c", "sub/large.bin", "nothing")
                .succeeded();

        assertThat(ran.out()).isEqualTo("right\n");
    }
}
