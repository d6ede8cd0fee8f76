package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.template.TemplateOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answer files in which the names of the share are replaced, and what never is. */
@Timeout(60)
class TemplateHttpTest {

    private static final TemplateOptions GLOBS =
            TemplateOptions.of("*.ks", "*.html", "seed/*", "big.*", "*.bin", ".hidden", "*.cfg");

    @RegisterExtension
    static final ShareExtension on =
            ShareExtension.of(options -> options.templates(GLOBS).precompressed(true));

    @RegisterExtension
    static final ShareExtension off = ShareExtension.of();

    private static final String TEXT = "url --url=${share.url}/os\nping ${share.host} ${share.port} ${client.address}\n"
            + "keep $${share.url} ${other} $1\n";

    @BeforeAll
    static void fill() throws IOException {
        for (Path root : List.of(on.root(), off.root())) {
            Files.createDirectories(root.resolve("seed/deeper"));
            for (String name : List.of("a.ks", "a.txt", "seed/user-data", "seed/deeper/user-data", "page.html")) {
                Files.writeString(root.resolve(name), TEXT);
            }
            Files.writeString(root.resolve("page.html.gz"), "old");
            Files.writeString(root.resolve("big.cfg"), "${share.port}" + "#".repeat(1024 * 1024 - 13));
            Files.writeString(root.resolve("bigger.cfg"), "${share.port}" + "#".repeat(1024 * 1024 - 12));
            Files.write(root.resolve("latin1.cfg"), "${share.port} \u00e9".getBytes(StandardCharsets.ISO_8859_1));
            Files.writeString(root.resolve("nul.bin"), "${share.port}\0");
            Files.writeString(root.resolve("marked.ks"), "\ufeff${share.port}\r\n\u00e9");
            Files.writeString(root.resolve("plain.ks"), "text --non-interactive\n");
            Files.writeString(root.resolve("empty.ks"), "");
        }
    }

    private static RawHttp.Response ask(
            ShareExtension share, String method, String target, String host, String... fieldLines) throws IOException {
        try (RawHttp http = share.raw()) {
            String fields = fieldLines.length == 0 ? "" : String.join("\r\n", fieldLines) + "\r\n";
            http.send(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n");
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    private static String filledIn(String url, String host, String port) {
        return "url --url=" + url + "/os\nping " + host + " " + port + " 127.0.0.1\nkeep ${share.url} ${other} $1\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a.ks", "/seed/user-data", "/page.html"})
    void get_templatesOff_isTheFileAsItIs(String target) throws IOException {
        RawHttp.Response response = ask(off, "GET", target, "10.0.2.2:8000");

        assertThat(response.text()).isEqualTo(TEXT);
        assertThat(response.field("Last-Modified")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.2.2:8000, http://10.0.2.2:8000, 10.0.2.2, 8000",
        "share.example, http://share.example, share.example, 80",
        "[fec0::2]:8000, http://[fec0::2]:8000, [fec0::2], 8000"
    })
    void get_templatesOn_namesTheShareAsTheCallerDoes(String field, String url, String host, String port)
            throws IOException {
        RawHttp.Response response = ask(on, "GET", "/a.ks", field);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo(filledIn(url, host, port));
        assertThat(response.field("Content-Length")).contains(String.valueOf(response.body().length));
        assertThat(response.field("Last-Modified")).isEmpty();
        assertThat(response.field("Accept-Ranges")).contains("bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a.txt",
                "/seed/deeper/user-data",
                "/bigger.cfg",
                "/latin1.cfg",
                "/nul.bin",
                "/plain.ks",
                "/empty.ks"
            })
    void get_otherFileOrNoText_isAsItIs(String target) throws IOException {
        RawHttp.Response response = ask(on, "GET", target, "10.0.2.2:8000");
        RawHttp.Response plain = ask(off, "GET", target, "10.0.2.2:8000");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(plain.body());
        assertThat(response.field("Last-Modified")).isPresent();
    }

    @Test
    void get_largestText_isReplaced() throws IOException {
        assertThat(ask(on, "GET", "/big.cfg", "x:8000").text())
                .startsWith("8000###")
                .hasSize(1024 * 1024 - 13 + 4);
    }

    @Test
    void get_markAndLineEnds_stay() throws IOException {
        assertThat(new String(ask(on, "GET", "/marked.ks", "x:8000").body(), StandardCharsets.UTF_8))
                .isEqualTo("\ufeff8000\r\n\u00e9");
    }

    @Test
    void head_template_hasTheFieldsOfGet() throws IOException {
        RawHttp.Response get = ask(on, "GET", "/a.ks", "10.0.2.2:8000");
        RawHttp.Response head = ask(on, "HEAD", "/a.ks", "10.0.2.2:8000");

        assertThat(withoutDate(head)).isEqualTo(withoutDate(get));
    }

    private static List<String> withoutDate(RawHttp.Response response) {
        return response.headerLines().stream()
                .filter(line -> !line.startsWith("Date:"))
                .sorted()
                .toList();
    }

    @Test
    void get_tagOfTheResult_is304ForThisCallerOnly() throws IOException {
        String tag = ask(on, "GET", "/a.ks", "10.0.2.2:8000").field("ETag").orElseThrow();

        assertThat(tag).startsWith("\"");
        assertThat(ask(on, "GET", "/a.ks", "10.0.2.2:8000", "If-None-Match: " + tag)
                        .status())
                .isEqualTo(304);
        assertThat(ask(on, "GET", "/a.ks", "10.0.2.3:8000", "If-None-Match: " + tag)
                        .status())
                .isEqualTo(200);
        assertThat(ask(on, "GET", "/a.ks", "10.0.2.2:8000", "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void get_range_isOfTheResult() throws IOException {
        String whole = filledIn("http://10.0.2.2:8000", "10.0.2.2", "8000");

        RawHttp.Response part = ask(on, "GET", "/a.ks", "10.0.2.2:8000", "Range: bytes=10-29");
        RawHttp.Response beyond = ask(on, "GET", "/a.ks", "10.0.2.2:8000", "Range: bytes=9999-");
        RawHttp.Response several = ask(on, "GET", "/a.ks", "10.0.2.2:8000", "Range: bytes=0-2,10-29");

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo(whole.substring(10, 30));
        assertThat(part.field("Content-Range")).contains("bytes 10-29/" + whole.length());
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.field("Content-Range")).contains("bytes */" + whole.length());
        assertThat(several.status()).isEqualTo(206);
        assertThat(several.text()).contains(whole.substring(10, 30));
    }

    @Test
    void get_codingAccepted_isNeverCompressedNorTheFileBeside() throws IOException {
        RawHttp.Response response = ask(on, "GET", "/page.html", "x:8000", "Accept-Encoding: gzip, br");

        assertThat(response.text()).isEqualTo(filledIn("http://x:8000", "x", "8000"));
        assertThat(response.field("Content-Encoding")).isEmpty();
        assertThat(response.field("Content-Type")).contains("text/html; charset=utf-8");
    }

    @Test
    void get_download_isAnAttachment() throws IOException {
        assertThat(ask(on, "GET", "/a.ks?download", "x").field("Content-Disposition"))
                .contains("attachment; filename=\"a.ks\"; filename*=UTF-8''a.ks");
    }

    /** What the grammar of Host allows, a file must not get: the address of the connection stands for it. */
    @ParameterizedTest
    @ValueSource(strings = {"a;reboot", "a$(reboot)", "a'b", "a&b", "a%20b", ""})
    void get_hostileHost_doesNotGetIntoTheFile(String host) throws IOException {
        String url = "http://127.0.0.1:" + on.port();

        assertThat(ask(on, "GET", "/a.ks", host).text())
                .isEqualTo(filledIn(url, "127.0.0.1", String.valueOf(on.port())));
    }

    @Test
    void get_endlessHost_is400() throws IOException {
        assertThat(ask(on, "GET", "/a.ks", "a".repeat(255)).status()).isEqualTo(200);
        assertThat(ask(on, "GET", "/a.ks", "a".repeat(256)).status()).isEqualTo(400);
        assertThat(ask(on, "GET", "/a.txt", "a".repeat(256)).status()).isEqualTo(200);
    }

    @Test
    void get_changedFile_isTheNewOne() throws IOException {
        Path file = Files.writeString(on.root().resolve("changing.ks"), "a ${share.port}");
        String before = ask(on, "GET", "/changing.ks", "x:1").field("ETag").orElseThrow();
        Files.writeString(file, "b ${share.port}");

        RawHttp.Response after = ask(on, "GET", "/changing.ks", "x:1", "If-None-Match: " + before);

        assertThat(after.status()).isEqualTo(200);
        assertThat(after.text()).isEqualTo("b 1");
    }

    @Test
    void get_underAPrefix_namesIt() throws IOException {
        ShareOptions options = ShareOptions.builder(on.root()).templates(GLOBS).build();
        try (ShareHandler files = ShareHandler.of(options)) {
            Undertow server = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setHandler(Handlers.path().addPrefixPath("/my files", files))
                    .build();
            server.start();
            int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
            try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
                http.send("GET /my%20files/a.ks HTTP/1.1\r\nHost: x\r\n\r\n");

                assertThat(http.read().text()).startsWith("url --url=http://x/my%20files/os\n");
            } finally {
                server.stop();
            }
        }
    }

    @Test
    void get_severalPathsShared_areMatchedFromTheListOfThem() throws IOException {
        Path seed = on.root().resolve("seed");
        ShareOptionsBuilder options = ShareOptions.builder(seed, on.root().resolve("a.ks"));
        try (ShareServer server = ShareServer.start(
                options.templates(TemplateOptions.of("seed/user-data", "/a.ks")).build())) {
            try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
                http.send("GET /seed/user-data HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(http.read().text()).startsWith("url --url=http://x/os");
                http.send("GET /a.ks HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(http.read().text()).startsWith("url --url=http://x/os");
                http.send("GET /seed/deeper/user-data HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(http.read().text()).isEqualTo(TEXT);
            }
        }
    }

    @Test
    void get_hiddenOrOutside_staysMissing() throws IOException {
        ShareOptionsBuilder options = ShareOptions.builder(on.root()).hidden(false);
        Files.writeString(on.root().resolve(".hidden"), TEXT);
        Path outside = Files.writeString(on.root().resolveSibling("outside"), TEXT);
        Files.deleteIfExists(on.root().resolve("link.ks"));
        Files.createSymbolicLink(on.root().resolve("link.ks"), outside);
        try (ShareServer server = ShareServer.start(
                options.templates(TemplateOptions.of("**", ".hidden")).build())) {
            for (String target : List.of("/.hidden", "/link.ks", "/../outside", "/%2e%2e/outside", "/a.ks/")) {
                try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
                    http.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
                    assertThat(http.read().status()).as(target).isEqualTo(404);
                }
            }
        }
    }
}
