package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.ByteArrayInputStream;
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
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are compressed on the way (RFC 9110 §8.4, §12.5.3), and what never is. */
@Timeout(60)
class ContentCodingHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static final String TEXT = "All work and no play makes Jack a dull boy.\n".repeat(1000);
    private static final Instant MODIFIED = Instant.parse("2026-11-20T10:11:12.5Z");

    @BeforeAll
    static void fill() throws IOException {
        write("page.html", TEXT.getBytes(StandardCharsets.US_ASCII));
        write("small.txt", "a".repeat(1023).getBytes(StandardCharsets.US_ASCII));
        write("edge.txt", "a".repeat(1024).getBytes(StandardCharsets.US_ASCII));
        write("largest.txt", "a".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII));
        write("large.txt", "a".repeat(1024 * 1024 + 1).getBytes(StandardCharsets.US_ASCII));
        byte[] noise = new byte[5000];
        new Random(3).nextBytes(noise);
        write("noise.txt", noise);
        write("page.css.gz", TEXT.getBytes(StandardCharsets.US_ASCII));
        write("page.css", TEXT.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(String name, byte[] content) throws IOException {
        Path file = Files.write(share.root().resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
    }

    private static RawHttp.Response ask(String method, String target, String... fieldLines) throws IOException {
        try (RawHttp http = share.raw()) {
            String fields = fieldLines.length == 0 ? "" : String.join("\r\n", fieldLines) + "\r\n";
            http.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    private static byte[] unzip(byte[] compressed) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes();
    }

    @Test
    void get_textWithGzipAccepted_isCompressedWithItsOwnFields() throws IOException {
        RawHttp.Response plain = ask("GET", "/page.html");
        RawHttp.Response gzip = ask("GET", "/page.html", "Accept-Encoding: gzip, deflate, br");

        assertThat(unzip(gzip.body())).isEqualTo(plain.body()).isEqualTo(TEXT.getBytes(StandardCharsets.US_ASCII));
        assertThat(gzip.field("Content-Encoding")).contains("gzip");
        assertThat(gzip.field("Content-Length")).contains(String.valueOf(gzip.body().length));
        assertThat(gzip.body().length).isLessThan(TEXT.length());
        assertThat(gzip.field("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(gzip.field("Accept-Ranges")).isEmpty();
        assertThat(gzip.field("Last-Modified")).isEqualTo(plain.field("Last-Modified"));
        String tag = plain.field("ETag").orElseThrow();
        assertThat(gzip.field("ETag")).contains("W/" + tag.substring(0, tag.length() - 1) + "-gz\"");
        assertThat(gzip.field("Vary")).contains("Accept-Encoding");
        assertThat(plain.field("Vary")).contains("Accept-Encoding");
        assertThat(plain.field("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity"})
    void head_text_hasTheFieldsOfGet(String coding) throws IOException {
        RawHttp.Response get = ask("GET", "/page.html", "Accept-Encoding: " + coding);
        RawHttp.Response head = ask("HEAD", "/page.html", "Accept-Encoding: " + coding);

        assertThat(withoutDate(head)).isEqualTo(withoutDate(get));
    }

    private static List<String> withoutDate(RawHttp.Response response) {
        return response.headerLines().stream()
                .filter(line -> !line.startsWith("Date:"))
                .sorted()
                .toList();
    }

    @ParameterizedTest(name = "{0} for {1}: {2}, varies: {3}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            /page.html    | gzip;q=0                  | none | true
            /page.html    | br, zstd                  | none | true
            /page.html    | identity, gzip;q=0.5      | none | true
            /page.html    | *                         | gzip | true
            /page.html    | x-gzip                    | gzip | true
            /page.html?a  | gzip                      | gzip | true
            /small.txt    | gzip                      | none | false
            /edge.txt     | gzip                      | gzip | true
            /largest.txt  | gzip                      | gzip | true
            /large.txt    | gzip                      | none | false
            /noise.txt    | gzip                      | none | true
            /page.css.gz  | gzip                      | none | false
            /page.css     | gzip                      | gzip | true
            """)
    void get_sizeAndField_decideTheCoding(String target, String accept, String coding, boolean varies)
            throws IOException {
        RawHttp.Response response = ask("GET", target, "Accept-Encoding: " + accept);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.field("Content-Encoding")).isEqualTo(Optional.ofNullable(coding));
        assertThat(response.field("Vary")).isEqualTo(varies ? Optional.of("Accept-Encoding") : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boot.ipxe",
                "anaconda.ks",
                "grub.cfg",
                "preseed.cfg",
                ".treeinfo",
                "user-data",
                "meta-data",
                "Release",
                "InRelease",
                "Packages",
                "SHA256SUMS",
                "a.iso.sha256",
                "disk.img",
                "a.iso",
                "a.deb",
                "a.rpm",
                "a.zck",
                "a.tar",
                "a.zip",
                "vmlinuz",
                "a.efi",
                "a.qcow2",
                "a.png",
                "a.pdf",
                "repomd.xml",
                "autounattend.xml",
                "a.yaml",
                "a.json.asc",
                "a.sh",
                "a.wasm",
                "startup.nsh",
                "a.unknown",
                "noname"
            })
    void get_bootFileArchiveOrImage_isNeverCompressed(String name) throws IOException {
        write(name, TEXT.getBytes(StandardCharsets.US_ASCII));
        for (String accept : List.of("gzip", "gzip, identity;q=0", "*", "br, zstd, gzip")) {
            RawHttp.Response response = ask("GET", "/" + name, "Accept-Encoding: " + accept);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.field("Content-Encoding")).isEmpty();
            assertThat(response.field("Vary")).isEmpty();
            assertThat(response.text()).isEqualTo(TEXT);
            assertThat(response.field("ETag").orElseThrow()).startsWith("\"");
        }
    }

    @Test
    void get_rangeOfAText_isOfItAsItIs() throws IOException {
        RawHttp.Response part = ask("GET", "/page.html", "Accept-Encoding: gzip", "Range: bytes=4-7");
        RawHttp.Response malformed = ask("GET", "/page.html", "Accept-Encoding: gzip", "Range: bytes=x");

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("work");
        assertThat(part.field("Content-Encoding")).isEmpty();
        assertThat(part.field("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(part.field("Vary")).contains("Accept-Encoding");
        assertThat(malformed.status()).isEqualTo(200);
        assertThat(malformed.field("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity"})
    void get_tagOfTheForm_is304WithTheFieldsOf200(String coding) throws IOException {
        RawHttp.Response full = ask("GET", "/page.html", "Accept-Encoding: " + coding);
        String tag = full.field("ETag").orElseThrow();

        RawHttp.Response unchanged = ask("GET", "/page.html", "Accept-Encoding: " + coding, "If-None-Match: " + tag);

        assertThat(unchanged.status()).isEqualTo(304);
        for (String field : List.of("ETag", "Vary", "Cache-Control", "Last-Modified")) {
            assertThat(unchanged.field(field)).as(field).isPresent().isEqualTo(full.field(field));
        }
        RawHttp.Response failed = ask("GET", "/page.html", "Accept-Encoding: " + coding, "If-Match: \"other\"");
        assertThat(failed.status()).isEqualTo(412);
        assertThat(failed.field("Vary")).contains("Accept-Encoding");
        assertThat(failed.field("ETag")).contains(tag);
    }

    @Test
    void get_tagOfTheOtherForm_isNotMatched() throws IOException {
        String plain = ask("GET", "/page.html").field("ETag").orElseThrow();
        String gzip =
                ask("GET", "/page.html", "Accept-Encoding: gzip").field("ETag").orElseThrow();

        assertThat(ask("GET", "/page.html", "Accept-Encoding: gzip", "If-None-Match: " + plain)
                        .status())
                .isEqualTo(200);
        assertThat(ask("GET", "/page.html", "If-None-Match: " + gzip).status()).isEqualTo(200);
        assertThat(ask("GET", "/page.html", "Accept-Encoding: gzip", "If-Match: " + gzip)
                        .status())
                .as("a weak tag matches nothing strongly")
                .isEqualTo(412);
    }

    @Test
    void get_siblingsWithoutTheOption_areNotLookedAt() throws IOException {
        byte[] body = ask("GET", "/page.css", "Accept-Encoding: gzip").body();

        assertThat(Arrays.equals(unzip(body), TEXT.getBytes(StandardCharsets.US_ASCII)))
                .as("compressed by us, since the file beside it is not even gzip")
                .isTrue();
    }

    @Test
    void get_download_isAnAttachmentInEveryForm() throws IOException {
        String disposition = "attachment; filename=\"page.html\"; filename*=UTF-8''page.html";

        assertThat(ask("GET", "/page.html?download").field("Content-Disposition"))
                .contains(disposition);
        assertThat(ask("HEAD", "/page.html?download=1").field("Content-Disposition"))
                .contains(disposition);
        assertThat(ask("GET", "/page.html?x&download", "Accept-Encoding: gzip").field("Content-Disposition"))
                .contains(disposition);
        assertThat(ask("GET", "/page.html?downloads").field("Content-Disposition"))
                .isEmpty();
        assertThat(ask("GET", "/missing?download").field("Content-Disposition")).isEmpty();
    }
}
