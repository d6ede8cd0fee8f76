package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.TreeZip;
import io.vmshare.template.TemplateOptions;
import io.vmshare.text.PercentEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Checksums of whole trees: what a mirror has, and nothing else. */
@Timeout(60)
class DigestTreeHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    @TempDir
    Path directory;

    private static HostileTree tree;

    @BeforeAll
    static void fill() throws Exception {
        tree = HostileTree.create(share.root());
    }

    private static Response get(int port, String method, String target) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
            http.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    private static String get(String target) throws IOException {
        return text(get(share.port(), "GET", target));
    }

    private static String text(Response response) {
        assertThat(response.status()).isEqualTo(200);
        return new String(response.body(), StandardCharsets.ISO_8859_1);
    }

    static String line(String name, byte[] content) throws Exception {
        String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        String hex =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return (escaped.equals(name) ? "" : "\\") + hex + "  " + escaped + "\n";
    }

    private String of(ShareOptionsBuilder options, String target) throws IOException {
        try (ShareServer server = ShareServer.start(options.grace(Duration.ZERO).build())) {
            return text(get(server.uri().getPort(), "GET", target));
        }
    }

    /** In the order of its segments' bytes, as the tree is walked. */
    private static Comparator<String> bySegments() {
        return Comparator.comparing(name -> name.replace('/', '\0'));
    }

    @Test
    void get_hostileTree_isEveryFileThatIsServedInOrder() throws Exception {
        Map<String, byte[]> files = new TreeMap<>(bySegments());
        tree.files().forEach((path, content) -> files.put(PercentEncoding.decode(path.substring(1)), content));
        files.keySet().removeIf(name -> name.startsWith("link-to-directory/"));
        List<String> expected = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            expected.add(line(file.getKey(), file.getValue()));
        }

        String list = get("/?digest=sha-256");

        assertThat(list.lines().filter(line -> !line.startsWith("# ")).map(line -> line + "\n"))
                .containsExactlyElementsOf(expected);
        List<String> comments = new ArrayList<>();
        comments.add("# link-to-directory/: is a link to a directory; ask for it by itself");
        for (String path : tree.forbidden()) {
            if (path.contains("unreadable")) {
                comments.add("# " + path.substring(1) + ": cannot be read");
            }
        }
        assertThat(list.lines().filter(line -> line.startsWith("# "))).containsExactlyInAnyOrderElementsOf(comments);
    }

    @Test
    void get_directory_isRelativeToItWithTheFieldsOfAText() throws Exception {
        Response response = get(share.port(), "GET", "/directory/?digest=sha-256");

        assertThat(text(response))
                .isEqualTo(
                        line("inside.txt", content("/directory/inside.txt")) + line("link-up", content("/plain.txt")));
        assertThat(response.field("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(response.field("Content-Disposition")).contains("inline; filename=\"SHA256SUMS\"");
        assertThat(response.field("ETag")).isEmpty();
        assertThat(get(share.port(), "GET", "/directory/?digest=md5").field("Content-Disposition"))
                .contains("inline; filename=\"MD5SUMS\"");
    }

    private static byte[] content(String path) {
        return Objects.requireNonNull(tree.files().get(path), path);
    }

    @Test
    void head_directory_hasTheFieldsOfGet() throws Exception {
        Response get = get(share.port(), "GET", "/directory/?digest=sha-512");
        Response head = get(share.port(), "HEAD", "/directory/?digest=sha-512");

        for (String field : List.of("Content-Type", "Content-Disposition", "Transfer-Encoding", "Cache-Control")) {
            assertThat(head.field(field)).as(field).isPresent().isEqualTo(get.field(field));
        }
    }

    @Test
    void get_emptyDirectory_isEmpty() throws Exception {
        assertThat(get("/empty-directory/?digest=sha-256")).isEmpty();
    }

    /** An index file stands for its directory; it is a file of the tree all the same. */
    @Test
    void get_directoryWithIndexFile_isItsTree() throws Exception {
        assertThat(get("/index/?digest=sha-256"))
                .isEqualTo(line("beside.txt", content("/index/beside.txt"))
                        + line("index.html", content("/index/index.html")));
    }

    @Test
    void get_hiddenOff_leavesThemOut() throws Exception {
        Path root = Files.createDirectories(directory.resolve("hidden/.dir")).getParent();
        Files.writeString(root.resolve(".dir/inside"), "x");
        Files.writeString(root.resolve(".file"), "x");
        Files.writeString(root.resolve("shown"), "x");
        Files.createSymbolicLink(root.resolve("link"), Path.of(".file"));

        assertThat(of(ShareOptions.builder(root).hidden(false), "/?digest=sha-256"))
                .isEqualTo(line("shown", new byte[] {'x'}));
        assertThat(of(ShareOptions.builder(root), "/?digest=sha-256").lines()).hasSize(4);
    }

    @Test
    void get_severalShares_areListedUnderTheirNames() throws Exception {
        Path one = Files.createDirectory(directory.resolve("one"));
        Path two = Files.writeString(directory.resolve("two"), "2");
        Files.writeString(one.resolve("file"), "1");

        assertThat(of(ShareOptions.builder(two, one), "/?digest=sha-256"))
                .isEqualTo(line("one/file", new byte[] {'1'}) + line("two", new byte[] {'2'}));
    }

    /** Images are files; a share of one is its tree, too. */
    @Test
    void get_images_areFilesOfTheTreeAndTreesThemselves() throws Exception {
        Path root = Files.createDirectory(directory.resolve("images"));
        Path image = TreeZip.deflated()
                .with("b/deep", new byte[] {'d'})
                .with("a", new byte[] {'a'})
                .writeTo(root.resolve("image.zip"));
        byte[] content = Files.readAllBytes(image);
        String inside = line("a", new byte[] {'a'}) + line("b/deep", new byte[] {'d'});

        assertThat(of(ShareOptions.builder(root), "/?digest=sha-256")).isEqualTo(line("image.zip", content));
        assertThat(of(ShareOptions.builder(root), "/image.zip/?digest=sha-256")).isEqualTo(inside);
        assertThat(of(ShareOptions.builder(image), "/?digest=sha-256")).isEqualTo(inside + line("image.zip", content));
    }

    /** What GET sends to this caller, not what lies on the disk. */
    @Test
    void get_templates_areThoseThatTheCallerGets() throws Exception {
        Path root = Files.createDirectory(directory.resolve("templates"));
        Files.writeString(root.resolve("answer.ks"), "url ${share.host}");
        ShareOptionsBuilder options = ShareOptions.builder(root).templates(TemplateOptions.of("*.ks"));
        byte[] filledIn = "url x".getBytes(StandardCharsets.US_ASCII);

        assertThat(of(options, "/?digest=sha-256")).isEqualTo(line("answer.ks", filledIn));
        assertThat(of(options, "/answer.ks?digest=sha-256")).isEqualTo(line("answer.ks", filledIn));
    }

    @Test
    void get_manyFiles_areAllThereInAnyOrderTheyWereMadeIn() throws Exception {
        Path root = Files.createDirectory(directory.resolve("many"));
        StringBuilder expected = new StringBuilder();
        for (int i = 9_999; i > 6_999; i--) {
            Files.writeString(root.resolve("file-" + i), "" + i);
        }
        for (int i = 7_000; i < 10_000; i++) {
            expected.append(line("file-" + i, ("" + i).getBytes(StandardCharsets.US_ASCII)));
        }

        assertThat(of(ShareOptions.builder(root), "/?digest=sha-256")).isEqualTo(expected.toString());
    }

    @Test
    void get_manyTreesAtOnce_areWholeOrRefused() throws Exception {
        Path root = Files.createDirectory(directory.resolve("at-once"));
        for (int i = 0; i < 200; i++) {
            Files.writeString(root.resolve("file-" + i), "" + i);
        }
        try (ShareServer server = ShareServer.start(
                ShareOptions.builder(root).grace(Duration.ZERO).build())) {
            int port = server.uri().getPort();
            String expected = text(get(port, "GET", "/?digest=sha-256"));
            List<RawHttp> clients = new ArrayList<>();
            try {
                for (int i = 0; i < 30; i++) {
                    clients.add(RawHttp.connect("127.0.0.1", port)
                            .send("GET /?digest=sha-256 HTTP/1.1\r\nHost: x\r\n\r\n"));
                }
                int whole = 0;
                for (RawHttp client : clients) {
                    Response response = client.read();
                    assertThat(response.status()).isIn(200, 503);
                    if (response.status() == 200) {
                        assertThat(text(response)).isEqualTo(expected);
                        whole++;
                    }
                }
                assertThat(whole).isPositive();
            } finally {
                for (RawHttp client : clients) {
                    client.close();
                }
            }
            assertThat(text(get(port, "GET", "/?digest=sha-256"))).isEqualTo(expected); // room is given back
        }
    }
}
