package io.vmshare.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A share below a prefix: its own paths, its redirects and its listing all stay below it. */
@Timeout(60)
class PrefixExampleTest {

    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newHttpClient(); // follows no redirect
    private final HttpHandler app = exchange -> exchange.getResponseSender().send("app");

    @TempDir
    Path directory;

    private PrefixExample example;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("hello world.txt"), "hello", StandardCharsets.UTF_8);
        Files.createDirectory(directory.resolve("sub"));
        Files.writeString(directory.resolve("sub").resolve("größe.txt"), "content");
        example = new PrefixExample(app, directory);
    }

    @AfterEach
    void stop() {
        example.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(example.uri().resolve(path));
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Test
    void get_belowThePrefix_isTheShareAndBesideItTheApp() throws Exception {
        assertThat(get("/files/hello%20world.txt").body()).isEqualTo("hello");
        assertThat(get("/hello%20world.txt").body()).isEqualTo("app");
        assertThat(get("/filesystem").body()).isEqualTo("app");
    }

    @Test
    void get_prefixWithoutSlash_redirectsToItsSlash() throws Exception {
        HttpResponse<String> answer = get("/files");

        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).contains("/files/");
        assertThat(get("/files?a=b").headers().firstValue("Location")).contains("/files/?a=b");
    }

    @Test
    void get_directoryWithoutSlash_redirectsBelowThePrefix() throws Exception {
        assertThat(get("/files/sub").headers().firstValue("Location")).contains("/files/sub/");
    }

    @Test
    void get_encodedPrefix_isTheSamePrefix() throws Exception {
        assertThat(get("/%66iles/hello%20world.txt").body()).isEqualTo("hello");
        assertThat(get("/%66iles/sub").headers().firstValue("Location")).contains("/files/sub/");
    }

    @Test
    void get_everyLinkOfTheListings_leadsSomewhereBelowThePrefix() throws Exception {
        URI root = example.uri().resolve("/files/");
        Matcher links = LINK.matcher(get(root).body());
        int found = 0;
        while (links.find()) {
            URI uri = root.resolve(links.group(1));
            assertThat(uri.getPath()).startsWith("/files/");
            assertThat(get(uri).statusCode()).isEqualTo(200);
            found++;
        }
        assertThat(found).isEqualTo(2);
        assertThat(get("/files/sub/").body()).contains("href=\"../\"").contains("href=\"gr%C3%B6%C3%9Fe.txt\"");
    }
}
