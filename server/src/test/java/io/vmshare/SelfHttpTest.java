package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /?self} is the file that the share was given as its program, in that state, and no other. */
@Timeout(60)
class SelfHttpTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05.123456789Z");

    @TempDir
    private Path directory;

    private Path root;
    private Path jar;
    private byte[] bytes;
    private ShareServer server;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectory(directory.resolve("root"));
        Files.writeString(root.resolve("index.html"), "<p>index");
        jar = Files.createDirectory(directory.resolve("opt")).resolve("tool-1.0.jar");
        bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        Files.write(jar, bytes);
        Files.setLastModifiedTime(jar, FileTime.from(LONG_AGO));
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private void start() {
        start(ShareOptions.builder(root).self(jar));
    }

    private void start(ShareOptionsBuilder options) {
        server = ShareServer.start(options.build());
    }

    private Response ask(String method, String target, String... fields) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: x\r\n");
        for (String field : fields) {
            request.append(field).append("\r\n");
        }
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            http.send(request.append("\r\n").toString());
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    private Response get(String target, String... fields) throws IOException {
        return ask("GET", target, fields);
    }

    @Test
    void get_self_isTheProgramToBeSaved() throws IOException {
        start();

        Response answer = get("/?self");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(answer.field("Content-Length")).contains("300000");
        assertThat(answer.field("Content-Type")).contains("application/java-archive");
        assertThat(answer.field("Content-Disposition"))
                .contains("attachment; filename=\"share.jar\"; filename*=UTF-8''share.jar");
        assertThat(answer.field("Accept-Ranges")).contains("bytes");
        assertThat(answer.field("Last-Modified")).contains("Fri, 02 Jan 2026 03:04:05 GMT");
        assertThat(answer.field("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.toString()).doesNotContain("tool-1.0").doesNotContain(directory.toString());
    }

    @Test
    void head_self_hasTheFieldsOfGet() throws IOException {
        start();
        Response head = ask("HEAD", "/?self");

        assertThat(head.status()).isEqualTo(200);
        for (String field : List.of("Content-Length", "Content-Type", "Content-Disposition", "ETag", "Last-Modified")) {
            assertThat(head.field(field))
                    .as(field)
                    .isPresent()
                    .isEqualTo(get("/?self").field(field));
        }
    }

    @Test
    void get_rangeAndConditions_areThoseOfAFile() throws IOException {
        start();
        String tag = get("/?self").field("ETag").orElseThrow();

        Response part = get("/?self", "Range: bytes=299990-", "If-Range: " + tag);

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.field("Content-Range")).contains("bytes 299990-299999/300000");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 299_990, 300_000));
        assertThat(get("/?self", "If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(get("/?self", "Range: bytes=300000-").status()).isEqualTo(416);
        assertThat(get("/?self", "Accept-Encoding: gzip, br").field("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?self", "/?self=1", "/?x&self", "/?self&download", "//?self", "/./?self", "/?%73elf"})
    void get_selfAmongOthers_isTheProgram(String target) throws IOException {
        start();

        assertThat(get(target).body()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?Self", "/?selfish", "/?x=self", "/?", "/", "/index.html?self"})
    void get_anotherQueryOrPath_isNotTheProgram(String target) throws IOException {
        start();

        assertThat(get(target).text()).isEqualTo("<p>index");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tool-1.0.jar",
                "/share.jar",
                "/?self/",
                "/?self=../secret",
                "/?self=/etc/passwd",
                "/../opt/tool-1.0.jar",
                "/opt/?self",
                "/..%2fopt%2ftool-1.0.jar?self"
            })
    void get_anyWay_leadsToNoOtherFile(String target) throws IOException {
        Files.writeString(directory.resolve("secret"), "secret");
        start();

        Response answer = get(target);

        assertThat(answer.status() == 404
                        || Arrays.equals(answer.body(), bytes)
                        || answer.text().equals("<p>index"))
                .as(target + " " + answer.status())
                .isTrue();
    }

    @Test
    void get_noProgram_is404() throws IOException {
        start(ShareOptions.builder(root));

        assertThat(get("/?self").status()).isEqualTo(404);
        assertThat(get("/index.html?self").status()).isEqualTo(200);
    }

    @Test
    void get_besideSeveralPathsOrOneFile_isTheProgram() throws IOException {
        start(ShareOptions.builder(root, jar.getParent()).self(jar).hidden(false));
        assertThat(get("/?self").body()).isEqualTo(bytes);
        close();
        start(ShareOptions.builder(root.resolve("index.html")).self(jar));
        assertThat(get("/?self").body()).isEqualTo(bytes);
    }

    @Test
    void get_rootGone_isTheProgram() throws IOException {
        start();
        Files.delete(root.resolve("index.html"));
        Files.delete(root);

        assertThat(get("/").status()).isEqualTo(404);
        assertThat(get("/?self").body()).isEqualTo(bytes);
    }

    /** Through a link, as {@code /usr/local/bin/share} may be one. */
    @Test
    void get_programIsALink_isWhereItLed() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("share"), jar);
        start(ShareOptions.builder(root).self(link));
        assertThat(get("/?self").body()).isEqualTo(bytes);

        Path other = Files.write(directory.resolve("other"), new byte[300_000]);
        Files.setLastModifiedTime(other, FileTime.from(LONG_AGO));
        Files.delete(link);
        Files.createSymbolicLink(link, other);

        assertThat(get("/?self").status()).isEqualTo(410);
    }

    @Test
    void get_replacedByRename_isGoneUntilItIsBack() throws IOException {
        start();
        Path kept = Files.move(jar, directory.resolve("kept"));
        byte[] newer = new byte[300_000];
        Files.write(jar, newer);
        Files.setLastModifiedTime(jar, FileTime.from(LONG_AGO)); // nothing but its inode differs

        Response gone = get("/?self");

        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text()).isEqualTo("410 Gone: the program was replaced since it was started; start it again\n");
        assertThat(ask("HEAD", "/?self").status()).isEqualTo(410);
        assertThat(get("/").status()).isEqualTo(200);

        Files.move(kept, jar, StandardCopyOption.REPLACE_EXISTING);
        assertThat(get("/?self").body()).isEqualTo(bytes);
    }

    @Test
    void get_overwrittenInPlace_isGone() throws IOException {
        start();
        Files.write(jar, new byte[300_000]);

        assertThat(get("/?self").status()).isEqualTo(410);
    }

    @Test
    void get_deleted_isGone() throws IOException {
        start();
        Files.delete(jar);

        assertThat(get("/?self").status()).isEqualTo(410);
    }

    @Test
    void get_becameADirectory_isGone() throws IOException {
        start();
        Files.delete(jar);
        Files.createDirectory(jar);

        assertThat(get("/?self").status()).isEqualTo(410);
    }

    @Test
    void get_newRightsAndNames_changeNothing() throws IOException {
        start();
        assertThat(jar.toFile().setExecutable(true)).isTrue();
        Files.createLink(directory.resolve("second"), jar);

        assertThat(get("/?self").body()).isEqualTo(bytes);
    }

    /** A file that is kept is answered before the engine reads the request; a query makes another request of it. */
    @Test
    void get_keptFileWithAQuery_isNotTheProgram() throws IOException {
        Files.setLastModifiedTime(root.resolve("index.html"), FileTime.from(LONG_AGO));
        start();
        for (int i = 0; i < 5; i++) {
            assertThat(get("/index.html").text()).isEqualTo("<p>index");
            assertThat(get("/?self").body()).isEqualTo(bytes);
            assertThat(get("/index.html?self").text()).isEqualTo("<p>index");
        }
    }

    @Test
    void start_programThatIsNone_isRefused() {
        Path missing = directory.resolve("missing.jar");

        assertThatThrownBy(() -> ShareServer.start(
                        ShareOptions.builder(root).self(missing).build()))
                .isInstanceOf(StartupException.class)
                .hasMessage("cannot hand out " + missing + " as the program: no such file; name the jar, or none");
        assertThatThrownBy(() -> ShareServer.start(
                        ShareOptions.builder(root).self(directory).build()))
                .isInstanceOf(StartupException.class);
    }

    @Test
    void toBuilder_keepsTheProgram() {
        ShareOptions options = ShareOptions.builder(root).self(jar).build();

        assertThat(options.toBuilder().build().self()).contains(jar);
        assertThat(ShareOptions.builder(root).build().self()).isEmpty();
    }
}
