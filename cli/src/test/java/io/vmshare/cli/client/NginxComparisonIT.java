package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The same requests to share and to nginx: both answers are known, and an RFC section says why they differ. */
@Tag("client")
@Timeout(60)
class NginxComparisonIT {

    private static final String CONTENT = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern PART =
            Pattern.compile("Content-Range: bytes (\\S+)\r\n\r\n(.*?)\r\n--", Pattern.DOTALL);

    @TempDir
    private static Path directory;

    private static @Nullable ShareProgram share;
    private static @Nullable Nginx nginx;

    @BeforeAll
    static void startBoth() throws Exception {
        Command.require("nginx");
        FileTime date = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
        Files.setLastModifiedTime(Files.writeString(directory.resolve("letters.bin"), CONTENT), date);
        Files.setLastModifiedTime(Files.createFile(directory.resolve("empty.bin")), date);
        Files.createDirectory(directory.resolve("directory"));
        nginx = Nginx.of(directory);
        share = ShareProgram.of(directory);
    }

    /** Either may not have been started, when nginx is missing. */
    @AfterAll
    static void stopBoth() throws IOException {
        if (nginx != null) {
            nginx.close();
        }
        if (share != null) {
            share.close();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(
            resources = "/tables/nginx-comparison.txt",
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "",
            maxCharsPerColumn = 1000)
    void request_toBoth_isAnsweredAsTheTableSays(
            String request, @Nullable String fields, String shares, String nginxs, @Nullable String why)
            throws IOException {
        String expected = nginxs.equals("=") ? shares : nginxs;
        assertThat(why != null && why.startsWith("RFC "))
                .as("a difference, and only a difference, has its RFC section")
                .isEqualTo(!expected.equals(shares));

        int sharePort = Objects.requireNonNull(share).uri().getPort();
        assertThat(answer(sharePort, request, fields)).as("share").isEqualTo(shares);
        int nginxPort = Objects.requireNonNull(nginx).port();
        assertThat(answer(nginxPort, request, fields)).as("nginx").isEqualTo(expected);
    }

    /** Sends a request and returns what the table says of its answer, after a look at the length and the content. */
    private static String answer(int port, String request, @Nullable String fields) throws IOException {
        String tag = exchange(port, "HEAD /letters.bin", "").field("ETag").orElseThrow();
        String lines = fields == null
                ? ""
                : fields.replace("{tag}", tag)
                                .replace("{date}", "Fri, 02 Jan 2026 03:04:05 GMT")
                                .replace("{earlier}", "Fri, 02 Jan 2026 03:04:04 GMT")
                                .replace("{later}", "Fri, 02 Jan 2026 03:04:06 GMT")
                                .replace(" & ", "\r\n")
                        + "\r\n";
        Response response = exchange(port, request, lines);
        String content = request.contains("/empty.bin") ? "" : CONTENT;
        boolean head = request.startsWith("HEAD ");
        return switch (response.status()) {
            case 200 -> response.status() + whole(response, content, head);
            case 206 -> response.status() + ranges(response, content, head);
            case 304 -> response.status() + validated(response);
            case 416 -> response.status() + " " + range(response).orElseThrow();
            default -> String.valueOf(response.status());
        };
    }

    private static Response exchange(int port, String request, String lines) throws IOException {
        try (RawHttp connection = RawHttp.connect("127.0.0.1", port)) {
            connection.send(request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + lines + "\r\n");
            return request.startsWith("HEAD ") ? connection.readHead() : connection.read();
        }
    }

    private static String whole(Response response, String content, boolean head) {
        assertThat(range(response)).isEmpty();
        assertThat(response.field("Content-Length")).contains(String.valueOf(content.length()));
        assertThat(response.text()).isEqualTo(head ? "" : content);
        return validated(response);
    }

    private static String ranges(Response response, String content, boolean head) {
        validated(response);
        Optional<String> single = range(response);
        if (single.isPresent()) {
            String selected = selected(content, single.get());
            assertThat(response.field("Content-Length")).contains(String.valueOf(selected.length()));
            assertThat(response.text()).isEqualTo(head ? "" : selected);
            return " " + single.get();
        }
        assertThat(response.field("Content-Type").orElseThrow()).startsWith("multipart/byteranges; boundary=");
        String body = new String(response.body(), StandardCharsets.ISO_8859_1);
        return PART.matcher(body)
                .results()
                .peek(part -> assertThat(part.group(2)).isEqualTo(selected(content, part.group(1))))
                .map(part -> " " + part.group(1))
                .collect(Collectors.joining());
    }

    /** Fails unless there is an entity tag; it adds nothing to what the table says. */
    private static String validated(Response response) {
        assertThat(response.field("ETag")).isPresent();
        return "";
    }

    private static Optional<String> range(Response response) {
        return response.field("Content-Range").map(field -> field.substring("bytes ".length()));
    }

    /** Returns the part of the content that a range such as {@code 0-4/36} is. */
    private static String selected(String content, String range) {
        int dash = range.indexOf('-');
        int last = Integer.parseInt(range.substring(dash + 1, range.indexOf('/')));
        return content.substring(Integer.parseInt(range.substring(0, dash)), last + 1);
    }
}
