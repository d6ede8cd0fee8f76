package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.StrictMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What package managers require, each asked for in its own words, taken from the wire (apt 2.6, libdnf of Debian 12).
 */
@Timeout(60)
class PackageManagerHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static final byte[] NOISE = new byte[3_000_000];
    private static final String TEXT = "# What there is to install, in lines of text.\n".repeat(100);
    private static final String DATE = "Fri, 20 Nov 2026 10:11:12 GMT";

    private static final String APT = """
            GET %s HTTP/1.1\r
            Host: 10.0.2.2:8000\r
            %sUser-Agent: Debian APT-HTTP/1.3 (2.6.2)\r
            \r
            """;

    @BeforeAll
    static void fill() throws IOException {
        new Random(13).nextBytes(NOISE);
        write("pool/a.deb", NOISE);
        write("primary.xml.zck", NOISE);
        write("dists/Release", TEXT.getBytes(StandardCharsets.US_ASCII));
        write("repodata/repomd.xml", TEXT.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(String name, byte[] content) throws IOException {
        Path file = share.root().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-20T10:11:12.5Z")));
    }

    private static RawHttp.Response ask(String request) throws IOException {
        try (RawHttp http = share.raw()) {
            return http.send(request).read();
        }
    }

    /** A flat repository is named {@code ./}, which stands in the middle of its paths. */
    @Test
    void apt_release_isAskedForAgainByItsDate() throws IOException {
        String fields = "Cache-Control: max-age=0\r\nAccept: text/*\r\n";
        RawHttp.Response first = ask(APT.formatted("/dists/./Release", fields));
        RawHttp.Response again = ask(APT.formatted("/dists/./Release", fields + "If-Modified-Since: " + DATE + "\r\n"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text()).isEqualTo(TEXT);
        assertThat(first.field("Last-Modified")).contains(DATE);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(ask(APT.formatted("/dists/./Release.gpg", "")).status()).isEqualTo(404);
    }

    /** It resumes by date, and takes 416 for the end only with the length that it says. */
    @ParameterizedTest(name = "from {0} if of {1}: {2} {3}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            1000000 | Fri, 20 Nov 2026 10:11:12 GMT | 206 | bytes 1000000-2999999/3000000
            2999999 | Fri, 20 Nov 2026 10:11:12 GMT | 206 | bytes 2999999-2999999/3000000
            3000000 | Fri, 20 Nov 2026 10:11:12 GMT | 416 | bytes */3000000
            4000000 | Fri, 20 Nov 2026 10:11:12 GMT | 416 | bytes */3000000
            1000000 | Fri, 20 Nov 2026 10:11:13 GMT | 200 | none
            3000000 | Fri, 20 Nov 2026 10:11:11 GMT | 200 | none
            """)
    void apt_resume_goesOnOrBeginsAnew(int from, String date, int status, String range) throws IOException {
        String fields = "Range: bytes=" + from + "-\r\nIf-Range: " + date + "\r\n";
        RawHttp.Response response = ask(APT.formatted("/pool/a.deb", fields));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.field("Content-Range")).isEqualTo(Optional.ofNullable(range));
        if (status != 416) {
            assertThat(response.body()).isEqualTo(Arrays.copyOfRange(NOISE, status == 206 ? from : 0, NOISE.length));
        }
    }

    /** It sends up to ten requests before it reads an answer. */
    @Test
    void apt_pipeline_isAnsweredInOrder() throws IOException {
        try (RawHttp http = share.raw()) {
            String some = APT.formatted("/pool/a.deb", "") + APT.formatted("/pool/missing.deb", "");
            List<RawHttp.Response> responses = http.send(some.repeat(5)).read(10);

            for (int i = 0; i < responses.size(); i += 2) {
                assertThat(responses.get(i).body()).isEqualTo(NOISE);
                assertThat(responses.get(i + 1).status()).isEqualTo(404);
            }
        }
    }

    @Test
    void dnf_metadata_isAskedForPastCaches() throws IOException {
        RawHttp.Response response = ask("""
                GET /repodata/repomd.xml HTTP/1.1\r
                Host: 10.0.2.2:8000\r
                User-Agent: libdnf (Fedora Linux 43; generic; Linux.x86_64)\r
                Accept: */*\r
                Cache-Control: no-cache\r
                Pragma: no-cache\r
                \r
                """);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo(TEXT);
    }

    /** It reads the boundary from the type and the place of each part from its own field. */
    @Test
    void librepo_chunksOfMetadata_areParts() throws IOException {
        String ranges = "0-88,1836-4095,10000-19999,2999000-2999999";
        RawHttp.Response response = ask("""
                GET /primary.xml.zck HTTP/1.1\r
                Host: 10.0.2.2:8000\r
                Range: bytes=%s\r
                User-Agent: libdnf (Fedora Linux 43; generic; Linux.x86_64)\r
                Accept: */*\r
                \r
                """.formatted(ranges));

        assertThat(response.status()).isEqualTo(206);
        List<StrictMultipart.Part> parts =
                StrictMultipart.parse(response.field("Content-Type").orElseThrow(), response.body());
        assertThat(parts).extracting(StrictMultipart.Part::range).containsExactly(ranges.split(","));
        for (StrictMultipart.Part part : parts) {
            int first = (int) part.first();
            assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(NOISE, first, first + part.bytes().length));
        }
    }
}
