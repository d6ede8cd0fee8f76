package io.vmshare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.SlowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that grows while it is served: each answer is whole, and who has the beginning gets the rest. */
@Timeout(60)
class GrowingFileHttpTest {

    @TempDir
    private Path directory;

    private GrowingFile file;
    private ShareServer server;

    @BeforeEach
    void share() throws IOException {
        share("log.txt");
    }

    private void share(String name, Path... others) throws IOException {
        file = GrowingFile.of(name, spool());
        Path[] paths = Arrays.copyOf(others, others.length + 1);
        paths[others.length] = file.path();
        server = ShareServer.start(ShareOptions.builder(paths).build());
    }

    private FileChannel spool() throws IOException {
        return FileChannel.open(directory.resolve("spool"), CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        file.close();
    }

    private void append(String text) throws IOException {
        file.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private Response ask(String method, String target, String... fields) throws IOException {
        String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            http.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n");
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    private Response get(String... fields) throws IOException {
        return ask("GET", "/log.txt", fields);
    }

    @Test
    void get_whileItGrows_isWhatHasCome() throws IOException {
        Response nothing = get();
        append("one\n");
        Response one = get();
        append("two\n");
        Response two = get();

        assertThat(nothing.text()).isEmpty();
        assertThat(nothing.field("Content-Length")).contains("0");
        assertThat(one.text()).isEqualTo("one\n");
        assertThat(two.text()).isEqualTo("one\ntwo\n");
        assertThat(two.field("Accept-Ranges")).contains("bytes");
        assertThat(two.field("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(two.field("Cache-Control")).contains("no-cache");
        assertThat(two.field("Share-Input")).contains("open");
        assertThat(two.field("Last-Modified")).isEmpty(); // within this second it may grow again
        assertThat(Arrays.asList(tag(nothing), tag(one), tag(two))).doesNotHaveDuplicates();
    }

    @Test
    void get_notGrownSince_hasTheSameTagAndIs304() throws IOException {
        append("one\n");
        String tag = tag(get());

        Response same = get("If-None-Match: " + tag);
        append("two\n");
        Response grown = get("If-None-Match: " + tag);

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.field("Share-Input")).contains("open");
        assertThat(grown.status()).isEqualTo(200);
        assertThat(grown.text()).isEqualTo("one\ntwo\n");
    }

    @Test
    void head_hasTheFieldsOfGet() throws IOException {
        append("one\n");

        Response head = ask("HEAD", "/log.txt");

        assertThat(head.status()).isEqualTo(200);
        for (String field : new String[] {"Content-Length", "Content-Type", "ETag", "Accept-Ranges", "Share-Input"}) {
            assertThat(head.field(field)).as(field).isPresent().isEqualTo(get().field(field));
        }
    }

    @Test
    void get_rangesOfAFollower_areWhatIsNew() throws IOException {
        append("one\n");
        Response whole = get();
        append("two\n");

        Response rest = get("Range: bytes=4-", "If-Range: " + tag(whole));
        Response none = get("Range: bytes=8-", "If-Range: " + tag(rest));
        append("three\n");
        Response last = get("Range: bytes=8-", "If-Range: " + tag(rest));
        Response fromFirst = get("Range: bytes=4-", "If-Range: " + tag(whole));

        assertThat(rest.status()).isEqualTo(206);
        assertThat(rest.field("Content-Range")).contains("bytes 4-7/8");
        assertThat(rest.text()).isEqualTo("two\n");
        assertThat(none.status()).isEqualTo(416);
        assertThat(none.field("Content-Range")).contains("bytes */8");
        assertThat(none.field("Share-Input")).contains("open");
        assertThat(last.text()).isEqualTo("three\n");
        assertThat(fromFirst.text()).isEqualTo("two\nthree\n");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Range: bytes=4-                                           | 206
            Range: bytes=-4                                           | 206
            Range: bytes=4-5                                          | 206
            Range: bytes=8-                                           | 416
            Range: bytes=99-                                          | 416
            Range: bytes=0-0,4-5                                      | 206
            Range: bytes=4- & If-Range: "x"                           | 200
            Range: bytes=4- & If-Range: W/FIRST                       | 200
            Range: bytes=8- & If-Range: "x"                           | 200
            Range: bytes=4- & If-Range: Sat, 28 Nov 2026 08:00:00 GMT | 200
            Range: bytes=4- & If-Match: FIRST                         | 412
            If-None-Match: FIRST                                      | 200
            If-None-Match: *                                          | 304
            If-Modified-Since: Sat, 28 Nov 2099 08:00:00 GMT          | 200
            """)
    void get_grownSince_isAsTheConditionsSay(String fields, int status) throws IOException {
        append("one\n");
        String first = tag(get());
        append("two\n");

        assertThat(get(fields.replace("FIRST", first).split(" & ")).status()).isEqualTo(status);
    }

    @Test
    void get_afterTheEnd_isAnyFile() throws IOException {
        append("all\n");
        String tag = tag(get());
        file.end();

        Response ended = get();

        assertThat(ended.text()).isEqualTo("all\n");
        assertThat(ended.field("Share-Input")).contains("ended");
        assertThat(ended.field("Last-Modified")).isPresent();
        assertThat(tag(ended)).as("the same bytes").isEqualTo(tag);
        assertThat(get("If-Modified-Since: " + ended.field("Last-Modified").orElseThrow())
                        .status())
                .isEqualTo(304);
        assertThat(get("Range: bytes=4-").field("Share-Input")).contains("ended");
    }

    @Test
    void get_afterItWasCut_saysSo() throws IOException {
        append("some\n");
        file.cut();

        assertThat(get().text()).isEqualTo("some\n");
        assertThat(get().field("Share-Input")).contains("cut");
        assertThatThrownBy(() -> append("more\n")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void get_anyBytes_areExact() throws IOException {
        byte[] bytes = new byte[3 << 20];
        new Random(42).nextBytes(bytes);
        for (int at = 0; at < bytes.length; at += 1 << 16) {
            file.append(ByteBuffer.wrap(bytes, at, 1 << 16));
        }

        assertThat(get().body()).isEqualTo(bytes);
        assertThat(get("Range: bytes=1000000-").body()).isEqualTo(Arrays.copyOfRange(bytes, 1_000_000, bytes.length));
        assertThat(get("Range: bytes=5-5").body()).containsExactly(bytes[5]);
    }

    @Test
    void get_slowReaderWhileItGrows_getsWhatWasPromised() throws IOException {
        byte[] bytes = new byte[8 << 20];
        new Random(43).nextBytes(bytes);
        file.append(ByteBuffer.wrap(bytes));
        try (SlowReader reader = SlowReader.get(server.uri().getPort(), "/log.txt")) {
            file.append(ByteBuffer.wrap(bytes));

            assertThat(reader.field("Content-Length")).isEqualTo(Integer.toString(bytes.length));
            assertThat(reader.rest()).isEqualTo(bytes);
        }
    }

    @Test
    void get_longTextWithGzipAccepted_isAsItIs() throws IOException {
        append("line\n".repeat(1000));

        Response answer = get("Accept-Encoding: gzip");

        assertThat(answer.field("Content-Encoding")).isEmpty();
        assertThat(answer.body()).hasSize(5000);
    }

    @Test
    void listing_namesItWithItsLength() throws IOException {
        append("x".repeat(12_345));

        assertThat(ask("GET", "/").text()).contains("href=\"log.txt\"").contains("12345");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/log.txt/", "/log.txt/x", "/other", "/..%2fspool", "/spool"})
    void get_anythingElse_is404(String target) throws IOException {
        append("x");

        assertThat(ask("GET", target).status()).isEqualTo(404);
    }

    @Test
    void get_besideADirectory_bothAreThere() throws IOException {
        close();
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Files.writeString(tree.resolve("a.txt"), "in the tree");
        share("größe 100%.txt", tree);
        append("growing");

        assertThat(ask("GET", "/").text()).contains("href=\"tree/\"").contains("href=\"gr%C3%B6%C3%9Fe%20100%25.txt\"");
        assertThat(ask("GET", "/tree/a.txt").text()).isEqualTo("in the tree");
        assertThat(ask("GET", "/gr%C3%B6%C3%9Fe%20100%25.txt").text()).isEqualTo("growing");
    }

    /** What has come of an image may look like one that is cut short, or like another one. */
    @Test
    void get_calledLikeAnImage_isAFile() throws IOException {
        close();
        share("disc.iso");
        append("not yet an image");

        assertThat(server.isOneImage()).isFalse();
        assertThat(ask("GET", "/disc.iso").text()).isEqualTo("not yet an image");
        assertThat(ask("GET", "/disc.iso/").status()).isEqualTo(404);
    }

    @Test
    void get_anotherFileOfThatName_hasOtherTags() throws IOException {
        append("same");
        String tag = tag(get());
        close();
        share();
        append("same");

        assertThat(tag(get())).isNotEqualTo(tag);
        assertThat(get("Range: bytes=1-", "If-Range: " + tag).status()).isEqualTo(200);
    }

    @Test
    void get_closed_is404() throws IOException {
        append("x");
        file.close();

        assertThat(get().status()).isEqualTo(404);
        assertThat(ask("GET", "/").text()).doesNotContain("log.txt");
    }

    private static String tag(Response answer) {
        return answer.field("ETag").orElseThrow();
    }
}
