package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compressed files beside a file (RFC 9110 §8.4, §12.5.3). What they hold here is only their name. */
@Timeout(60)
class PrecompressedHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of(options -> options.precompressed(true));

    private static final Instant MODIFIED = Instant.parse("2026-11-20T10:11:12.5Z");

    @BeforeAll
    static void fill() throws IOException {
        for (String name : new String[] {
            "all.js", "all.js.br", "all.js.zst", "all.js.gz", "some.css", "some.css.gz", "stale.txt", "lib.wasm",
            "lib.wasm.br", "boot.ipxe", "boot.ipxe.gz", "disk.img", "disk.img.gz", "linked.txt", "inside.txt",
                    "folder.txt",
            "index.html", "index.html.gz", "image.svg", "image.svg.br"
        }) {
            write(name, MODIFIED);
        }
        write("stale.txt.gz", MODIFIED.minusMillis(1));
        Path outside = Files.writeString(share.root().resolveSibling("secret.gz"), "secret");
        Files.createSymbolicLink(share.root().resolve("linked.txt.gz"), outside);
        Files.createDirectory(share.root().resolve("folder.txt.gz"));
        Files.write(
                share.root().resolve("long.txt"), "long text. ".repeat(200_000).getBytes(StandardCharsets.US_ASCII));
        write("long.txt.gz", Instant.now().plusSeconds(1));
    }

    private static void zip(String name, Map<String, Instant> files) throws IOException {
        try (ZipOutputStream zip =
                new ZipOutputStream(Files.newOutputStream(share.root().resolve(name)))) {
            for (Map.Entry<String, Instant> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setLastModifiedTime(FileTime.from(file.getValue()));
                zip.putNextEntry(entry);
                zip.write(file.getKey().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-1,a.txt", "0,a.txt.gz", "1,a.txt.gz"})
    void get_siblingInAnImage_isNoOlderByTheTimesInIt(int seconds, String expected) throws IOException {
        Instant modified = Instant.parse("2026-11-20T10:11:12Z");
        String image = "siblings" + seconds + ".zip";
        zip(image, Map.of("a.txt", modified, "a.txt.gz", modified.plusSeconds(seconds)));

        RawHttp.Response answer = ask("GET", "/" + image + "/a.txt", "Accept-Encoding: gzip");

        assertThat(answer.text()).isEqualTo(expected);
    }

    private static void write(String name, Instant modified) throws IOException {
        Path file = Files.writeString(share.root().resolve(name), name);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private static RawHttp.Response ask(String method, String target, String... fieldLines) throws IOException {
        try (RawHttp http = share.raw()) {
            String fields = fieldLines.length == 0 ? "" : String.join("\r\n", fieldLines) + "\r\n";
            http.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    @ParameterizedTest(name = "{0} for {1}: {2} as {3}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            /all.js       | gzip, br, zstd      | all.js.br     | br   | text/javascript; charset=utf-8
            /all.js       | gzip, zstd          | all.js.zst    | zstd | text/javascript; charset=utf-8
            /all.js       | gzip                | all.js.gz     | gzip | text/javascript; charset=utf-8
            /all.js       | gzip, br;q=0.9      | all.js.gz     | gzip | text/javascript; charset=utf-8
            /all.js       | br;q=0, *           | all.js.zst    | zstd | text/javascript; charset=utf-8
            /all.js       | identity            | all.js        | none | text/javascript; charset=utf-8
            /all.js       | deflate             | all.js        | none | text/javascript; charset=utf-8
            /some.css     | br, gzip            | some.css.gz   | gzip | text/css; charset=utf-8
            /some.css     | br                  | some.css      | none | text/css; charset=utf-8
            /stale.txt    | gzip                | stale.txt     | none | text/plain; charset=utf-8
            /lib.wasm     | br, gzip            | lib.wasm.br   | br   | application/wasm
            /image.svg    | br, gzip            | image.svg.br  | br   | image/svg+xml
            /linked.txt   | gzip                | linked.txt    | none | text/plain; charset=utf-8
            /folder.txt   | gzip                | folder.txt    | none | text/plain; charset=utf-8
            /long.txt     | gzip                | long.txt.gz   | gzip | text/plain
            /             | gzip                | index.html.gz | gzip | text/html; charset=utf-8
            """)
    void get_accepted_isTheSiblingWithTheTypeOfTheFile(
            String target, String accept, String content, String coding, String type) throws IOException {
        RawHttp.Response response = ask("GET", target, "Accept-Encoding: " + accept);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo(content);
        assertThat(response.field("Content-Encoding")).isEqualTo(Optional.ofNullable(coding));
        assertThat(response.field("Content-Type")).contains(type);
        assertThat(response.field("Content-Length")).contains(String.valueOf(content.length()));
        assertThat(response.field("Vary")).contains("Accept-Encoding");
        assertThat(response.field("Accept-Ranges").isPresent()).isEqualTo(coding == null);
        assertThat(response.field("ETag").orElseThrow()).startsWith("\"");
        assertThat(ask("HEAD", target, "Accept-Encoding: " + accept).headerLines().stream()
                        .filter(line -> !line.startsWith("Date:")))
                .containsExactlyInAnyOrderElementsOf(response.headerLines().stream()
                        .filter(line -> !line.startsWith("Date:"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"/boot.ipxe", "/disk.img", "/all.js.gz"})
    void get_bootFileOrArchive_isAsItIs(String target) throws IOException {
        RawHttp.Response response = ask("GET", target, "Accept-Encoding: gzip");

        assertThat(response.text()).isEqualTo(target.substring(1));
        assertThat(response.field("Content-Encoding")).isEmpty();
        assertThat(response.field("Vary")).isEmpty();
    }

    @Test
    void get_tagOfTheSibling_is304AndIsNoOthers() throws IOException {
        String gzip =
                ask("GET", "/all.js", "Accept-Encoding: gzip").field("ETag").orElseThrow();
        String br = ask("GET", "/all.js", "Accept-Encoding: br").field("ETag").orElseThrow();
        String itself = ask("GET", "/all.js.gz").field("ETag").orElseThrow();
        String plain = ask("GET", "/all.js").field("ETag").orElseThrow();

        assertThat(gzip).isNotIn(br, plain, itself);
        RawHttp.Response unchanged = ask("GET", "/all.js", "Accept-Encoding: gzip", "If-None-Match: " + gzip);
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.field("Vary")).contains("Accept-Encoding");
        assertThat(ask("GET", "/all.js", "Accept-Encoding: br", "If-None-Match: " + gzip)
                        .status())
                .isEqualTo(200);
        assertThat(ask("GET", "/all.js", "Accept-Encoding: gzip", "If-Match: " + gzip)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void get_range_isOfTheFileItself() throws IOException {
        RawHttp.Response response = ask("GET", "/all.js", "Accept-Encoding: gzip", "Range: bytes=0-2");

        assertThat(response.status()).isEqualTo(206);
        assertThat(response.text()).isEqualTo("all");
        assertThat(response.field("Content-Encoding")).isEmpty();
    }
}
