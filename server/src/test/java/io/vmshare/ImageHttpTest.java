package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.Fifo;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.TreeZip;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An image as a file, and with a slash as the tree that it holds. */
@Timeout(60)
class ImageHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static final byte[] KERNEL = new byte[300_000];

    @BeforeAll
    static void fill() throws IOException {
        new Random(5).nextBytes(KERNEL);
        Path root = share.root();
        for (String name : new String[] {"stored.zip", "deflated.ZIP"}) {
            TreeZip zip = name.startsWith("stored") ? TreeZip.stored() : TreeZip.deflated();
            zip.with("install.amd/vmlinuz", KERNEL)
                    .with("readme.txt", text("hello, guest\n"))
                    .with(".disk/info", text("Debian"))
                    .with("empty", new byte[0])
                    .with("a b&c/ü#?.txt", text("odd"))
                    .writeTo(root.resolve(name));
        }
        Path inner = TreeZip.stored()
                .with("deep.txt", text("deep"))
                .writeTo(share.root().resolve("inner.zip"));
        TreeZip.stored().with("drivers/inner.zip", Files.readAllBytes(inner)).writeTo(root.resolve("outer.zip"));
        TreeZip.deflated().with("inner.zip", Files.readAllBytes(inner)).writeTo(root.resolve("packed.zip"));
        Files.writeString(root.resolve("none.iso"), "no image");
        Files.writeString(root.resolve("none.zip"), "no image");
        Files.createDirectories(root.resolve("dir.iso/sub"));
        Files.writeString(root.resolve("dir.iso/sub/file.txt"), "plain");
        Path outside = TreeZip.stored().with("secret.txt", text("secret")).writeTo(root.resolveSibling("outside.zip"));
        Files.createSymbolicLink(root.resolve("link.zip"), outside);
        Files.createSymbolicLink(root.resolve("alias.zip"), Path.of("stored.zip"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void get_imageWithoutSlash_isTheFile() throws IOException {
        byte[] bytes = share.given()
                .get("/stored.zip")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();

        assertThat(bytes).isEqualTo(Files.readAllBytes(share.root().resolve("stored.zip")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stored.zip/", "/deflated.ZIP/", "//stored.zip//", "/alias.zip/"})
    void get_imageWithSlash_listsTheTree(String path) {
        share.given()
                .get(path)
                .then()
                .statusCode(200)
                .body(containsString("href=\"install.amd/\""))
                .body(containsString("href=\"readme.txt\""))
                .body(containsString("href=\"a%20b%26c/\""));
    }

    @Test
    void get_directoryThatHoldsImages_listsThemAsFiles() {
        share.given()
                .get("/")
                .then()
                .body(containsString("href=\"stored.zip\""))
                .body(not(containsString("stored.zip/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stored.zip", "/deflated.ZIP"})
    void get_entry_isItsBytesWithTheFieldsOfAFile(String image) {
        byte[] bytes = share.given()
                .get(image + "/install.amd/vmlinuz")
                .then()
                .statusCode(200)
                .header("Content-Length", "300000")
                .header("Accept-Ranges", "bytes")
                .extract()
                .asByteArray();

        assertThat(bytes).isEqualTo(KERNEL);
        share.given().get(image + "/empty").then().statusCode(200).header("Content-Length", "0");
        share.given().get(image + "/a%20b%26c/%C3%BC%23%3F.txt").then().body(equalTo("odd"));
        share.given().get(image + "/.disk/info").then().body(equalTo("Debian"));
        share.given()
                .get(image + "/readme.txt")
                .then()
                .header("Content-Type", "text/plain; charset=utf-8")
                .body(equalTo("hello, guest\n"));
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-0", "bytes=512-1023", "bytes=299999-", "bytes=-70000", "bytes=100000-299999"})
    void get_rangeOfAnEntry_isItsBytes(String range) {
        for (String image : new String[] {"/stored.zip", "/deflated.ZIP"}) {
            String path = image + "/install.amd/vmlinuz";
            var answer = share.given().header("Range", range).get(path).then().statusCode(206);
            String[] field = answer.extract().header("Content-Range").split("[ /-]");
            int first = Integer.parseInt(field[1]);
            int last = Integer.parseInt(field[2]);

            assertThat(answer.extract().asByteArray()).isEqualTo(Arrays.copyOfRange(KERNEL, first, last + 1));
        }
    }

    @Test
    void get_severalRangesOfAnEntry_areItsBytes() {
        String body = share.given()
                .header("Range", "bytes=0-4,7-11")
                .get("/deflated.ZIP/readme.txt")
                .then()
                .statusCode(206)
                .extract()
                .asString();

        assertThat(body).contains("hello").contains("guest");
    }

    @ParameterizedTest
    @CsvSource({
        "/deflated.ZIP,'bytes=0-4,7-11',206",
        "/deflated.ZIP,'bytes=7-11,0-4',200",
        "/deflated.ZIP,'bytes=0-1,9-10,4-5',200",
        "/deflated.ZIP,'bytes=7-11',206",
        "/stored.zip,'bytes=7-11,0-4',206"
    })
    void get_rangesThatGoBack_areTheWholeIfItIsDecompressedOnTheWay(String image, String range, int status) {
        share.given().header("Range", range).get(image + "/readme.txt").then().statusCode(status);
    }

    @Test
    void get_directoryInAnImage_redirectsToItsSlash() {
        share.given()
                .get("/stored.zip/install.amd?list=x")
                .then()
                .statusCode(301)
                .header("Location", "/stored.zip/install.amd/?list=x");
    }

    @ParameterizedTest
    @CsvSource({
        "/stored.zip/readme.txt/,404",
        "/stored.zip/missing,404",
        "/stored.zip/readme.txt/more,404",
        "/stored.zip/INSTALL.AMD/vmlinuz,404",
        "/stored.zip/..%2foutside.zip,404",
        "/stored.zip/../../outside.zip,404",
        "/stored.zip/%2e%2e/none.iso,404",
        "/none.iso/,404",
        "/none.iso/x,404",
        "/none.zip/,404",
        "/none.iso,200",
        "/link.zip/,404",
        "/link.zip/secret.txt,404",
        "/missing.zip/,404",
        "/missing.zip/x,404",
        "/dir.iso/,200",
        "/dir.iso/sub/file.txt,200",
        "/dir.iso,301",
        "/outer.zip/drivers/inner.zip,200",
        "/outer.zip/drivers/inner.zip/,200",
        "/outer.zip/drivers/inner.zip/deep.txt,200",
        "/packed.zip/inner.zip,200",
        "/packed.zip/inner.zip/,404"
    })
    void get_waysThroughImages_leadInsideOrNowhere(String path, int status) {
        share.given().get(path).then().statusCode(status);
    }

    @Test
    void get_fifoNamedLikeAnImage_is403AtOnce() throws Exception {
        Fifo.create(share.root().resolve("fifo.iso"));

        share.given().get("/fifo.iso/").then().statusCode(403);
        share.given().get("/fifo.iso/x").then().statusCode(403);
    }

    @Test
    void get_entryOfAnotherImageOfThatName_hasAnotherTag() throws IOException {
        Path image = share.root().resolve("changing.zip");
        TreeZip.stored().with("kernel", text("one")).writeTo(image);
        var first = share.given().get("/changing.zip/kernel").then().extract();
        Path other = TreeZip.stored()
                .with("kernel", text("two"))
                .writeTo(share.root().resolve("other.tmp"));
        Files.setLastModifiedTime(other, FileTime.from(Instant.now().plusMillis(1500)));
        Files.move(other, image, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

        share.given()
                .header("If-None-Match", first.header("ETag"))
                .get("/changing.zip/kernel")
                .then()
                .statusCode(200)
                .body(equalTo("two"));
    }

    @Test
    void get_entryOfAnotherImageOfThatNameAndTime_hasAnotherTag() throws IOException {
        FileTime time = FileTime.from(Instant.parse("2026-11-01T00:00:00Z"));
        Path image = share.root().resolve("again.zip");
        TreeZip.stored().with("kernel", text("one")).writeTo(image);
        Files.setLastModifiedTime(image, time);
        String first = share.given().get("/again.zip/kernel").header("ETag");
        TreeZip.stored().with("kernel", text("two")).with("more", text("")).writeTo(image);
        Files.setLastModifiedTime(image, time);

        share.given()
                .header("If-None-Match", first)
                .get("/again.zip/kernel")
                .then()
                .statusCode(200)
                .body(equalTo("two"));
    }

    @Test
    void get_entryUnchanged_is304() {
        String tag = share.given().get("/stored.zip/readme.txt").header("ETag");

        share.given()
                .header("If-None-Match", tag)
                .get("/stored.zip/readme.txt")
                .then()
                .statusCode(304);
    }

    @Test
    void get_imageIsCutShort_cutsTheConnection() throws IOException {
        byte[] big = new byte[40_000_000];
        Path image = TreeZip.stored().with("big.bin", big).writeTo(share.root().resolve("cut.zip"));
        try (RawHttp http = share.raw()) {
            http.send("GET /cut.zip/big.bin HTTP/1.1\r\nHost: x\r\n\r\n");
            http.readHead();
            try (var channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
                channel.truncate(1000);
            }

            assertThat(http.readToEnd().length).isLessThan(big.length);
        }
    }

    @Test
    void get_everything_isClosedAfterwards() throws Exception {
        for (String path : new String[] {"/", "/readme.txt", "/missing", "/install.amd", "/readme.txt/"}) {
            share.given().get("/stored.zip" + path);
        }
        for (String path : new String[] {"/", "/deep.txt", "/missing", "/deep.txt/"}) {
            share.given().get("/outer.zip/drivers/inner.zip" + path);
        }

        for (String name : new String[] {"stored.zip", "outer.zip"}) {
            Path image = share.root().toRealPath().resolve(name);
            Deadline.await("the image to be closed", () -> !OpenFiles.includes(image));
        }
    }
}
