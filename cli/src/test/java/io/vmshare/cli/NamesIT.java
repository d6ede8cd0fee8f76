package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are bytes: whatever the locale, each is listed and each listed link leads to its file. */
@Timeout(120)
class NamesIT {

    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\">");

    private Path directory;
    private HostileTree tree;

    @BeforeEach
    void makeTree() throws Exception {
        directory = Files.createTempDirectory("names");
        tree = HostileTree.create(directory.resolve("root"));
    }

    @AfterEach
    void deleteTree() throws IOException {
        HostileTree.delete(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "de_DE", "de_DE.UTF-8", "ja_JP.eucJP", "tr_TR.UTF-8"})
    void get_everyListedLink_isItsFileByteForByte(String locale) throws Exception {
        requireLocale(locale);
        try (ShareProcess share = serve(locale)) {
            Set<String> directories = new TreeSet<>();
            Map<String, byte[]> files = mirror(share.port(), directories);

            assertThat(directories).containsExactlyInAnyOrderElementsOf(tree.directories());
            assertThat(files.keySet()).containsAll(tree.files().keySet());
            files.forEach((path, bytes) -> {
                // What lies behind a linked directory is that directory's.
                byte[] expected = tree.files().get(path.replace("/link-to-directory/", "/directory/"));
                assertThat(bytes).as(path).isEqualTo(expected);
            });
            assertThat(share.stop().err()).isEmpty();
        }
    }

    /** The system tells in the user's language why it has no such file; the answer is the same in all. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "de_DE", "de_DE.UTF-8", "ja_JP.eucJP"})
    void get_whatIsNotServed_isTheSameInEveryLanguage(String locale) throws Exception {
        requireLocale(locale);
        try (ShareProcess share = serve(locale)) {
            for (String path : tree.missing()) {
                assertThat(get(share.port(), path).status()).as(path).isEqualTo(404);
            }
            for (String path : tree.forbidden()) {
                assertThat(get(share.port(), path).status()).as(path).isEqualTo(403);
            }
            for (String path : new String[] {
                "/" + "n".repeat(256),
                "/" + "%FF".repeat(256),
                "/plain.txt/x",
                "/fifo/x",
                "/link-loop/x",
                "/d".repeat(4000)
            }) {
                assertThat(get(share.port(), path).status()).as(path).isEqualTo(404);
            }
            assertThat(share.stop().err()).isEmpty();
        }
    }

    private ShareProcess serve(String locale) throws Exception {
        return ShareProcess.with(
                        "--port",
                        "0",
                        "--bind",
                        "127.0.0.1",
                        "--no-index",
                        "--access-log",
                        "none",
                        tree.root().toString())
                .environment("LC_ALL", locale)
                .serve();
    }

    /** Follows every link of every listing, as a recursive client does. */
    private static Map<String, byte[]> mirror(int port, Set<String> directories) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Deque<String> unvisited = new ArrayDeque<>(Set.of("/"));
        while (!unvisited.isEmpty()) {
            String path = unvisited.remove();
            RawHttp.Response answer = get(port, path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            if (!path.endsWith("/")) {
                files.put(path, answer.body());
                continue;
            }
            assertThat(directories.add(path)).as(path).isTrue();
            Matcher link = LINK.matcher(new String(answer.body(), StandardCharsets.UTF_8));
            while (link.find()) {
                if (!link.group(1).equals("../")) {
                    unvisited.add(path + link.group(1));
                }
            }
        }
        return files;
    }

    private static RawHttp.Response get(int port, String path) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
            return http.send("GET " + path + " HTTP/1.1\r\nHost: share\r\nConnection: close\r\n\r\n")
                    .read();
        }
    }

    private static void requireLocale(String locale) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("locale", "-a").start();
        String installed = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        process.waitFor();
        assumeTrue(
                ("\n" + installed)
                        .replace("-", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("\n" + locale.replace("-", "").toLowerCase(Locale.ROOT) + "\n"),
                "locale is not installed: " + locale);
    }
}
