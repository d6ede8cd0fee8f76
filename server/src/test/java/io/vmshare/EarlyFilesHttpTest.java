package io.vmshare;

import static io.vmshare.EarlyRequest.OF_EVERY_FILE;
import static io.vmshare.EarlyRequest.OF_SOME_FILES;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.EarlyComparison.Answer;
import io.vmshare.EarlyComparison.Client;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.TreeZip;
import io.vmshare.image.iso.OneFileIso;
import io.vmshare.kept.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Answers made before the engine reads a request are those that the engine makes: the same requests are sent to a share that
 * keeps files and to one that does not. That the early way was taken wherever it should be is counted.
 */
@Timeout(120)
class EarlyFilesHttpTest {

    private static final int K = 1024;
    private static final int[] SIZES = {
        0, 1, K, 14 * K - 1, 14 * K, 14 * K + 1, 16 * K, 100 * K, 128 * K, 128 * K + 1, 512 * K, 512 * K + 1, 3 * K * K
    };

    @RegisterExtension
    static final ShareExtension on = ShareExtension.of();

    private static final List<String> PATHS = new ArrayList<>();
    private static ShareServer off;

    @BeforeAll
    static void fill() throws Exception {
        Path root = on.root();
        for (int size : SIZES) {
            add("text-" + size + ".txt", text(size));
            add("binary-" + size + ".bin", binary(size));
        }
        add(".dotfile", text(300));
        add("a%20b%25%3F%23%C3%BC%FF%0A.txt", text(2000));
        Files.createDirectory(root.resolve("dir"));
        add("dir/noextension", text(2000));
        byte[] large = binary(300 * K);
        TreeZip.stored()
                .with("small.txt", text(2000))
                .with("large.bin", large)
                .with("a b.txt", text(5))
                .writeTo(root.resolve("stored.zip"));
        TreeZip.deflated()
                .with("small.txt", text(2000))
                .with("large.bin", large)
                .writeTo(root.resolve("deflated.zip"));
        OneFileIso.write(root.resolve("disc.iso"), "DATA.BIN", binary(200 * K));
        PATHS.addAll(List.of(
                "/stored.zip/small.txt",
                "/stored.zip/large.bin",
                "/stored.zip/a%20b.txt",
                "/stored.zip",
                "/deflated.zip/small.txt",
                "/deflated.zip/large.bin",
                "/disc.iso/DATA.BIN"));
        off = ShareServer.start(
                ShareOptions.builder(root).keepFiles(false).grace(Duration.ZERO).build());
        awaitKept("/disc.iso/DATA.BIN", on.server()); // which was made last
    }

    @AfterAll
    static void stop() {
        off.close();
    }

    private static void add(String encodedName, byte[] content) throws IOException {
        Files.write(HostileTree.resolve(on.root(), encodedName), content);
        PATHS.add("/" + encodedName);
    }

    private static byte[] text(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i % 61 == 60 ? '\n' : 'a' + i * 7 % 26);
        }
        return bytes;
    }

    private static byte[] binary(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Returns when {@code path} is answered early: as soon as it is old enough, at the latest. */
    private static void awaitKept(String path, ShareServer server) throws Exception {
        try (Client client = new Client(server)) {
            Deadline.await(
                    path + " is kept",
                    () -> client.ask(EarlyRequest.of("+ HEAD " + path, "", "")).early());
        }
    }

    private static EarlyComparison comparison() {
        return new EarlyComparison(on.server(), off, off);
    }

    @Test
    void answer_everyFile_isTheEngines() throws Exception {
        List<String> findings = new ArrayList<>();
        for (String path : PATHS) {
            findings.addAll(comparison().differences(OF_EVERY_FILE, path));
        }

        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/text-1024.txt",
        "/binary-14337.bin",
        "/text-102400.txt",
        "/binary-131073.bin",
        "/stored.zip/small.txt",
        "/stored.zip/large.bin",
        "/deflated.zip/small.txt",
        "/text-0.txt",
        "/dir/noextension"
    })
    void answer_everyKindOfRequest_isTheEngines(String path) throws Exception {
        assertThat(comparison().differences(OF_SOME_FILES, path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Cache-Control          | max-age=60
            content-type           | text/x-owner
            ACCEPT-RANGES          | none
            Vary                   | Origin
            Server                 | other
            ETag                   | "owner"
            Last-Modified          | Sun, 06 Nov 1994 08:49:37 GMT
            Content-Encoding       | identity
            X-Content-Type-Options | other
            X-Owner                | a  b, "c"
            """)
    void answer_withAFieldOfTheOwners_isTheEngines(String name, String value) throws Exception {
        ShareOptionsBuilder options =
                ShareOptions.builder(on.root()).header(name, value).grace(Duration.ZERO);
        List<String> findings = new ArrayList<>();
        try (ShareServer keeps = ShareServer.start(options.build());
                ShareServer keepsNot =
                        ShareServer.start(options.keepFiles(false).build())) {
            for (String path : List.of("/text-1024.txt", "/binary-131073.bin")) {
                findings.addAll(new EarlyComparison(keeps, keepsNot, off).differences(OF_EVERY_FILE, path));
            }
        }

        assertThat(findings).isEmpty();
    }

    /** Some early, some by the engine, some refused with their connection's end: all in order, none lost. */
    @Test
    void answers_manyRequestsInOneWrite_comeInOrder() throws Exception {
        List<String> templates = List.of(
                "+ GET /text-1024.txt",
                "+ GET /binary-102400.bin | Range: bytes=1000-90000",
                "- GET /missing",
                "+ HEAD /text-16384.txt",
                "+ GET /binary-524288.bin",
                "- GET /dir/",
                "+ GET /.dotfile | If-None-Match: *",
                "- POST /text-1.txt",
                "+ GET /binary-3145728.bin",
                "- GET /text-1024.txt?query",
                "+ GET /binary-14336.bin | Range: bytes=99999-",
                "- GET /text-0.txt | Expect: 100-continue",
                "+ GET /stored.zip/large.bin");
        List<EarlyRequest> requests = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            requests.add(EarlyRequest.of(templates.get(i * 7 % templates.size()), "", ""));
        }
        requests.add(EarlyRequest.of("- GET /text-1.txt | Connection: close", "", ""));
        for (int i = 0; i < 3; i++) {
            requests.add(EarlyRequest.of("+ GET /text-1024.txt", "", ""));
        }
        long before = Kept.answers(on.server().keptFiles().orElseThrow());
        List<String> expected = pipelined(off, requests);

        for (int round = 0; round < 2; round++) { // in the first the files are not kept yet, or not all
            assertThat(pipelined(on.server(), requests)).isEqualTo(expected);
        }
        assertThat(expected).hasSize(66);
        assertThat(Kept.answers(on.server().keptFiles().orElseThrow()) - before).isGreaterThan(35);
    }

    private static List<String> pipelined(ShareServer server, List<EarlyRequest> requests) throws IOException {
        StringBuilder all = new StringBuilder();
        requests.forEach(request -> all.append(request.text()));
        List<String> answers = new ArrayList<>();
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            http.send(all.toString());
            for (EarlyRequest request : requests) {
                Response response = request.head() ? http.readHead() : http.read();
                answers.add(new Answer(response, false).comparable());
                if (response.field("Connection").orElse("").equals("close")) {
                    assertThat(http.readToEnd()).isEmpty();
                    return answers;
                }
            }
        }
        return answers;
    }
}
