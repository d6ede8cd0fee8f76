package io.vmshare.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.RawHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a share prints and answers; standard error holds nothing that is not ours on the JDK under test. */
@Timeout(60)
class ServeIT {

    private static final String LINE =
            "127\\.0\\.0\\.1 - - \\[\\d\\d/\\w{3}/\\d{4}:[\\d:]{8} [+-]\\d{4}] \"GET %s HTTP/1\\.1\" 200 \\d+\n";

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(directory.resolve("hello.txt"), "hello\n");
        Files.writeString(directory.resolve("it's 100%.txt"), "odd\n");
    }

    @Test
    void currentDirectory_isServedAndAnnounced() throws Exception {
        try (ShareProcess share =
                ShareProcess.with("0", "-b", "127.0.0.1").in(directory).serve()) {
            String port = Integer.toString(share.port());
            assertThat(share.out())
                    .startsWith("share 0.1.0  " + directory.toRealPath() + "  (read-only)   http on port " + port
                            + ", 127.0.0.1     Ctrl-C stops\n\n")
                    .contains("\nThis machine                 http://localhost:" + port + "/\n")
                    .contains("\nFetch:  wget -m -np -nH http://");
            assertThat(get(share, "/hello.txt")).isEqualTo("hello\n");
            share.awaitErr("/hello.txt"); // lines come when the last byte went, so two may change places
            assertThat(get(share, "/")).contains("hello.txt");

            Result result = share.stop();

            assertThat(result.exitCode()).isZero();
            // The listing is made by a worker thread: on JDK 25 that is where foreign warnings came from.
            assertThat(result.err()).matches(LINE.formatted("/hello\\.txt") + LINE.formatted("/"));
        }
    }

    @Test
    void json_isOneObject() throws Exception {
        try (ShareProcess share = ShareProcess.serve("--json", "-p", "0", "-b", "127.0.0.1", directory.toString())) {
            Result result = share.stop();

            JsonObject object = JsonParser.object().from(result.out());
            assertThat(result.out()).hasLineCount(1);
            assertThat(object.getString("version")).isEqualTo("0.1.0");
            assertThat(object.getArray("paths").getString(0)).isEqualTo(directory.toString());
            assertThat(object.getArray("urls").getObject(0).getString("url"))
                    .isEqualTo("http://10.0.2.2:" + object.getInt("port") + "/");
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void oneFile_isFetchedUnderItsName() throws Exception {
        String file = directory.resolve("it's 100%.txt").toString();
        try (ShareProcess share = ShareProcess.serve("0", "-b", "127.0.0.1", "--access-log", "none", file)) {
            assertThat(share.out())
                    .contains("it's 100%.txt, one file  (read-only)")
                    .contains("curl -o 'it'\\''s 100%.txt' http://10.0.2.2:" + share.port() + "/it%27s%20100%25.txt\n");
            assertThat(get(share, "/it%27s%20100%25.txt")).isEqualTo("odd\n");
            assertThat(share.stop().err()).isEmpty();
        }
    }

    @Test
    void severalPaths_areServedUnderTheirNames() throws Exception {
        Path other = Files.createDirectories(directory.resolve("other"));
        Files.writeString(other.resolve("x"), "x\n");
        String file = directory.resolve("hello.txt").toString();
        try (ShareProcess share = ShareProcess.serve(other.toString(), "0", "-b", "127.0.0.1", file)) {
            assertThat(share.out()).startsWith("share 0.1.0  2 paths: " + other + ", " + file + "  (read-only)");
            assertThat(get(share, "/other/x")).isEqualTo("x\n");
            assertThat(get(share, "/hello.txt")).isEqualTo("hello\n");
        }
    }

    @Test
    void everyAddress_isTheDefault() throws Exception {
        try (ShareProcess share = ShareProcess.serve("-p", "0", "-d", directory.toString())) {
            assertThat(share.out()).contains("all ").contains("http://localhost:" + share.port() + "/");
            assertThat(get(share, "/hello.txt")).isEqualTo("hello\n");
        }
    }

    @Test
    void bind_ipv4Wildcard_answersNoIpv6() throws Exception {
        try (ShareProcess share = ShareProcess.serve("-p", "0", "--bind", "0.0.0.0", directory.toString())) {
            assertThat(share.out()).contains(", all IPv4 addresses ").doesNotContain("http://[");
            assertThat(get(share, "/hello.txt")).isEqualTo("hello\n");
            assertThatThrownBy(() -> request(share, "::1", "/")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void verbose_saysWhyAPathIsRefused() throws Exception {
        Files.createSymbolicLink(directory.resolve("out"), Path.of("/"));
        try (ShareProcess share = ShareProcess.serve("-v", "0", "-b", "127.0.0.1", directory.toString())) {
            assertThat(request(share, "127.0.0.1", "/out").status()).isEqualTo(404);
            share.awaitErr("share: Refused /: it lies outside ");
            Files.delete(directory.resolve("out"));
        }
    }

    @Test
    void sources_fileEnvironmentAndCommandLine_areAllHeard() throws Exception {
        Path config = Files.writeString(
                directory.resolve("share.properties"),
                "port=1\nbind=127.0.0.1\nheader=X-One: 1\\nX-Two: a, b\nmime=txt=text/x-own\naccess-log=combined\n");
        try (ShareProcess share = ShareProcess.with("0", "--header", "X-Three: 3")
                .environment("SHARE_CONFIG", config.toString())
                .environment("SHARE_DIRECTORY", directory.toString())
                .environment("SHARE_ACCESS_LOG", "json")
                .serve()) {
            RawHttp.Response response = request(share, "/hello.txt");

            assertThat(response.field("X-Three")).contains("3");
            assertThat(response.field("X-One"))
                    .as("lists are replaced as a whole")
                    .isEmpty();
            assertThat(response.field("Content-Type")).contains("text/x-own; charset=utf-8");
            String line = share.stop().err();
            assertThat(line).hasLineCount(1);
            assertThat(JsonParser.object().from(line)).isNotEmpty();
        }
        try (ShareProcess share = ShareProcess.with("-p", "0", "--config", config.toString())
                .in(directory)
                .serve()) {
            RawHttp.Response response = request(share, "/hello.txt");

            assertThat(response.field("X-One")).contains("1");
            assertThat(response.field("X-Two")).contains("a, b");
        }
    }

    @Test
    void credentials_areWarnedOf() throws Exception {
        Files.createDirectory(directory.resolve(".ssh"));
        try (ShareProcess share = ShareProcess.serve("0", "-b", "127.0.0.1", directory.toString())) {
            assertThat(share.stop().err())
                    .isEqualTo("share: warning: everything readable in " + directory
                            + " is served: it holds credentials (.ssh), which --no-hidden would hide; share a directory"
                            + " below it\n");
        }
        try (ShareProcess share = ShareProcess.serve("0", "-b", "127.0.0.1", "--no-hidden", directory.toString())) {
            assertThat(share.stop().err()).isEmpty();
        }
    }

    @Test
    void urlsCheck_asksTheShare() throws Exception {
        try (ShareProcess share = ShareProcess.serve("0", "-b", "127.0.0.1", directory.toString())) {
            String url = "http://127.0.0.1:" + share.port() + "/";

            assertThat(ShareProcess.run("urls", "--check", url + "?health").exitCode())
                    .isZero();
            assertThat(ShareProcess.run("urls", "--check", url + "hello.txt"))
                    .isEqualTo(new Result(0, url + "hello.txt: status 200, 6 bytes\n", ""));
            assertThat(ShareProcess.run("urls", "--check", url + "missing"))
                    .isEqualTo(new Result(
                            1, "", "share: " + url + "missing: status 404: a server answers, but not with this\n"));
            assertThat(ShareProcess.run("urls", "--json", "--check", url + "hello.txt"))
                    .isEqualTo(new Result(
                            0,
                            "{\"url\":\"" + url + "hello.txt\",\"reached\":true,\"note\":\"status 200, 6 bytes\"}\n",
                            ""));
            Result machine = ShareProcess.run(
                    "urls", "--json", "--check", "-b", "127.0.0.1", "-p", Integer.toString(share.port()));
            assertThat(machine.out())
                    .startsWith("{\"reached\":true,\"checks\":[{\"url\":\"http://")
                    .hasLineCount(1);
            assertThat(machine.exitCode()).isZero();
            share.stop();
            assertThat(ShareProcess.run("urls", "--json", "--check", url).exitCode())
                    .isEqualTo(1);
            assertThat(ShareProcess.run("urls", "--check", url))
                    .isEqualTo(
                            new Result(
                                    1,
                                    "",
                                    "share: " + url
                                            + ": connection refused: nothing listens on that address and port, or a firewall rejects it; a share has to be bound to it\n"));
        }
    }

    @Test
    void urls_printsWithoutServing() throws Exception {
        Result text = ShareProcess.run("urls", "--port", "81", "--bind", "127.0.0.1");
        Result json = ShareProcess.run("urls", "--json");

        assertThat(text.out()).contains("http://10.0.2.2:81/").contains("http://localhost:81/");
        assertThat(JsonParser.object().from(json.out()).getInt("port")).isEqualTo(8000);
        assertThat(text.err() + json.err()).isEmpty();
        assertThat(text.exitCode() + json.exitCode()).isZero();
    }

    @Test
    void helpVersionAndCompletion_goToStandardOutput() throws Exception {
        Result help = ShareProcess.run("--help");
        Result version = ShareProcess.run("--version");
        Result completion = ShareProcess.run("completion");

        assertThat(help.out()).contains("--[no-]index").contains("urls").contains("completion");
        assertThat(version.out()).matches("share 0\\.1\\.0 \\(Java [\\d.]+[^)]*\\)\n");
        assertThat(completion.out()).contains("complete ").contains("--stall-timeout");
        for (Result result : new Result[] {help, version, completion}) {
            assertThat(result.err()).isEmpty();
            assertThat(result.exitCode()).isZero();
        }
    }

    private static String get(ShareProcess share, String target) throws IOException {
        return new String(request(share, target).body(), UTF_8);
    }

    private static RawHttp.Response request(ShareProcess share, String target) throws IOException {
        return request(share, "127.0.0.1", target);
    }

    private static RawHttp.Response request(ShareProcess share, String host, String target) throws IOException {
        try (RawHttp http = RawHttp.connect(host, share.port())) {
            return http.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").read();
        }
    }
}
