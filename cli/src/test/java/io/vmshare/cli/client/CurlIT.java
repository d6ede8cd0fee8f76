package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** curl asks for parts, and only for what is new. */
@Tag("client")
@Timeout(60)
class CurlIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String PRINT_STATUS = "%{http_code} %{content_type}";

    @TempDir
    private Path directory;

    private Path file;
    private Path copy;
    private ShareProgram share;

    @BeforeEach
    void shareAFile() throws IOException, InterruptedException {
        Command.require("curl");
        Path shared = Files.createDirectory(directory.resolve("shared"));
        file = shared.resolve("letters.bin");
        copy = directory.resolve("copy");
        Files.writeString(file, "abcdefghijklmnopqrstuvwxyz0123456789");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        share = ShareProgram.of(shared);
    }

    @AfterEach
    void stop() throws IOException {
        share.close();
    }

    @Test
    void range_one_isThatPart() throws IOException, InterruptedException {
        assertThat(curl("-r", "26-")).startsWith("206 ");
        assertThat(copy).hasContent("0123456789");
    }

    @Test
    void range_several_arePartsWithTheirPlaces() throws IOException, InterruptedException {
        String status = curl("-r", "0-9,20-25,-2");

        assertThat(status).startsWith("206 multipart/byteranges; boundary=");
        String boundary = status.substring(status.indexOf('=') + 1);
        String type = "Content-Type: application/octet-stream\r\n";
        assertThat(Files.readString(copy))
                .isEqualTo("--" + boundary + "\r\n" + type + "Content-Range: bytes 0-9/36\r\n\r\nabcdefghij\r\n"
                        + "--" + boundary + "\r\n" + type + "Content-Range: bytes 20-25/36\r\n\r\nuvwxyz\r\n"
                        + "--" + boundary + "\r\n" + type + "Content-Range: bytes 34-35/36\r\n\r\n89\r\n"
                        + "--" + boundary + "--\r\n");
    }

    @Test
    void timeCondition_sameAsTheFile_transfersNothing() throws IOException, InterruptedException {
        assertThat(curl("-R")).startsWith("200 ");
        assertThat(Files.getLastModifiedTime(copy)).isEqualTo(Files.getLastModifiedTime(file));

        assertThat(curl("-z", copy.toString())).startsWith("304 ");
        assertThat(copy).hasSameBinaryContentAs(file);

        Files.writeString(file, "news");
        assertThat(curl("-z", copy.toString())).startsWith("200 ");
        assertThat(copy).hasContent("news");
    }

    @Test
    void entityTag_saved_bringsTheFileOnceUntilItChanges() throws IOException, InterruptedException {
        String tag = directory.resolve("tag").toString();
        assertThat(curl("--etag-save", tag)).startsWith("200 ");

        assertThat(curl("--etag-compare", tag, "--etag-save", tag)).startsWith("304 ");
        assertThat(copy).hasSameBinaryContentAs(file);

        Files.writeString(file, "news");
        assertThat(curl("--etag-compare", tag, "--etag-save", tag)).startsWith("200 ");
        assertThat(copy).hasContent("news");
        assertThat(curl("--etag-compare", tag)).startsWith("304 ");
    }

    @Test
    void compressed_text_isSmallerOnTheWayAndTheSameAfterIt() throws IOException, InterruptedException {
        Path page = Files.writeString(file.resolveSibling("page.html"), "<p>The same again.\n".repeat(2000));
        Path tag = directory.resolve("tag");
        String[] words = {
            "curl",
            "-sS",
            "--fail",
            "--compressed",
            "-w",
            "%{http_code} %{size_download}",
            "-o",
            copy.toString(),
            "--etag-compare",
            tag.toString(),
            "--etag-save",
            tag.toString(),
            share.url("page.html")
        };

        String[] first = Command.run(directory, LIMIT, words).succeeded().out().split(" ");
        assertThat(first[0]).isEqualTo("200");
        assertThat(Long.parseLong(first[1])).isBetween(1L, Files.size(page) / 10);
        assertThat(copy).hasSameBinaryContentAs(page);

        assertThat(Command.run(directory, LIMIT, words).succeeded().out()).startsWith("304 ");
    }

    /** Fetches the file into the copy and returns the status and the media type. */
    private String curl(String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("curl", "-sS", "--fail", "-o", copy.toString()));
        words.addAll(List.of("-w", PRINT_STATUS));
        words.addAll(List.of(options));
        words.add(share.url("letters.bin"));
        return Command.run(directory, LIMIT, words.toArray(String[]::new))
                .succeeded()
                .out();
    }
}
