package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose content the kernel makes when it is read: their size is a lie. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class PseudoFileHttpTest {

    private static final int TRIES = 50;

    @TempDir
    static Path directory;

    private static ShareServer server;

    @BeforeAll
    static void start() throws IOException {
        Files.write(directory.resolve("empty"), new byte[0]);
        Files.write(directory.resolve("page"), new byte[4096]);
        ShareOptionsBuilder options = ShareOptions.builder(
                Path.of("/proc"), Path.of("/proc/self"), Path.of("/sys/devices/system"), directory);
        server = ShareServer.start(options.grace(Duration.ZERO).build());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proc/cpuinfo",
                "/proc/version",
                "/proc/filesystems",
                "/self/cmdline",
                "/self/limits",
                "/self/status",
                "/self/auxv",
                "/system/cpu/online",
                "/system/cpu/possible"
            })
    void get_fileThatTheKernelMakes_isExact(String path) throws IOException {
        Path file = Path.of(path.startsWith("/self") ? "/proc" + path : path.replace("/system", "/sys/devices/system"));
        assumeTrue(Files.isReadable(file), "no " + file);
        for (int tries = 1; ; tries++) {
            byte[] before = Files.readAllBytes(file);
            Response response = get(path);
            boolean steady = Arrays.equals(before, Files.readAllBytes(file));

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.field("Content-Length")).contains("" + response.body().length);
            assertThat(response.field("ETag")).isEmpty();
            assertThat(response.field("Last-Modified")).isEmpty();
            assertThat(response.field("Accept-Ranges")).isEmpty();
            if (steady || tries == TRIES) {
                assertThat(text(response.body())).isEqualTo(text(before));
                return;
            }
        }
    }

    /** What counts is taken out: memory, switches and clock rates change with every look. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceAll("(?m)^(Vm|Rss|Hugetlb|Threads|voluntary|nonvoluntary|Sig|cpu MHz)[^\\n]*", "");
    }

    @Test
    void head_fileThatTheKernelMakes_hasTheFieldsOfGet() throws IOException {
        try (RawHttp http = connect()) {
            Response head =
                    http.send("HEAD /proc/version HTTP/1.1\r\nHost: x\r\n\r\n").readHead();
            assertThat(head.field("Content-Length")).contains("" + Files.readAllBytes(Path.of("/proc/version")).length);
            Response ranged = http.send("GET /proc/version HTTP/1.1\r\nHost: x\r\nRange: bytes=0-3\r\n\r\n")
                    .read();
            assertThat(ranged.status()).isEqualTo(200);
            assertThat(ranged.body()).isEqualTo(Files.readAllBytes(Path.of("/proc/version")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "page"})
    void get_ordinaryFileOfSuchASize_keepsValidatorsAndRanges(String name) throws IOException {
        Response response = get("/" + directory.getFileName() + "/" + name);

        assertThat(response.body()).isEqualTo(Files.readAllBytes(directory.resolve(name)));
        assertThat(response.field("ETag")).isPresent();
        assertThat(response.field("Accept-Ranges")).contains("bytes");
    }

    @Test
    void get_fileThatCannotBeRead_is500AndNeverHangs() throws IOException {
        assertThat(get("/self/mem").status()).isEqualTo(500);
        assertThat(get("/proc/version").status()).isEqualTo(200);
    }

    @Test
    void get_longFileThatTheKernelMakes_isForbidden() throws IOException {
        Path file = Path.of("/proc/kallsyms");
        assumeTrue(Files.isReadable(file) && Files.readAllBytes(file).length > 1024 * 1024, "no long " + file);

        assertThat(get("/proc/kallsyms").status()).isEqualTo(403);
    }

    @Test
    void get_directoryOfAProcess_isListedWithoutWhatLeadsOut() throws IOException {
        Response listing = get("/self/");

        assertThat(listing.status()).isEqualTo(200);
        assertThat(listing.text())
                .contains("href=\"status\"", "href=\"fd/\"", "href=\"task/\"")
                .doesNotContain("href=\"cwd", "href=\"root", "href=\"exe");
        assertThat(get("/self/fd/").status()).isEqualTo(200);
    }

    /** The kernel follows these wherever the process is or has something open, whatever they say. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/self/root",
                "/self/cwd",
                "/self/exe",
                "/self/fd/0",
                "/self/fd/1",
                "/self/task/self/root",
                "/proc/1/root",
                "/proc/self/root",
                "/proc/thread-self/cwd",
                "/proc/self/map_files/x"
            })
    void get_linkThatTheKernelMakes_leadsNowhereOutside(String path) throws IOException {
        assertThat(get(path + "/etc/passwd").status()).isEqualTo(404);
        assertThat(get(path + "/pom.xml").status()).isEqualTo(404);
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void get_linkOfTheKernelThatStaysInside_isFollowed() throws IOException {
        assertThat(get("/proc/mounts").status()).isEqualTo(200);
        assertThat(get("/proc/self/limits").body()).isEqualTo(Files.readAllBytes(Path.of("/proc/self/limits")));
    }

    private static Response get(String path) throws IOException {
        try (RawHttp http = connect()) {
            return http.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").read();
        }
    }

    private static RawHttp connect() throws IOException {
        return RawHttp.connect("127.0.0.1", server.uri().getPort());
    }
}
