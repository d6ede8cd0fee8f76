package io.vmshare.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vmshare.ShareOptions;
import io.vmshare.ShareServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A share of a file system that is nowhere on disk. */
@Timeout(60)
class InMemoryTest {

    @Test
    void get_fileInMemory_returnsItsBytes() throws IOException {
        // quoted in the README
        FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
        Path root = Files.createDirectory(memory.getPath("/guest"));
        Files.writeString(root.resolve("user-data"), "#cloud-config\n");
        ShareServer share = ShareServer.start(ShareOptions.builder(root).build());
        // end of quote
        try (memory;
                share) {
            assertThat(fetch(share.uri().resolve("user-data"))).isEqualTo("#cloud-config\n");
        }
    }

    static List<Configuration> systems() {
        return List.of(Configuration.unix(), Configuration.osX(), Configuration.windows());
    }

    @ParameterizedTest
    @MethodSource("systems")
    void get_listingAndFileOfEverySystem_returnTheirBytes(Configuration system) throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(system)) {
            Path root = memory.getRootDirectories().iterator().next().resolve("guest");
            Files.createDirectories(root.resolve("größe"));
            Files.writeString(root.resolve("größe").resolve("100% #1.txt"), "content");

            try (ShareServer share =
                    ShareServer.start(ShareOptions.builder(root).build())) {
                // Java 17 names text/html in Accept, as browsers do, and would get their page.
                assertThat(fetch(share.uri().resolve("?list=html")))
                        .contains("<a href=\"gr%C3%B6%C3%9Fe/\">größe/</a>");
                assertThat(fetch(share.uri().resolve("gr%C3%B6%C3%9Fe/?list=html")))
                        .contains("<a href=\"100%25%20%231.txt\">100% #1.txt</a>");
                assertThat(fetch(share.uri().resolve("gr%C3%B6%C3%9Fe/100%25%20%231.txt")))
                        .isEqualTo("content");
            }
        }
    }

    @Test
    void get_part_isThatPart() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            byte[] bytes = new byte[3_000_000];
            new Random(17).nextBytes(bytes);
            Path root = Files.createDirectory(memory.getPath("/guest"));
            Files.write(root.resolve("disk.img"), bytes);

            try (ShareServer share =
                    ShareServer.start(ShareOptions.builder(root).build())) {
                HttpURLConnection connection = connect(share.uri().resolve("disk.img"));
                connection.setRequestProperty("Range", "bytes=1000000-");
                try (InputStream body = connection.getInputStream()) {
                    assertThat(connection.getResponseCode()).isEqualTo(206);
                    assertThat(body.readAllBytes()).containsExactly(Arrays.copyOfRange(bytes, 1_000_000, bytes.length));
                }
            }
        }
    }

    private static HttpURLConnection connect(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setReadTimeout(10_000);
        return connection;
    }

    private static String fetch(URI uri) throws IOException {
        try (InputStream body = connect(uri).getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
