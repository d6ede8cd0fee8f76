package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vmshare.fixtures.Asker;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A share of a file system with Windows' names, asked from end to end on any machine. */
@Timeout(60)
class WindowsNamesHttpTest {

    private static final String SECRET = UUID.randomUUID().toString();

    private static FileSystem windows;
    private static ShareServer all;
    private static ShareServer noHidden;

    @BeforeAll
    static void start() throws IOException {
        windows = Jimfs.newFileSystem(Configuration.windows());
        Path root = Files.createDirectories(windows.getPath("C:\\share\\Program Files"))
                .getParent();
        Files.writeString(windows.getPath("C:\\secret.txt"), SECRET);
        Files.writeString(
                Files.createDirectories(windows.getPath("C:\\share-outside")).resolve("secret.txt"), SECRET);
        for (String name :
                Set.of("File.txt", "Program Files\\inner.txt", "a b;c#d.txt", "\u00e9.txt", ".profile", "con-1")) {
            Files.writeString(root.resolve(name), "inside");
        }
        // Names that Windows itself would not make, but another system may have on its disk.
        for (String name : Set.of("CON", "com1.txt", "PROGRA~1", "trailing.", "nul")) {
            Files.writeString(root.resolve(name), SECRET);
        }
        all = ShareServer.start(ShareOptions.builder(root).build());
        noHidden = ShareServer.start(ShareOptions.builder(root).hidden(false).build());
    }

    @AfterAll
    static void stop() throws IOException {
        all.close();
        noHidden.close();
        windows.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/File.txt::$DATA",
                "/File.txt::%24DATA",
                "/File.txt%3A%3A$DATA",
                "/File.txt:stream",
                "/File.txt:",
                "/Program%20Files::$INDEX_ALLOCATION/inner.txt",
                "/Program%20Files:$I30:$INDEX_ALLOCATION/",
                "/File.txt.",
                "/File.txt..",
                "/File.txt%2E",
                "/File.txt%20",
                "/File.txt%20.",
                "/File.txt.%20",
                "/Program%20Files./inner.txt",
                "/Program%20Files%20/inner.txt",
                "/CON",
                "/con",
                "/Con.txt",
                "/CON%20.txt",
                "/PRN",
                "/AUX",
                "/NUL",
                "/nul.tar.gz",
                "/COM1",
                "/COM1.txt",
                "/com1.txt",
                "/COM%C2%B9",
                "/LPT%C2%B3.log",
                "/CONIN$",
                "/conout%24",
                "/PROGRA~1",
                "/PROGRA~1/inner.txt",
                "/FILE~1.TXT",
                "/C:",
                "/C:/",
                "/C%3A/secret.txt",
                "/C:%5Csecret.txt",
                "/c:secret.txt",
                "/C:/share/File.txt",
                "/..%5Csecret.txt",
                "/..\\secret.txt",
                "/Program%20Files%5C..%5C..%5Csecret.txt",
                "/Program%20Files\\inner.txt",
                "/%5Csecret.txt",
                "/\\share\\File.txt",
                "/%5C%5C?%5CC:%5Csecret.txt",
                "/%5C%5C%3F%5CC:%5Csecret.txt",
                "/%5C%5C.%5CC:%5Csecret.txt",
                "/%5C%5C%3F%5CUNC%5Cserver%5Cshare",
                "//%3F/C:/secret.txt",
                "/%5C%5Cserver%5Cshare%5Csecret.txt",
                "/\\\\server\\share",
                "/../secret.txt",
                "/..%2Fsecret.txt",
                "/...",
                "/.../secret.txt",
                "/..%20/secret.txt",
                "/..-outside/secret.txt",
                "/a*",
                "/File.t%3Ft",
                "/File.tx%3E",
                "/%22File.txt%22",
                "/File%3C.txt",
                "/File.txt%7C",
                "/File.txt%00",
                "/File.txt%01",
                "/%FF",
                "/%C0%AE%C0%AE/secret.txt"
            })
    void get_nameThatWindowsReadsAsSomethingElse_isMissing(String target) throws IOException {
        for (ShareServer server : Set.of(all, noHidden)) {
            try (Asker asker = Asker.of(server.uri().getPort())) {
                var response = asker.get(target);
                assertThat(response.status()).isIn(400, 404);
                assertThat(response.text()).doesNotContain(SECRET, "inside");
            }
        }
    }

    /** Letter case is the file system's: both spellings lead to one file, and no rule depends on it. */
    @ParameterizedTest(name = "{0} is {1}, without hidden {2}")
    @CsvSource(textBlock = """
            /File.txt                    , 200, 200
            /FILE.TXT                    , 200, 200
            /file.txt                    , 200, 200
            /Program%20Files/inner.txt   , 200, 200
            /PROGRAM%20FILES/INNER.TXT   , 200, 200
            /a%20b;c%23d.txt             , 200, 200
            /%C3%A9.txt                  , 200, 200
            /con-1                       , 200, 200
            /.profile                    , 200, 404
            /.PROFILE                    , 200, 404
            /%E2%80%8B.profile           , 404, 404
            /no-such-file                , 404, 404
            """)
    void get_ordinaryName_isServedInAnyCase(String target, int status, int withoutHidden) throws IOException {
        try (Asker asker = Asker.of(all.uri().getPort());
                Asker guarded = Asker.of(noHidden.uri().getPort())) {
            assertThat(asker.get(target).status()).isEqualTo(status);
            assertThat(guarded.get(target).status()).isEqualTo(withoutHidden);
            assertThat(asker.get(target).text()).isEqualTo(status == 200 ? "inside" : "404 Not Found\n");
        }
    }

    @Test
    void get_root_listsWhatIsServed() throws IOException {
        try (Asker asker = Asker.of(all.uri().getPort());
                Asker guarded = Asker.of(noHidden.uri().getPort())) {
            assertThat(DirectoryHttpTest.hrefs(asker.get("/").text()))
                    .containsExactlyInAnyOrder(
                            "%C3%A9.txt", ".profile", "File.txt", "Program%20Files/", "a%20b%3Bc%23d.txt", "con-1");
            assertThat(DirectoryHttpTest.hrefs(guarded.get("/").text()))
                    .doesNotContain(".profile")
                    .hasSize(5);
        }
    }

    /** The planted bug: without Windows' rules the names above lead to what is on the disk. */
    @Test
    void get_fromAFileSystemWithOtherRules_isFound() throws IOException {
        try (FileSystem unix = Jimfs.newFileSystem(Configuration.unix())) {
            Path root = Files.createDirectory(unix.getPath("/share"));
            for (String name : Set.of("CON", "com1.txt", "PROGRA~1", "trailing.", "a:b", "a\\b")) {
                Files.writeString(root.resolve(name), "found");
            }
            try (ShareServer server =
                            ShareServer.start(ShareOptions.builder(root).build());
                    Asker asker = Asker.of(server.uri().getPort())) {
                for (String target : Set.of("/CON", "/com1.txt", "/PROGRA~1", "/trailing.", "/a:b", "/a%5Cb")) {
                    assertThat(asker.get(target).text()).as(target).isEqualTo("found");
                }
            }
        }
    }
}
