package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.TreeZip;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A share of one image: what it holds is the root, and the image lies there, too. */
@Timeout(60)
class ImageShareHttpTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private Path image() throws IOException {
        return TreeZip.stored()
                .with("boot/vmlinuz", text("kernel"))
                .with(".disk/info", text("info"))
                .with("debian.zip", text("not the image"))
                .writeTo(directory.resolve("debian.zip"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void get_oneImage_isItsTreeAndTheImageBesideIt() throws Exception {
        Path image = image();
        try (ShareServer share = share(options -> options, image)) {
            assertThat(text(share, "").body()).contains("href=\"boot/\"").containsOnlyOnce("href=\"debian.zip\"");
            assertThat(text(share, "boot/vmlinuz").body()).isEqualTo("kernel");
            assertThat(text(share, "boot").statusCode()).isEqualTo(301);
            assertThat(bytes(share, "debian.zip")).isEqualTo(Files.readAllBytes(image));
            assertThat(text(share, "debian.zip/").body()).contains("href=\"boot/\"");
            assertThat(text(share, "debian.zip/boot/vmlinuz").body()).isEqualTo("kernel");
            assertThat(text(share, "missing").statusCode()).isEqualTo(404);
            assertThat(text(share, "boot/vmlinuz/").statusCode()).isEqualTo(404);
            assertThat(text(share, "boot/../debian.zip").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void get_hiddenInAnImage_isRefusedAndNotListed() throws Exception {
        try (ShareServer share = share(options -> options.hidden(false), image())) {
            assertThat(text(share, ".disk/info").statusCode()).isEqualTo(404);
            assertThat(text(share, "debian.zip/.disk/info").statusCode()).isEqualTo(404);
            assertThat(text(share, "").body()).doesNotContain(".disk");
        }
    }

    @Test
    void get_imagesOff_isAFileOnly() throws Exception {
        Path image = image();
        try (ShareServer share = share(options -> options.images(false), image)) {
            assertThat(text(share, "debian.zip").statusCode()).isEqualTo(200);
            assertThat(text(share, "debian.zip/").statusCode()).isEqualTo(404);
            assertThat(text(share, "boot/vmlinuz").statusCode()).isEqualTo(404);
            assertThat(text(share, "").body()).doesNotContain("boot");
        }
        try (ShareServer share = share(options -> options.images(false), directory)) {
            assertThat(text(share, "debian.zip/boot/vmlinuz").statusCode()).isEqualTo(404);
            assertThat(text(share, "debian.zip/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void get_noImageOfThatName_isServedAsAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("broken.iso"), "no image");
        try (ShareServer share = share(options -> options, file)) {
            assertThat(text(share, "broken.iso").body()).isEqualTo("no image");
            assertThat(text(share, "").body()).contains("href=\"broken.iso\"");
            assertThat(text(share, "broken.iso/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void get_imageGone_is404() throws Exception {
        Path image = image();
        try (ShareServer share = share(options -> options, image)) {
            Files.delete(image);

            assertThat(text(share, "boot/vmlinuz").statusCode()).isEqualTo(404);
            assertThat(text(share, "debian.zip").statusCode()).isEqualTo(404);
            assertThat(text(share, "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void get_severalImages_areEachUnderTheirName() throws Exception {
        Path other = TreeZip.stored().with("x", text("x")).writeTo(directory.resolve("other.zip"));
        try (ShareServer share = share(options -> options, image(), other)) {
            assertThat(text(share, "").body()).contains("href=\"debian.zip\"").doesNotContain("boot");
            assertThat(text(share, "debian.zip/boot/vmlinuz").body()).isEqualTo("kernel");
            assertThat(text(share, "other.zip/x").body()).isEqualTo("x");
            assertThat(text(share, "boot/vmlinuz").statusCode()).isEqualTo(404);
        }
    }

    private static ShareServer share(UnaryOperator<ShareOptionsBuilder> more, Path... paths) {
        return ShareServer.start(more.apply(ShareOptions.builder(paths)).build());
    }

    private static HttpResponse<String> text(ShareServer share, String path) throws Exception {
        return CLIENT.send(request(share, path), BodyHandlers.ofString());
    }

    private static byte[] bytes(ShareServer share, String path) throws Exception {
        return CLIENT.send(request(share, path), BodyHandlers.ofByteArray()).body();
    }

    private static HttpRequest request(ShareServer share, String path) {
        return HttpRequest.newBuilder(URI.create(share.uri() + path)).build();
    }
}
