package io.vmshare.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.RawHttp;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Paths with bytes that are not ASCII, whatever the locale. A shell makes the names from octal escapes, since the JVM
 * that runs the tests may be in a locale that cannot.
 */
@Timeout(60)
class LocaleIT {

    private static final String MAKE = """
            name=$(printf 'd\\303\\251 \\377'); mkdir -p "$1/$name/sub"
            printf 'one\\n' > "$1/$name/$(printf '\\303\\274.txt')"
            printf 'two\\n' > "$1/$name/$(printf '\\374\\n?.bin')"
            cd "$1/$name"; shift
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void onLinux() {
        assumeTrue(Files.exists(Path.of("/proc/self/cmdline")), "only Linux tells arguments as bytes");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"C", "C.UTF-8"})
    void currentDirectory_anyBytes_isServed(String locale) throws Exception {
        try (ShareProcess share = serve(locale, "exec \"$@\"", "0", "-b", "127.0.0.1")) {
            assertThat(share.out()).contains(locale.equals("C") ? "/d\\u00e9 \\xff  (read" : "/d\u00e9 \\xff  (read");
            assertThat(get(share, "/%C3%BC.txt")).isEqualTo("one\n");
            assertThat(get(share, "/%FC%0A%3F.bin")).isEqualTo("two\n");
            assertThat(share.stop().exitCode()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"C", "C.UTF-8"})
    void pathArguments_anyBytes_areServed(String locale) throws Exception {
        String append = "exec \"$@\" \"$(printf '\\303\\274.txt')\" \"$(printf '\\374\\n?.bin')\" \"$PWD\"";
        try (ShareProcess share = serve(locale, append, "0", "-b", "127.0.0.1")) {
            assertThat(share.out()).contains("3 paths: ").contains("/\\xfc\\n?.bin, ");
            assertThat(get(share, "/%C3%BC.txt")).isEqualTo("one\n");
            assertThat(get(share, "/%FC%0A%3F.bin")).isEqualTo("two\n");
            assertThat(get(share, "/d%C3%A9%20%FF/%C3%BC.txt")).isEqualTo("one\n");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"C", "C.UTF-8"})
    void environment_anyBytes_isHeard(String locale) throws Exception {
        String export = "SHARE_DIRECTORY=$PWD; export SHARE_DIRECTORY; cd /; exec \"$@\"";
        try (ShareProcess share = serve(locale, export, "0", "-b", "127.0.0.1")) {
            assertThat(get(share, "/%C3%BC.txt")).isEqualTo("one\n");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"C", "C.UTF-8"})
    void missingPath_anyBytes_isOneLine(String locale) throws Exception {
        String append = "exec \"$@\" \"$(printf '\\303\\274\\377')\"";
        Result result = setup(locale, append, "0", "-b", "127.0.0.1").run();

        assertThat(result.err()).startsWith("share: cannot share ").hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
    }

    private ShareProcess serve(String locale, String script, String... arguments) throws Exception {
        return setup(locale, script, arguments).serve();
    }

    private ShareProcess.Setup setup(String locale, String script, String... arguments) {
        return ShareProcess.with(arguments)
                .environment("LC_ALL", locale)
                .through("sh", "-ec", MAKE + script, "sh", directory.toString());
    }

    private static String get(ShareProcess share, String target) throws Exception {
        try (RawHttp http = RawHttp.connect("127.0.0.1", share.port())) {
            http.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
            return new String(http.read().body(), UTF_8);
        }
    }
}
