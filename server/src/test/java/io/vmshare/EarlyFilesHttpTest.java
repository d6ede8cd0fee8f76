package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.TreeZip;
import io.vmshare.image.iso.OneFileIso;
import io.vmshare.kept.Kept;
import io.vmshare.kept.KeptFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32C;
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
    private static final int MAX_EARLY = 512 * K;
    private static final int[] SIZES = {
        0, 1, K, 14 * K - 1, 14 * K, 14 * K + 1, 16 * K, 100 * K, 128 * K, 128 * K + 1, 512 * K, 512 * K + 1, 3 * K * K
    };

    /** What is asked of every file. A request that only the engine answers has a minus before it. */
    private static final String OF_EVERY_FILE = """
            + GET PATH
            + HEAD PATH
            + GET PATH | If-None-Match: TAG
            + GET PATH | If-None-Match: "other"
            + GET PATH | If-Modified-Since: DATE
            + GET PATH | Range: bytes=0-0
            + GET PATH | Range: bytes=-5
            + GET PATH | Range: bytes=10-
            + HEAD PATH | Range: bytes=0-99
            + GET PATH | Range: bytes=100-40000 | If-Range: TAG
            + GET PATH | Range: bytes=1000-600000
            + GET PATH | Accept-Encoding: gzip
            + GET PATH | Range: bytes=0-9999999
            - GET PATH?query
            """;

    private static final String OF_SOME_FILES = """
            + GET /.PATH
            + GET /PATH
            + GET /.//./PATH
            + GET ENCODED
            - GET PATH/
            - GET PATH//
            - GET PATH/.
            - GET PATH?
            - GET PATH?download
            - GET PATH%00
            - GET PATH%2f
            - GET PATH;x
            - GET PATH%3f
            - GET /missing
            - GET /dir/..PATH
            - GET /%2e%2ePATH
            - GET http://x:1PATH
            - GET HTTP://otherPATH
            - POST PATH
            - OPTIONS PATH
            - get PATH
            - FOO PATH
            + GET PATH | Range: bytes=0-
            + GET PATH | Range: bytes=5-5
            + GET PATH | Range: BYTES=5-9
            + GET PATH | Range: bytes=5-9,
            + GET PATH | Range: bytes= 5-9
            + GET PATH | Range: bytes =5-9
            + GET PATH | Range: bytes=5 - 9
            + GET PATH | Range: bytes=9-5
            + GET PATH | Range: bytes=x-9
            + GET PATH | Range: bytes=--9
            + GET PATH | Range: bytes=
            + GET PATH | Range:
            + GET PATH | Range: lines=0-5
            + GET PATH | Range: bytes
            + GET PATH | Range: bytes=-0
            + GET PATH | Range: bytes=-99999999
            + GET PATH | Range: bytes=99999999-
            + GET PATH | Range: bytes=5-99999999999999999999999
            + GET PATH | Range: bytes=0-4,5-9
            + GET PATH | Range: bytes=0-4,8-9
            + GET PATH | Range: bytes=8-9,0-4
            + GET PATH | Range: bytes=0-4, 99999999-
            + GET PATH | Range: bytes=0-4 | Range: bytes=8-9
            + GET PATH | Range: bytes=0-4 | Range: 8-9
            + GET PATH | rAnGe:bytes=0-4
            + GET PATH | Range:\tbytes=0-4\t
            + HEAD PATH | Range: bytes=99999999-
            + HEAD PATH | Range: bytes=0-4,8-9
            + GET PATH | Range: bytes=0-4 | If-Range: TAG
            + GET PATH | Range: bytes=0-4 | If-Range: W/TAG
            + GET PATH | Range: bytes=0-4 | If-Range: "other"
            + GET PATH | Range: bytes=0-4 | If-Range: TAG, "other"
            + GET PATH | Range: bytes=0-4 | If-Range: DATE
            + GET PATH | Range: bytes=0-4 | If-Range: OLD
            + GET PATH | Range: bytes=0-4 | If-Range: *
            + GET PATH | Range: bytes=0-4 | If-Range:
            + GET PATH | If-Range: TAG
            + GET PATH | Range: bytes=99999999- | If-Range: "other"
            + GET PATH | If-None-Match: W/TAG
            + GET PATH | If-None-Match: "a", TAG
            + GET PATH | If-None-Match: "a",, TAG ,
            + GET PATH | If-None-Match: "a" | If-None-Match: TAG
            + GET PATH | If-None-Match: *
            + GET PATH | If-None-Match: *, TAG
            + GET PATH | If-None-Match:
            + GET PATH | If-None-Match: | If-Modified-Since: DATE
            + GET PATH | If-None-Match: unquoted
            + GET PATH | If-None-Match: "a TAG
            + GET PATH | If-None-Match: "a  b", TAG
            + HEAD PATH | If-None-Match: TAG
            + GET PATH | If-None-Match: TAG | Range: bytes=0-4
            + GET PATH | If-None-Match: TAG | Range: bytes=99999999-
            + GET PATH | If-None-Match: "a" | If-Modified-Since: DATE
            + GET PATH | If-None-Match: TAG | Accept-Encoding: gzip
            + GET PATH | If-Match: TAG
            + GET PATH | If-Match: W/TAG
            + GET PATH | If-Match: *
            + GET PATH | If-Match: "a", TAG
            + GET PATH | If-Match: "a"
            + GET PATH | If-Match:
            + HEAD PATH | If-Match: "a"
            + GET PATH | If-Match: TAG | If-None-Match: TAG
            + GET PATH | If-Match: TAG | If-Unmodified-Since: OLD
            + GET PATH | If-Match: TAG | Range: bytes=2-3
            + GET PATH | If-Unmodified-Since: DATE
            + GET PATH | If-Unmodified-Since: OLD
            + GET PATH | If-Unmodified-Since: nonsense
            + GET PATH | If-Modified-Since: OLD
            + GET PATH | If-Modified-Since: NEW
            + GET PATH | If-Modified-Since: nonsense
            + GET PATH | If-Modified-Since:
            + GET PATH | If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT
            + GET PATH | If-Modified-Since: Sun Nov  6 08:49:37 1994
            + GET PATH | If-Modified-Since: Sun Nov  6 08:49:37 2094
            + GET PATH | If-Modified-Since: DATE | If-Modified-Since: DATE
            + GET PATH | IF-MODIFIED-SINCE:DATE
            + GET PATH | If-Modified-Since: DATE | Range: bytes=0-4
            + GET PATH | Accept-Encoding: identity
            + GET PATH | Accept-Encoding: gzip;q=0
            + GET PATH | Accept-Encoding: br, gzip
            + GET PATH | accept-encoding: *
            + GET PATH | Accept-Encoding:
            + GET PATH | Accept-Encoding: gzip | Range: bytes=0-4
            + GET PATH | Accept-Encoding: gzip | Range:
            + HEAD PATH | Accept-Encoding: gzip
            + GET PATH | Connection: keep-alive
            + GET PATH | connection: Keep-Alive
            + GET PATH | Connection: keep-alive | Connection: keep-alive
            - GET PATH | Connection: close
            - GET PATH | Connection: Close
            - GET PATH | Connection: keep-alive, close
            - GET PATH | Connection: keep-alive | Connection: close
            - GET PATH | Connection: x-other
            - GET PATH | Connection: keep-alive, x-other
            - GET PATH | Connection: range | Range: bytes=0-4
            - GET PATH | Connection:
            - HEAD PATH | Connection: close
            - GET PATH HTTP/1.0
            - GET PATH HTTP/1.0 | Connection: keep-alive
            - HEAD PATH HTTP/1.0
            - GET PATH HTTP/1.0 | Connection: close
            - GET PATH HTTP/1.2
            - GET PATH HTTP/2.0
            - GET PATH http/1.1
            - GET PATH | Expect: 100-continue
            - GET PATH | Expect: other
            - GET PATH | Upgrade: h2c | Connection: Upgrade, HTTP2-Settings | HTTP2-Settings: AA
            - GET PATH | Upgrade: websocket
            + GET PATH | HTTP2-Settings: AA
            - GET PATH | Content-Length: 0
            - GET PATH | Content-Length: 00
            - GET PATH | Content-Length: +0
            - GET PATH | Content-Length: 0, 0
            - GET PATH | Content-Length:
            - GET PATH | Transfer-Encoding: identity
            - GET PATH | Transfer-Encoding:
            - GET PATH | Host: y
            - GET PATH | Range : bytes=0-4
            - GET PATH |  folded: x
            + GET PATH | Accept: */* | Cookie: a=b; c="d | User-Agent: x \t y | Referer: http://x/?a
            + GET PATH | TE: trailers | Trailer: x | Keep-Alive: timeout=5 | Via: 1.1 x
            + GET PATH | X-Empty: | X-Empty: | : x
            """;

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

    private static KeptFiles kept(ShareServer server) {
        return server.keptFiles().orElseThrow();
    }

    /** Returns when {@code path} is answered early: as soon as it is old enough, at the latest. */
    private static void awaitKept(String path, ShareServer server) throws Exception {
        try (Client client = new Client(server)) {
            Deadline.await(
                    path + " is kept",
                    () -> client.ask(request("+ HEAD " + path, "", "")).early());
        }
    }

    /** What was asked, in three words and fields. */
    private record Request(String text, boolean head, boolean old, boolean forEngine, boolean coding) {}

    private static Request request(String template, String path, String validators) {
        String line = template.replace("ENCODED", encoded(path)).replace("PATH", path);
        for (String pair : validators.split("\n", -1)) {
            int end = pair.indexOf('=');
            line = end < 0 ? line : line.replace(pair.substring(0, end), pair.substring(end + 1));
        }
        String[] parts = line.substring(2).split(" \\| ?", -1);
        String[] words = parts[0].split(" ", -1);
        StringBuilder text = new StringBuilder(words[0] + " " + words[1] + " ");
        text.append(words.length > 2 ? words[2] : "HTTP/1.1").append("\r\nHost: x\r\n");
        for (int i = 1; i < parts.length; i++) {
            text.append(parts[i]).append("\r\n");
        }
        String lower = template.toLowerCase(Locale.ROOT);
        boolean coding = lower.contains("accept-encoding") && !lower.contains("| range");
        return new Request(
                text + "\r\n", words[0].equals("HEAD"), parts[0].endsWith("/1.0"), line.startsWith("-"), coding);
    }

    /** Every letter of the last name as its percent-encoding, in lower case. */
    private static String encoded(String path) {
        StringBuilder out = new StringBuilder(path.substring(0, path.lastIndexOf('/') + 1));
        for (char c : path.substring(out.length()).toCharArray()) {
            out.append(path.indexOf('%') >= 0 ? "" + c : "%" + Integer.toHexString(c));
        }
        return out.toString();
    }

    /** An answer, and whether it was made early. */
    private record Answer(Response response, boolean early) {

        /** What has to be the same: all but the date, the order of fields, and what is drawn by lot. */
        String comparable() {
            List<String> fields = new ArrayList<>();
            for (String line : response.headerLines()) {
                int colon = line.indexOf(':');
                fields.add(line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon));
            }
            fields.removeIf(line -> line.startsWith("date:"));
            if (response.status()
                    == 304) { // the engine says of a HEAD how the content would be framed, and of a GET not
                fields.removeIf(line -> line.startsWith("transfer-encoding:") || line.startsWith("connection: keep"));
            }
            fields.sort(null);
            String type = response.field("Content-Type").orElse("");
            int boundary = type.indexOf("boundary=");
            String head = response.statusLine() + "\n" + String.join("\n", fields) + "\n\n";
            if (boundary < 0) {
                return head + (response.body().length > 500 ? digest(response.body()) : latin1(response.body()));
            }
            return (head + latin1(response.body())).replace(type.substring(boundary + 9), "BOUNDARY");
        }

        private static String digest(byte[] body) {
            CRC32C sum = new CRC32C();
            sum.update(body);
            return body.length + " bytes, " + Long.toHexString(sum.getValue());
        }

        private static String latin1(byte[] body) {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    /** A client that goes on with its connection as long as it may. */
    private static final class Client implements AutoCloseable {

        private final ShareServer server;
        private final boolean counts;
        private RawHttp http;

        Client(ShareServer server) throws IOException {
            this.server = server;
            this.counts = server.keptFiles().isPresent();
            this.http = connect();
        }

        private RawHttp connect() throws IOException {
            return RawHttp.connect("127.0.0.1", server.uri().getPort());
        }

        Answer ask(Request request) throws IOException {
            long before = counts ? Kept.answers(kept(server)) : 0;
            http.send(request.text);
            Response response = request.head ? http.readHead() : http.read();
            long after = counts ? Kept.answers(kept(server)) : 0;
            String connection = response.field("Connection").orElse("");
            if (connection.equals("close") || (request.old && !connection.equals("keep-alive"))) {
                assertThat(http.readToEnd()).isEmpty();
                http.close();
                http = connect();
            }
            return new Answer(response, after > before);
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }

    private static String validators(Response response) {
        return "TAG=" + response.field("ETag").orElse("none") + "\nDATE="
                + response.field("Last-Modified").orElse("none")
                + "\nOLD=Sun, 06 Nov 1994 08:49:37 GMT\nNEW=Sat, 06 Nov 2094 08:49:37 GMT";
    }

    /** Whether the file goes out in a content coding to those who accept one: a text of 1 KiB to 1 MiB. */
    private static boolean isCoded(String path) throws IOException {
        try (Client client = new Client(off)) {
            return client.ask(request("+ HEAD PATH", path, ""))
                    .response()
                    .field("Vary")
                    .isPresent();
        }
    }

    /** Whether the answer that the engine made could be made of a kept file. */
    private static boolean isEarly(Request request, Response response, String path, boolean coded) {
        boolean empty = path.contains("-0."); // not kept: it gains nothing
        boolean kept = !path.startsWith("/deflated.zip/")
                && !empty
                && response.field("ETag").isPresent();
        boolean whole = response.status() == 200 || response.status() == 304;
        boolean oneRange =
                response.status() == 206 && response.field("Content-Range").isPresent();
        return kept
                && !request.forEngine
                && (whole || oneRange)
                && response.body().length <= MAX_EARLY
                && !(coded && request.coding);
    }

    private static List<String> differences(String templates, String path) throws Exception {
        return differences(on.server(), off, templates, path);
    }

    private static List<String> differences(ShareServer keeps, ShareServer keepsNot, String templates, String path)
            throws Exception {
        List<String> findings = new ArrayList<>();
        try (Client early = new Client(keeps);
                Client engine = new Client(keepsNot)) {
            Response plain = engine.ask(request("+ GET PATH", path, "")).response();
            boolean coded = isCoded(path);
            early.ask(request("+ GET PATH", path, "")); // now it is kept
            for (String template : templates.split("\n", -1)) {
                if (template.isEmpty()) {
                    continue;
                }
                Request request = request(template, path, validators(plain));
                Answer expected = engine.ask(request);
                Answer answer = early.ask(request);
                if (!answer.comparable().equals(expected.comparable())) {
                    findings.add(request.text + expected.comparable() + "\n--- but early ---\n" + answer.comparable());
                }
                if (answer.early() != isEarly(request, expected.response(), path, coded)) {
                    findings.add((answer.early() ? "early: " : "not early: ")
                            + request.text
                            + expected.response().statusLine());
                }
            }
        }
        return findings;
    }

    @Test
    void answer_everyFile_isTheEngines() throws Exception {
        List<String> findings = new ArrayList<>();
        for (String path : PATHS) {
            findings.addAll(differences(OF_EVERY_FILE, path));
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
        assertThat(differences(OF_SOME_FILES, path)).isEmpty();
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
        ShareOptions.Builder options =
                ShareOptions.builder(on.root()).header(name, value).grace(Duration.ZERO);
        List<String> findings = new ArrayList<>();
        try (ShareServer keeps = ShareServer.start(options.build());
                ShareServer keepsNot =
                        ShareServer.start(options.keepFiles(false).build())) {
            for (String path : List.of("/text-1024.txt", "/binary-131073.bin")) {
                findings.addAll(differences(keeps, keepsNot, OF_EVERY_FILE, path));
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
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            requests.add(request(templates.get(i * 7 % templates.size()), "", ""));
        }
        requests.add(request("- GET /text-1.txt | Connection: close", "", ""));
        for (int i = 0; i < 3; i++) {
            requests.add(request("+ GET /text-1024.txt", "", ""));
        }
        long before = Kept.answers(kept(on.server()));
        List<String> expected = pipelined(off, requests);

        for (int round = 0; round < 2; round++) { // in the first the files are not kept yet, or not all
            assertThat(pipelined(on.server(), requests)).isEqualTo(expected);
        }
        assertThat(expected).hasSize(66);
        assertThat(Kept.answers(kept(on.server())) - before).isGreaterThan(35);
    }

    private static List<String> pipelined(ShareServer server, List<Request> requests) throws IOException {
        StringBuilder all = new StringBuilder();
        requests.forEach(request -> all.append(request.text));
        List<String> answers = new ArrayList<>();
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            http.send(all.toString());
            for (Request request : requests) {
                Response response = request.head ? http.readHead() : http.read();
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
