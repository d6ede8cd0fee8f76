package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.kept.Kept;
import io.vmshare.template.TemplateOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Repr-Digest} for those who want it (RFC 9530 §3, §4). */
@Timeout(60)
class ReprDigestHttpTest {

    private static final long TOO_MUCH = 64L * 1024 * 1024 + 1;

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of(options ->
            options.precompressed(true).templates(TemplateOptions.of("*.ks")).index(true));

    @BeforeAll
    static void fill() throws IOException {
        Path root = share.root();
        Files.writeString(root.resolve("hello.json"), "{\"hello\": \"world\"}");
        Files.writeString(root.resolve("hello-lf.json"), "{\"hello\": \"world\"}\n");
        Files.writeString(root.resolve("text.html"), "<p>The same again.\n".repeat(2000));
        Files.writeString(root.resolve("beside.html"), "<p>The same again.\n".repeat(2000));
        Files.writeString(root.resolve("beside.html.br"), "what brotli made of it");
        Files.writeString(root.resolve("answer.ks"), "url ${share.host}");
        Files.writeString(root.resolve("empty"), "");
        byte[] large = new byte[300_000];
        new Random(5).nextBytes(large);
        Files.write(root.resolve("large"), large);
        HostileTree.sparse(root.resolve("huge"), TOO_MUCH);
        Files.createDirectory(root.resolve("index"));
        Files.writeString(root.resolve("index/index.html"), "index");
    }

    private static Response ask(String method, String target, String... fieldLines) throws IOException {
        try (RawHttp http = share.raw()) {
            String fields = fieldLines.length == 0 ? "" : String.join("\r\n", fieldLines) + "\r\n";
            http.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    private static Optional<String> digest(Response response) {
        return response.field("Repr-Digest");
    }

    private static String sha256(byte[] content) throws Exception {
        return "sha-256=:"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(content)) + ":";
    }

    /** The values are those of the RFC's appendices. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /hello.json    | sha-256=1             | sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:
            /hello.json    | sha-512=1             | sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:
            /hello-lf.json | sha-256=1             | sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:
            /empty         | sha-256=1             | sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:
            /hello.json    | sha-256=3, sha=10     | sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:
            """)
    void get_wanted_isThatOfTheRfc(String target, String want, String expected) throws IOException {
        for (String method : List.of("GET", "HEAD")) {
            assertThat(digest(ask(method, target, "Want-Repr-Digest: " + want)))
                    .as(method)
                    .contains(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Other: x",
                "Want-Repr-Digest:",
                "Want-Repr-Digest: sha=10",
                "Want-Repr-Digest: md5=10",
                "Want-Repr-Digest: sha-256=0",
                "Want-Repr-Digest: sha-256=11",
                "Want-Repr-Digest: sha-256=1,",
                "Want-Repr-Digest: \"\u00ff\"",
                "Want-Content-Digest: sha-256=1",
                "Want-Digest: sha-256"
            })
    void get_notWanted_hasNone(String line) throws IOException {
        Response response = ask("GET", "/hello.json", line);

        assertThat(response.status()).isEqualTo(200);
        assertThat(digest(response)).isEmpty();
    }

    @Test
    void get_severalLines_areOneDictionary() throws IOException {
        Response response = ask("GET", "/hello.json", "Want-Repr-Digest: sha-256=1", "want-repr-digest: sha-512=2");

        assertThat(digest(response))
                .hasValueSatisfying(value -> assertThat(value).startsWith("sha-512=:"));
    }

    /** RFC 9530 §3.1: of the whole representation, whatever part of it the message has. */
    @Test
    void get_range_isThatOfTheWhole() throws Exception {
        byte[] content = Files.readAllBytes(share.root().resolve("large"));
        for (String range : List.of("0-99", "100-", "0-9,20-29")) {
            Response response = ask("GET", "/large", "Range: bytes=" + range, "Want-Repr-Digest: sha-256=1");

            assertThat(response.status()).isEqualTo(206);
            assertThat(digest(response)).contains(sha256(content));
        }
    }

    @ParameterizedTest
    @CsvSource({"/text.html, gzip, gzip", "/beside.html, br, br", "/beside.html, gzip, gzip"})
    void get_coded_isThatOfTheBytesThatAreSent(String target, String accept, String coding) throws Exception {
        String[] fields = {"Accept-Encoding: " + accept, "Want-Repr-Digest: sha-256=1"};

        Response response = ask("GET", target, fields);

        assertThat(response.field("Content-Encoding")).contains(coding);
        assertThat(digest(response)).contains(sha256(response.body()));
        assertThat(digest(ask("HEAD", target, fields))).isEqualTo(digest(response));
        Response plain = ask("GET", target, fields[1]);
        assertThat(digest(plain)).contains(sha256(plain.body())).isNotEqualTo(digest(response));
    }

    @Test
    void get_templateAndIndexFile_haveThatOfWhatIsSent() throws Exception {
        for (String target : List.of("/answer.ks", "/index/")) {
            Response response = ask("GET", target, "Want-Repr-Digest: sha-256=1");

            assertThat(digest(response)).as(target).contains(sha256(response.body()));
        }
        assertThat(ask("GET", "/answer.ks").text()).isEqualTo("url x");
    }

    @Test
    void get_withoutARepresentation_hasNone() throws IOException {
        String want = "Want-Repr-Digest: sha-256=1";
        String tag = ask("GET", "/hello.json").field("ETag").orElseThrow();

        for (Response response : List.of(
                ask("GET", "/hello.json", want, "If-None-Match: " + tag),
                ask("GET", "/hello.json", want, "If-Match: \"other\""),
                ask("GET", "/hello.json", want, "Range: bytes=999-"),
                ask("GET", "/no-such-file", want))) {
            assertThat(response.status()).isIn(304, 404, 412, 416);
            assertThat(digest(response)).isEmpty();
        }
    }

    /** What takes long to read does not keep the answer waiting; once it is known it is told. */
    @Test
    void get_largeFile_hasItWhenItIsKnown() throws Exception {
        String want = "Want-Repr-Digest: sha-256=1";
        assertThat(digest(ask("HEAD", "/huge", want))).isEmpty();

        String line = ask("GET", "/huge?digest=sha-256").text();

        String expected =
                "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(line.substring(0, 64))) + ":";
        Deadline.await("it is old enough to be known", () -> {
            ask("GET", "/huge?digest=sha-256");
            return digest(ask("HEAD", "/huge", want)).isPresent();
        });
        assertThat(digest(ask("HEAD", "/huge", want))).contains(expected);
        assertThat(digest(ask("HEAD", "/huge", "Want-Repr-Digest: sha-512=1"))).isEmpty();
    }

    /** What is kept is answered before anybody reads the field; so who has it is not answered there. */
    @Test
    void get_fileThatIsKept_hasItAllTheSame() throws Exception {
        ShareServer server = share.server();
        KeptTrees.awaitEarly(server, "/large");
        long before = Kept.answers(KeptTrees.kept(server));
        byte[] content = Files.readAllBytes(share.root().resolve("large"));

        Response wanted = ask("GET", "/large", "Want-Repr-Digest: sha-256=1");
        Response line = ask("GET", "/large?digest=sha-256");

        assertThat(wanted.body()).isEqualTo(content);
        assertThat(digest(wanted)).contains(sha256(content));
        assertThat(line.text()).endsWith("  large\n");
        assertThat(Kept.answers(KeptTrees.kept(server))).isEqualTo(before);
        assertThat(digest(KeptTrees.awaitEarly(server, "/large"))).isEmpty();
    }

    @Test
    void get_fileThatIsReplaced_hasThatOfTheNewOneAtOnce() throws Exception {
        Path file = share.root().resolve("changing");
        byte[] content = new byte[200_000];
        for (int round = 0; round < 4; round++) {
            content[7] = (byte) round;
            Files.write(file, content);
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));

            for (int i = 0; i < 3; i++) {
                assertThat(digest(ask("HEAD", "/changing", "Want-Repr-Digest: sha-256=1")))
                        .contains(sha256(content));
            }
        }
    }

    @Test
    void get_manyAtOnce_areAllAnsweredAndRight() throws Exception {
        String expected = sha256(Files.readAllBytes(share.root().resolve("large")));
        List<RawHttp> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                clients.add(share.raw().send("HEAD /large HTTP/1.1\r\nHost: x\r\nWant-Repr-Digest: sha-256=1\r\n\r\n"));
            }
            int told = 0;
            for (RawHttp client : clients) {
                Response response = client.readHead();
                assertThat(response.status()).isEqualTo(200);
                told += digest(response).isPresent() ? 1 : 0;
                assertThat(digest(response).orElse(expected)).isEqualTo(expected);
            }
            assertThat(told).isPositive();
        } finally {
            for (RawHttp client : clients) {
                client.close();
            }
        }
    }

    @Test
    void get_listing_hasNone() throws IOException {
        Response response = ask("GET", "/", "Want-Repr-Digest: sha-256=1");

        assertThat(response.text()).contains("hello.json");
        assertThat(digest(response)).isEmpty();
    }
}
