package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directories: the redirect to their slash, index files, listings. */
@Timeout(60)
class DirectoryHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    @RegisterExtension
    static final ShareExtension plain =
            ShareExtension.of(options -> options.index(false).hidden(false));

    @BeforeAll
    static void fill() throws IOException {
        for (ShareExtension each : List.of(share, plain)) {
            Files.createDirectories(each.root().resolve("a b/c"));
            Files.createDirectories(each.root().resolve("site"));
            Files.createDirectories(each.root().resolve("old"));
            Files.createDirectories(each.root().resolve("odd/index.html"));
            Files.createDirectories(each.root().resolve(".disk"));
            Files.writeString(each.root().resolve("site/index.html"), "<p>home");
            Files.writeString(each.root().resolve("site/index.htm"), "<p>second");
            Files.writeString(each.root().resolve("old/index.htm"), "<p>old");
            Files.writeString(each.root().resolve(".treeinfo"), "[general]");
            for (String name : List.of("disk10", "disk9", "Disk1", "zeta", "disk-x")) {
                Files.writeString(each.root().resolve(name), name);
            }
        }
    }

    @ParameterizedTest(name = "{0} goes to {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /a%20b           | /a%20b/
            /a%20b/c         | /a%20b/c/
            //a%20b//c       | /a%20b/c/
            /a%20b?x=1&y     | /a%20b/?x=1&y
            //site           | /site/
            /./site          | /site/
            /%73ite          | /site/
            """)
    void get_directoryWithoutSlash_redirectsToTheAbsolutePath(String asked, String location) throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response response =
                    http.send("GET " + asked + " HTTP/1.1\r\nHost: x\r\n\r\n").read();

            assertThat(response.status()).isEqualTo(301);
            assertThat(response.field("Location")).contains(location);
            assertThat(response.field("Content-Length")).contains("0");
        }
    }

    @Test
    void get_indexFile_isServedInPlaceOfTheListing() {
        share.given()
                .get("/site/")
                .then()
                .statusCode(200)
                .body(equalTo("<p>home"))
                .header("Content-Type", "text/html; charset=utf-8");
        share.given().get("/old/").then().statusCode(200).body(equalTo("<p>old"));
        share.given()
                .header("Range", "bytes=3-4")
                .get("/site/")
                .then()
                .statusCode(206)
                .body(equalTo("ho"));
    }

    @Test
    void get_indexOff_isTheListing() {
        plain.given()
                .get("/site/")
                .then()
                .statusCode(200)
                .body(containsString("<a href=\"index.html\">index.html</a>"));
    }

    @Test
    void get_directoryCalledIndexHtml_isNoIndexFile() {
        share.given()
                .get("/odd/")
                .then()
                .statusCode(200)
                .body(containsString("<a href=\"index.html/\">index.html/</a>"));
    }

    @Test
    void get_directory_listsInNaturalOrderWithoutLinksElsewhere() {
        String listing = share.given().get("/").asString();

        assertThat(hrefs(listing))
                .containsExactly(
                        ".disk/",
                        ".treeinfo",
                        "a%20b/",
                        "disk-x",
                        "Disk1",
                        "disk9",
                        "disk10",
                        "odd/",
                        "old/",
                        "site/",
                        "zeta");
        assertThat(listing).doesNotContain("<script", "<style", "src=", "<link");
        assertThat(hrefs(share.given().get("/a%20b/").asString())).containsExactly("../", "c/");
    }

    @Test
    void get_listing_hasTheFieldsOfTheContract() {
        share.given()
                .get("/")
                .then()
                .statusCode(200)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Vary", "Accept")
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'")
                .header("ETag", nullValue())
                .header("Last-Modified", nullValue())
                .header("Accept-Ranges", nullValue());
    }

    @Test
    void get_unknownQuery_isIgnored() {
        share.given().get("/?C=M;O=A").then().statusCode(200).body(containsString("zeta"));
        share.given().get("/zeta?v=1").then().statusCode(200).body(equalTo("zeta"));
    }

    @Test
    void get_hiddenOff_refusesAndDoesNotList() {
        share.given().get("/.treeinfo").then().statusCode(200);
        plain.given().get("/.treeinfo").then().statusCode(404);
        plain.given().get("/.disk/").then().statusCode(404);
        plain.given().get("/").then().body(not(containsString(".treeinfo"))).body(not(containsString(".disk")));
    }

    @Test
    void get_entryThatVanishedOrIsUnreadable_leavesTheRestOfTheListing() throws IOException {
        Files.createSymbolicLink(
                share.root().resolve("a b/dangling"), share.root().resolve("nowhere"));
        Files.createSymbolicLink(
                share.root().resolve("a b/outside"), share.root().getParent());
        Files.writeString(share.root().resolve("a b/zz"), "");

        assertThat(hrefs(share.given().get("/a%20b/").asString())).containsExactly("../", "c/", "zz");
        Files.delete(share.root().resolve("a b/zz"));
    }

    @Test
    void head_listing_hasTheFieldsOfGet() throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response head =
                    http.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n").readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.field("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(head.field("Content-Length")).isEmpty(); // RFC 9110 §8.6: GET's or none
            assertThat(head.field("Transfer-Encoding")).contains("chunked");
            http.send("GET /zeta HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(http.read().text()).isEqualTo("zeta");
        }
    }

    @Test
    void head_listingByHttp10_hasNoLengthAndCloses() throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response head = http.send("HEAD / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                    .readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.field("Content-Length")).isEmpty();
            assertThat(head.field("Transfer-Encoding")).isEmpty();
            assertThat(http.readToEnd()).isEmpty();
        }
    }

    static List<String> hrefs(String listing) {
        return java.util.regex.Pattern.compile("href=\"([^\"]*)\"")
                .matcher(listing)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** A recursive wget saves the listing as index.html and then asks for the file of that name by date. */
    @Test
    void get_indexFileByDateOfItsListing_isSentWithoutIndexFilesAndNotModifiedWithThem() {
        String later = "Fri, 31 Dec 9999 23:59:59 GMT";
        for (String name : List.of("site/index.html", "old/index.htm")) {
            plain.given()
                    .header("If-Modified-Since", later)
                    .get(plain.uri(name))
                    .then()
                    .statusCode(200);
            share.given()
                    .header("If-Modified-Since", later)
                    .get(share.uri(name))
                    .then()
                    .statusCode(304);
        }
        plain.given()
                .header("If-Modified-Since", later)
                .get(plain.uri("zeta"))
                .then()
                .statusCode(304);
    }

    /** An answer that ends with its connection would look whole when it is cut. */
    @Test
    void get_listingOnAConnectionThatEnds_tellsItsEnd() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            RawHttp.Response answer = http.read();
            assertThat(answer.field("Transfer-Encoding")).contains("chunked");
            assertThat(answer.text()).endsWith("</html>\n");
            assertThat(http.readToEnd()).isEmpty();
        }
        try (RawHttp http = share.raw()) {
            http.send("GET / HTTP/1.0\r\n\r\n");
            RawHttp.Response answer = http.read();
            assertThat(answer.field("Transfer-Encoding")).isEmpty();
            assertThat(answer.text()).endsWith("</html>\n");
        }
    }
}
