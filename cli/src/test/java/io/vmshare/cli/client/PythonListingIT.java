package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.PythonTree;
import io.vmshare.fixtures.RawHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code ?list=python} beside {@code python3 -m http.server} over the same tree, and Python's readers of the other formats.
 * With {@code -Dgolden.write=true} what Python says becomes the golden page.
 */
@Tag("client")
@Timeout(120)
class PythonListingIT {

    /** Of 3.11 to 3.13 the page is the same; 3.14 has colours in it. */
    private static final Pattern SAME_PAGE = Pattern.compile("3\\.1[123]\\.");

    private static final Pattern PORT = Pattern.compile("port (\\d+)");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Path directory;
    private Path root;

    @BeforeEach
    void makeTree() throws IOException {
        directory = Files.createTempDirectory("python");
        Command.require("python3");
        root = Files.createDirectory(directory.resolve("root"));
        PythonTree.create(root);
    }

    @AfterEach
    void removeTree() throws IOException {
        HostileTree.delete(directory);
    }

    @Test
    void pages_ofEveryDirectory_arePythonsByteForByte() throws Exception {
        String version = python("import platform; print(platform.python_version())");
        Assumptions.assumeTrue(SAME_PAGE.matcher(version).lookingAt(), "Python " + version + " writes another page");
        Path home = Files.createDirectory(directory.resolve("home"));
        Process server = Command.start(
                root, home, "python3", "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", "" + root);
        try (ShareProgram share = ShareProgram.of(root)) {
            Deadline.await("Python's server listens", () -> port(home).find());
            Matcher port = port(home);
            assertThat(port.find()).isTrue();
            int theirs = Integer.parseInt(port.group(1));
            for (String path : PythonTree.DIRECTORIES) {
                byte[] page = get(theirs, pythonsPath(path));
                assertThat(get(share.uri().getPort(), path + "?list=python"))
                        .as(path)
                        .isEqualTo(page);
            }
            writeGolden(get(theirs, "/"));
        } finally {
            Command.kill(server);
        }
    }

    /** Python's names hold a byte that is no UTF-8 as half of a surrogate pair, and so do its links. */
    private static String pythonsPath(String path) {
        return path.replace("%FF", "%ED%B3%BF").replace("%FE", "%ED%B3%BE");
    }

    private static Matcher port(Path home) throws IOException {
        return PORT.matcher(Files.readString(home.resolve("out")));
    }

    private static byte[] get(int port, String path) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
            RawHttp.Response answer =
                    http.send("GET " + path + " HTTP/1.0\r\nHost: x\r\n\r\n").read();
            assertThat(answer.status()).as(path).isEqualTo(200);
            return answer.body();
        }
    }

    private static void writeGolden(byte[] page) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.write(Path.of("..", "src-test-resources", "golden", "python-listing.html"), page);
        }
    }

    /** Another reader of JSON takes every line and the whole for valid, and finds every file by its link. */
    @Test
    void jsonAndNdjson_readByPython_areTheTree() throws Exception {
        try (ShareProgram share = ShareProgram.of(root)) {
            String script = """
                    import json, os, re, sys, urllib.parse, urllib.request
                    url, root = sys.argv[1], os.fsencode(sys.argv[2])
                    whole = json.load(urllib.request.urlopen(url + '?list=json&depth=32'))
                    lines = [json.loads(line) for line in urllib.request.urlopen(url + '?list=ndjson&depth=32')]
                    assert whole['complete'] is True and whole['path'] == '/'
                    assert whole['entries'] == lines
                    expected = set()
                    for at, directories, files in os.walk(root):
                        for name in directories + files:
                            path = os.path.join(at, name)
                            expected.add(os.path.relpath(path, root) + (b'/' if os.path.isdir(path) else b''))
                    found = [urllib.parse.unquote_to_bytes(entry['href']) for entry in lines]
                    assert sorted(found) == sorted(expected), set(found) ^ expected
                    for entry in lines:
                        path = os.path.join(root, urllib.parse.unquote_to_bytes(entry['href']))
                        name = os.path.basename(path.rstrip(b'/')).decode('utf-8', 'replace')
                        once = lambda text: re.sub('\\ufffd+', '\\ufffd', text)  # how many is nobody's standard
                        assert once(entry['name']) == once(name), entry
                        assert (entry['type'] == 'directory') == os.path.isdir(path), entry
                        assert entry.get('link', False) == os.path.islink(path.rstrip(b'/')), entry
                        assert entry['size'] == (None if os.path.isdir(path) else os.path.getsize(path)), entry
                    print(len(lines))
                    """;

            assertThat(Integer.parseInt(python(script, share.url(""), root.toString())))
                    .isGreaterThan(50);
        }
    }

    /** The recipe of the README: what a search finds is fetched as it stands. */
    @Test
    void text_ofASearch_isAListForWget() throws Exception {
        Command.require("wget", "sh");
        Path copies = Files.createDirectory(directory.resolve("copies"));
        try (ShareProgram share = ShareProgram.of(root)) {
            String command = "wget -q -O - '" + share.url("?find=*.txt&list=text&depth=1") + "' | wget -q -i - -B "
                    + share.url("");
            Command.run(copies, LIMIT, "sh", "-c", command).succeeded();
        }

        assertThat(copies.resolve("plain.txt")).hasContent("plain.txt");
        assertThat(copies.resolve("with space.txt")).hasContent("with%20space.txt");
        assertThat(copies.resolve("quotes\"'.txt")).hasContent("quotes%22%27.txt");
        assertThat(List.of(copies.resolve("new%0Aline.txt")))
                .allSatisfy(file -> assertThat(file).exists());
    }

    private String python(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 2];
        command[0] = "python3";
        command[1] = "-c";
        System.arraycopy(words, 0, command, 2, words.length);
        return Command.run(directory, LIMIT, command).succeeded().out().strip();
    }
}
