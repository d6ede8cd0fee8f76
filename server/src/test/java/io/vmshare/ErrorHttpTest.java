package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.SleepyFileSystem;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How failures look to a client (RFC 9110 §15.5, §15.6), and what they do not tell. */
@Timeout(60)
class ErrorHttpTest {

    private static final int SIZE = 8 * 1024 * 1024;

    @TempDir
    Path root;

    private final SleepyFileSystem files = new SleepyFileSystem();

    @BeforeEach
    void fill() throws IOException {
        Files.write(root.resolve("small.bin"), new byte[100]);
        Files.writeString(root.resolve("page.html"), "<p>".repeat(1000));
        Files.write(root.resolve("large.bin"), new byte[SIZE]);
        Files.createDirectory(root.resolve("directory"));
    }

    private static RawHttp.Response ask(ShareServer server, String request) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            http.send(request);
            return request.startsWith("HEAD") ? http.readHead() : http.read();
        }
    }

    private ShareServer start(Path shared) {
        return ShareServer.start(ShareOptions.builder(shared).build());
    }

    /** A disk that breaks: the nth read of a file's content fails, and all after it. */
    private void failAtRead(int nth) {
        AtomicInteger reads = new AtomicInteger();
        files.beforeRead(() -> {
            if (reads.incrementAndGet() >= nth) {
                ErrorHttpTest.<RuntimeException>fail(new IOException("/srv/secret: Input/output error"));
            }
        });
    }

    /** Throws a checked exception where none is declared. */
    @SuppressWarnings("unchecked") // that is how
    private static <E extends Throwable> void fail(IOException failure) throws E {
        throw (E) failure;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/small.bin", "/large.bin", "/page.html"})
    void get_fileThatCannotBeRead_is500WithoutWhy(String path) throws IOException {
        failAtRead(1);
        try (ShareServer server = start(files.of(root));
                RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            for (String fields :
                    List.of("", "Accept: text/html\r\n", "Range: bytes=0-1\r\n", "Accept-Encoding: gzip\r\n")) {
                RawHttp.Response failed = http.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n")
                        .read();

                assertThat(failed.status()).isEqualTo(500);
                assertThat(failed.text()).contains("500 Internal Server Error").doesNotContain("secret", "java", "srv");
                assertThat(failed.field("ETag")).isEmpty();
                assertThat(failed.field("Content-Encoding")).isEmpty();
                assertThat(failed.field("Content-Range")).isEmpty();
            }
            files.beforeRead(() -> {});
            assertThat(http.send("GET /small.bin HTTP/1.1\r\nHost: x\r\n\r\n")
                            .read()
                            .body())
                    .hasSize(100);
        }
        assertThat(files.open()).isZero();
    }

    @Test
    void get_fileThatCannotBeReadFurther_cutsTheConnection() throws IOException {
        failAtRead(5);
        try (ShareServer server = start(files.of(root))) {
            Assertions.assertThatThrownBy(() -> ask(server, "GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .isInstanceOfAny(EOFException.class, SocketException.class);
        }
        assertThat(files.open()).isZero();
    }

    /** A real one: Linux does not know the speed of the loopback interface, and says so when it is read. */
    @Test
    void get_fileTheKernelRefusesToRead_is500() throws IOException {
        Path speed = Path.of("/sys/class/net/lo/speed");
        assumeThat(Files.isReadable(speed)).as("Linux with /sys").isTrue();
        try (ShareServer server = start(speed)) {
            assertThat(ask(server, "GET /speed HTTP/1.1\r\nHost: x\r\n\r\n").status())
                    .isEqualTo(500);
        }
    }

    @ParameterizedTest(name = "{1} {2} [{3}]: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            404 | GET  | /missing      | X: y
            404 | GET  | /small.bin/   | X: y
            412 | GET  | /small.bin    | If-Match: "a"
            416 | GET  | /small.bin    | Range: bytes=100-
            405 | POST | /small.bin    | Content-Length: 0
            501 | FOO  | /small.bin    | X: y
            """)
    void error_page_isShortAndSaysNothingOfTheHost(int status, String method, String target, String line)
            throws IOException {
        try (ShareServer server = start(root)) {
            String request = method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + line + "\r\n";
            RawHttp.Response text = ask(server, request + "\r\n");
            RawHttp.Response html = ask(server, request + "Accept: text/html,*/*;q=0.8\r\n\r\n");
            RawHttp.Response lines = ask(server, request + "Accept: image/*\r\nAccept: text/html\r\n\r\n");
            RawHttp.Response unwanted = ask(server, request + "Accept: text/html;q=0, text/plain\r\n\r\n");

            for (RawHttp.Response page : List.of(text, html, lines, unwanted)) {
                assertThat(page.status()).isEqualTo(status);
                assertThat(page.field("Content-Length")).contains(String.valueOf(page.body().length));
                assertThat(page.fields("Content-Security-Policy")).containsExactly("default-src 'none'");
                assertThat(page.fields("X-Content-Type-Options")).containsExactly("nosniff");
                assertThat(page.fields("Server")).containsExactly("share");
                assertThat(page.toString()).doesNotContain(root.toString(), "ndertow", "java");
            }
            assertThat(text.field("Content-Type")).contains("text/plain; charset=utf-8");
            assertThat(text.text()).matches(status + " [A-Z][A-Za-z -]+(: [a-z ]+)?\n");
            assertThat(unwanted.text()).isEqualTo(text.text());
            assertThat(html.field("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(html.text()).contains("<h1>" + text.text().strip() + "</h1>");
            assertThat(lines.text()).isEqualTo(html.text());
        }
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /missing    | Accept: text/html
            /missing    | Accept: */*
            /small.bin  | If-Match: "a"
            /small.bin  | Range: bytes=100-
            /directory  | X: y
            """)
    void head_error_hasTheFieldsOfGetAndNoContent(String target, String line) throws IOException {
        try (ShareServer server = start(root);
                RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            String request = " " + target + " HTTP/1.1\r\nHost: x\r\n" + line + "\r\n\r\n";
            RawHttp.Response get = http.send("GET" + request).read();
            RawHttp.Response head = http.send("HEAD" + request).readHead();

            assertThat(head.statusLine()).isEqualTo(get.statusLine());
            assertThat(withoutDate(head)).isEqualTo(withoutDate(get));
            assertThat(http.send("GET /small.bin HTTP/1.1\r\nHost: x\r\n\r\n")
                            .read()
                            .body())
                    .as("nothing of a page lies between")
                    .hasSize(100);
        }
    }

    private static List<String> withoutDate(RawHttp.Response response) {
        return response.headerLines().stream()
                .filter(line -> !line.startsWith("Date:"))
                .sorted()
                .toList();
    }

    @Test
    void get_unsatisfiableRange_tellsTheLengthAndTheValidators() throws IOException {
        try (ShareServer server = start(root)) {
            RawHttp.Response response = ask(server, "GET /small.bin HTTP/1.1\r\nHost: x\r\nRange: bytes=100-\r\n\r\n");

            assertThat(response.status()).isEqualTo(416);
            assertThat(response.field("Content-Range")).contains("bytes */100");
            assertThat(response.field("ETag")).isPresent();
            assertThat(response.text()).startsWith("416 ");
        }
    }
}
