package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.TreeZip;
import io.vmshare.text.PercentEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checksums of single files, as {@code sha256sum} has them. */
@Timeout(60)
class DigestHttpTest {

    private static final int LARGE = 3 * 1024 * 1024;
    private static final Duration SETTLES_AFTER = Duration.ofMillis(2200);

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static HostileTree tree;

    @BeforeAll
    static void fill() throws Exception {
        tree = HostileTree.create(share.root());
        byte[] large = new byte[LARGE];
        new Random(3).nextBytes(large);
        Files.write(share.root().resolve("three-mebibytes"), large);
        TreeZip.stored()
                .with("inside", large)
                .with("empty", new byte[0])
                .writeTo(share.root().resolve("image.zip"));
    }

    private static Response ask(String method, String target, String... fieldLines) throws IOException {
        try (RawHttp http = share.raw()) {
            String fields = fieldLines.length == 0 ? "" : String.join("\r\n", fieldLines) + "\r\n";
            http.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    private static Response get(String target, String... fieldLines) throws IOException {
        return ask("GET", target, fieldLines);
    }

    private static String hex(String jdkName, byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(jdkName).digest(content));
    }

    private static String bytes(Response response) {
        return new String(response.body(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"sha-256, SHA-256", "sha-512, SHA-512", "md5, MD5", "sha%2D256, SHA-256"})
    void get_algorithm_isItsLine(String algorithm, String jdkName) throws Exception {
        for (String name : List.of("plain.txt", "empty", "large.bin", "three-mebibytes")) {
            byte[] content = Files.readAllBytes(share.root().resolve(name));

            Response response = get("/" + name + "?digest=" + algorithm);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).isEqualTo(hex(jdkName, content) + "  " + name + "\n");
            assertThat(response.field("Content-Type")).contains("text/plain; charset=utf-8");
            assertThat(response.field("Content-Length")).contains("" + response.body().length);
            assertThat(response.field("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.field("Accept-Ranges")).isEmpty();
        }
    }

    static Stream<Map.Entry<String, byte[]>> files() {
        return tree.files().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void get_hostileName_isTheLineThatTheToolsRead(Map.Entry<String, byte[]> file) throws Exception {
        String path = file.getKey();
        String name = PercentEncoding.decode(path.substring(path.lastIndexOf('/') + 1));
        String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");

        Response response = get(path + "?digest=sha-256");

        assertThat(bytes(response))
                .isEqualTo(
                        (escaped.equals(name) ? "" : "\\") + hex("SHA-256", file.getValue()) + "  " + escaped + "\n");
        boolean utf8 =
                new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
        assertThat(response.field("Content-Type")).contains(utf8 ? "text/plain; charset=utf-8" : "text/plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256", "SHA-256", "sha-1", "md5sum", "sha-256%00", "sha-256,md5", "%ff"})
    void get_unknownAlgorithm_is400WithALine(String value) throws Exception {
        for (String path : List.of("/plain.txt", "/directory/")) {
            Response response = get(path + "?digest=" + value);

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).isEqualTo("400 Bad Request: digest takes sha-256, sha-512 or md5\n");
        }
    }

    @Test
    void get_otherQuery_isTheFile() throws Exception {
        byte[] content = Files.readAllBytes(share.root().resolve("plain.txt"));
        for (String query : List.of("?digests=sha-256", "?Digest=sha-256", "?xdigest=md5", "?")) {
            assertThat(get("/plain.txt" + query).body()).isEqualTo(content);
        }
    }

    @Test
    void get_whatIsRefused_isAsWithoutTheQuery() throws Exception {
        List<String> paths = new ArrayList<>(tree.missing());
        paths.addAll(tree.forbidden());
        paths.addAll(List.of("/no-such-file", "/plain.txt/", "/..%2fsecret"));
        for (String path : paths) {
            Response plain = get(path);
            Response response = get(path + "?digest=sha-256");

            assertThat(response.status()).as(path).isEqualTo(plain.status()).isIn(301, 403, 404);
            assertThat(response.text()).as(path).isEqualTo(plain.text());
        }
    }

    @Test
    void get_directoryWithoutSlash_isRedirectedWithTheQuery() throws Exception {
        Response response = get("/directory?digest=sha-256");

        assertThat(response.status()).isEqualTo(301);
        assertThat(response.field("Location")).contains("/directory/?digest=sha-256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain.txt", "/three-mebibytes", "/%FF%FE.bin"})
    void head_file_hasTheFieldsOfGetAndReadsNothing(String path) throws Exception {
        Response get = get(path + "?digest=md5");
        Response head = ask("HEAD", path + "?digest=md5");

        for (String field : List.of("Content-Length", "Content-Type", "ETag", "Last-Modified", "Cache-Control")) {
            assertThat(head.field(field)).as(field).isPresent().isEqualTo(get.field(field));
        }
        assertThat(head.body()).isEmpty();
    }

    @Test
    void get_tag_isThatOfTheFileAndTheAlgorithmAnd304() throws Exception {
        String file = get("/plain.txt").field("ETag").orElseThrow();
        Response response = get("/plain.txt?digest=sha-256");
        String tag = response.field("ETag").orElseThrow();

        assertThat(tag).startsWith(file.substring(0, file.length() - 1)).isNotEqualTo(file);
        assertThat(get("/plain.txt?digest=md5").field("ETag")).isNotEqualTo(response.field("ETag"));
        assertThat(response.field("Last-Modified")).isEqualTo(get("/plain.txt").field("Last-Modified"));
        assertThat(get("/plain.txt?digest=sha-256", "If-None-Match: " + tag).status())
                .isEqualTo(304);
        assertThat(get("/plain.txt?digest=sha-256", "If-None-Match: " + file).status())
                .isEqualTo(200);
        assertThat(get("/plain.txt?digest=sha-256", "If-Match: " + file).status())
                .isEqualTo(412);
        assertThat(get("/plain.txt", "If-None-Match: " + tag).status()).isEqualTo(200);
    }

    /** Whatever has been kept, in memory or of digests: it is the file as it is. */
    @Test
    void get_fileThatIsReplaced_isTheNewOneAtOnce() throws Exception {
        Path file = share.root().resolve("changing");
        FileTime time = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
        byte[] content = new byte[200_000];
        for (int round = 0; round < 5; round++) {
            content[0] = (byte) round;
            Files.write(file, content);
            Files.setLastModifiedTime(file, time);
            long written = System.nanoTime();
            String expected = hex("SHA-256", content) + "  changing\n";
            for (int i = 0; i < 3; i++) {
                assertThat(get("/changing?digest=sha-256").text())
                        .as("round %s", round)
                        .isEqualTo(expected);
            }
            if (round == 2) { // from here on it is kept
                Deadline.await("it has settled", () -> System.nanoTime() - written > SETTLES_AFTER.toNanos());
                assertThat(get("/changing?digest=sha-256").text()).isEqualTo(expected);
            }
        }
    }

    @Test
    void get_sparseFileBeyondWhatIsReadAtOnce_isExact() throws Exception {
        Path file = HostileTree.sparse(share.root().resolve("sparse"), 300L * 1024 * 1024);
        MessageDigest expected = MessageDigest.getInstance("MD5");
        byte[] block = new byte[1024 * 1024];
        try (var in = Files.newInputStream(file)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                expected.update(block, 0, read);
            }
        }

        assertThat(get("/sparse?digest=md5").text())
                .isEqualTo(HexFormat.of().formatHex(expected.digest()) + "  sparse\n");
    }

    @Test
    void get_fileInAnImage_isThatOfItsBytes() throws Exception {
        byte[] content = Files.readAllBytes(share.root().resolve("three-mebibytes"));

        assertThat(get("/image.zip/inside?digest=sha-256").text()).isEqualTo(hex("SHA-256", content) + "  inside\n");
        assertThat(get("/image.zip/?digest=sha-256").text())
                .isEqualTo(hex("SHA-256", new byte[0]) + "  empty\n" + hex("SHA-256", content) + "  inside\n");
    }

    @Test
    void get_pipelined_isAnsweredInOrder() throws Exception {
        try (RawHttp http = share.raw()) {
            String request = "GET /three-mebibytes?digest=%s HTTP/1.1\r\nHost: x\r\n\r\n";
            http.send(String.format(request, "sha-256") + String.format(request, "md5")
                    + "GET /plain.txt?digest=md5 HTTP/1.1\r\nHost: x\r\n\r\n");
            byte[] content = Files.readAllBytes(share.root().resolve("three-mebibytes"));

            assertThat(http.read().text()).startsWith(hex("SHA-256", content));
            assertThat(http.read().text()).startsWith(hex("MD5", content));
            assertThat(http.read().text()).endsWith("  plain.txt\n");
        }
    }

    /** RFC 9112 §9.6: a client that has nothing else to ask may still wait for the answer. */
    @Test
    void get_halfClosed_isAnswered() throws Exception {
        try (RawHttp http = share.raw()) {
            http.send("GET /three-mebibytes?digest=md5 HTTP/1.1\r\nHost: x\r\n\r\n")
                    .halfClose();

            assertThat(http.read().text()).endsWith("  three-mebibytes\n");
        }
    }

    /** Whoever joins others that wait has the same grace as they had, and needs no file of his own. */
    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere no file system tells of every change
    void get_halfClosedBesideOthers_isNotSuspectedAtOnce() throws Exception {
        Path huge = HostileTree.sparse(share.root().resolve("huge"), 1L << 40); // nobody has the time to read it
        String request = "GET /huge?digest=md5 HTTP/1.1\r\nHost: x\r\n\r\n";
        long written = System.nanoTime();
        Deadline.await("it has settled", () -> System.nanoTime() - written > SETTLES_AFTER.toNanos());
        try (RawHttp first = share.raw();
                RawHttp second = share.raw();
                RawHttp last = share.raw()) {
            long began = System.nanoTime();
            first.send(request);
            second.send(request);
            Deadline.await("both wait", () -> first.isAnswered() && second.isAnswered()); // the heads are out
            assertThat(OpenFiles.count(huge)).isEqualTo(1);
            Deadline.await("the grace of the first is over", () -> System.nanoTime() - began > SETTLES_AFTER.toNanos());
            long joined = System.nanoTime();

            last.send(request).halfClose().readToEnd();

            assertThat(Duration.ofNanos(System.nanoTime() - joined)).isGreaterThan(Duration.ofMillis(1_900));
        }
    }

    @Test
    void get_http10_hasItsLengthAndCloses() throws Exception {
        try (RawHttp http = share.raw()) {
            http.send("GET /three-mebibytes?digest=md5 HTTP/1.0\r\n\r\n");

            assertThat(http.read().text()).endsWith("  three-mebibytes\n");
            assertThat(http.readToEnd()).isEmpty();
        }
    }
}
