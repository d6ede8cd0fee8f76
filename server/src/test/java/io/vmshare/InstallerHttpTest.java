package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What installers require, each asked for in its own words. The requests were taken from the wire
 * (curl 7.88, busybox 1.35, Wget 1.21), those of cloud-init from its sources.
 */
@Timeout(60)
class InstallerHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static final byte[] NOISE = new byte[3_000_000];
    private static final String TEXT = "# What to install, in a few lines of text.\n".repeat(100);

    private static final String CURL = """
            GET %s HTTP/1.1\r
            Host: 10.0.2.2:8000\r
            User-Agent: curl/7.88.1\r
            Accept: */*\r
            X-Anaconda-Architecture: x86_64\r
            X-Anaconda-System-Release: Fedora\r
            X-RHN-Provisioning-MAC-0: ens3 52:54:00:12:34:56\r
            \r
            """;

    private static final String LIBCURL = "GET %s HTTP/1.1\r\nHost: 10.0.2.2:8000\r\nAccept: */*\r\n\r\n";

    private static final String BUSYBOX = """
            GET %s HTTP/1.1\r
            Host: 10.0.2.2:8000\r
            User-Agent: %s\r
            Connection: close\r
            %s\r
            """;

    @BeforeAll
    static void fill() throws IOException {
        new Random(13).nextBytes(NOISE);
        for (String name : List.of("images/install.img", "debian.iso")) {
            write(name, NOISE);
        }
        for (String name : List.of(".treeinfo", "ks.cfg", "preseed.cfg", "seed/meta-data", "seed/user-data", "x.apk")) {
            write(name, TEXT.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void write(String name, byte[] content) throws IOException {
        Path file = share.root().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static RawHttp.Response ask(String request) throws IOException {
        try (RawHttp http = share.raw()) {
            return http.send(request).read();
        }
    }

    /** Two slashes stand where the tree's URL ends in one; curl takes a directory's page for the file if it is sent there. */
    @ParameterizedTest
    @ValueSource(strings = {"/.treeinfo", "//.treeinfo", "/ks.cfg", "//images//install.img"})
    void dracut_fileOfTheTree_isThereAtOnce(String path) throws IOException {
        RawHttp.Response response = ask(CURL.formatted(path));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).hasSize(path.endsWith("img") ? NOISE.length : TEXT.length());
    }

    /** Most of what installers ask for is not there; the answer is short and the connection goes on. */
    @Test
    void anacondaLinuxrcAndCloudInit_whatIsOptional_isMissingAtOnce() throws IOException {
        List<String> optional = List.of(
                "/images/updates.img",
                "/images/product.img",
                "/LiveOS/squashfs.img",
                "/content",
                "/content.asc",
                "/boot/x86_64/config",
                "/media.1/info.txt",
                "/license.tar.gz",
                "/part.info",
                "/control.xml",
                "/autoinst.xml",
                "/seed/vendor-data",
                "/seed/network-config");
        try (RawHttp http = share.raw()) {
            for (int probe = 0; probe < 1000; probe++) {
                RawHttp.Response response = http.send(LIBCURL.formatted(optional.get(probe % optional.size())))
                        .read();

                assertThat(response.status()).isEqualTo(404);
                assertThat(response.text()).isEqualTo("404 Not Found\n");
                assertThat(response.field("Content-Length")).contains("14");
            }
        }
    }

    /** It asks through python-requests, which offers codings, and joins names to a URL that must end in a slash. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /seed/meta-data    | 200
            /seed/user-data    | 200
            /seed/vendor-data  | 404
            /seedmeta-data     | 404
            """)
    void cloudInit_seed_isSentAsItIs(String path, int status) throws IOException {
        RawHttp.Response response = ask("""
                GET %s HTTP/1.1\r
                Host: 10.0.2.2:8000\r
                User-Agent: Cloud-Init/23.3.1\r
                Accept-Encoding: gzip, deflate\r
                Accept: */*\r
                Connection: keep-alive\r
                \r
                """.formatted(path));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.field("Content-Encoding")).isEmpty();
        if (status == 200) {
            assertThat(response.text()).isEqualTo(TEXT);
        }
    }

    @Test
    void debianInstaller_preseed_endsWithTheConnection() throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response response = http.send(BUSYBOX.formatted("/preseed.cfg", "debian-installer", ""))
                    .read();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).isEqualTo(TEXT);
            assertThat(response.field("Content-Length")).contains(String.valueOf(TEXT.length()));
            assertThat(http.readToEnd()).isEmpty();
        }
    }

    @Test
    void alpine_partOfAPackage_goesOnWhereItEnded() throws IOException {
        RawHttp.Response response = ask(BUSYBOX.formatted("/x.apk", "Wget", "Range: bytes=20-\r\n"));

        assertThat(response.status()).isEqualTo(206);
        assertThat(response.text()).isEqualTo(TEXT.substring(20));
    }

    /** The initrd keeps the whole image in memory before it mounts it. */
    @Test
    void casper_image_isOneAnswerOfKnownLength() throws IOException {
        RawHttp.Response response = ask("""
                GET /debian.iso HTTP/1.1\r
                Host: 10.0.2.2:8000\r
                User-Agent: Wget/1.21.3\r
                Accept: */*\r
                Accept-Encoding: identity\r
                Connection: Keep-Alive\r
                \r
                """);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.field("Content-Length")).contains(String.valueOf(NOISE.length));
        assertThat(response.body()).isEqualTo(NOISE);
    }
}
