package io.vmshare.examples;

// quoted in the README
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vmshare.ShareOptions;
import io.vmshare.ShareServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    @TempDir
    Path directory;

    @Test
    void get_sharedFile_returnsItsBytes() throws Exception {
        Files.writeString(directory.resolve("hello.txt"), "hello");

        try (ShareServer share =
                ShareServer.start(ShareOptions.builder(directory).build())) {
            URI uri = share.uri().resolve("hello.txt"); // http://127.0.0.1:FREE_PORT/hello.txt
            var answer =
                    HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            assertEquals("hello", answer.body());
        }
    }
}
// end of quote
