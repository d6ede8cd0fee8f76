package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.listing.ListingOptions;
import io.vmshare.listing.ListingOptions.SortKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of a listing, by query and by {@code Accept}, and their orders. */
@Timeout(60)
class ListingFormatsHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    @RegisterExtension
    static final ShareExtension newestFirst =
            ShareExtension.of(options -> options.listing(ListingOptions.DEFAULT.withSort(SortKey.TIME, true)));

    @BeforeAll
    static void fill() throws IOException {
        for (Path root : List.of(share.root(), newestFirst.root())) {
            file(root, "disk10", 3, "2026-01-01T00:00:00Z");
            file(root, "disk9", 1, "2026-01-03T00:00:00.5Z");
            file(root, "a b", 2, "2026-01-02T00:00:00Z");
            Files.createDirectories(root.resolve("site/sub"));
            Files.writeString(root.resolve("site/index.html"), "<p>home");
            Files.createSymbolicLink(root.resolve("link"), Path.of("disk9"));
            Files.createSymbolicLink(root.resolve("out"), root.getParent());
            time(root.resolve("site"), "2026-01-04T00:00:00Z");
        }
    }

    private static void file(Path root, String name, int size, String modified) throws IOException {
        Files.write(root.resolve(name), new byte[size]);
        time(root.resolve(name), modified);
    }

    private static void time(Path path, String modified) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse(modified)));
    }

    @Test
    void get_json_isTheDocumentedObject() {
        share.given()
                .get("/?list=json")
                .then()
                .statusCode(200)
                .header("Content-Type", "application/json")
                .header("Vary", nullValue())
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'")
                .header("ETag", nullValue())
                .body(equalTo("""
                        {"path":"/","entries":[
                        {"name":"a b","href":"a%20b","type":"file","size":2,"mtime":"2026-01-02T00:00:00Z"},
                        {"name":"disk9","href":"disk9","type":"file","size":1,"mtime":"2026-01-03T00:00:00.5Z"},
                        {"name":"disk10","href":"disk10","type":"file","size":3,"mtime":"2026-01-01T00:00:00Z"},
                        {"name":"link","href":"link","type":"file","link":true,"size":1,"mtime":"2026-01-03T00:00:00.5Z"},
                        {"name":"site","href":"site/","type":"directory","size":null,"mtime":"2026-01-04T00:00:00Z"}
                        ],"complete":true}
                        """));
    }

    @Test
    void get_otherFormats_areTheSameEntries() throws JsonParserException {
        share.given()
                .get("/?list=text")
                .then()
                .statusCode(200)
                .header("Content-Type", "text/plain; charset=utf-8")
                .body(equalTo("a%20b\ndisk9\ndisk10\nlink\nsite/\n"));
        share.given()
                .get("/?list=html")
                .then()
                .statusCode(200)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Vary", nullValue())
                .body(containsString("<tr><td><a href=\"a%20b\">a b</a></td>"));
        share.given()
                .get("/?list=python")
                .then()
                .statusCode(200)
                .header("Content-Type", "text/html; charset=utf-8")
                .body(startsWith("<!DOCTYPE HTML>\n<html lang=\"en\">"))
                .body(containsString("<li><a href=\"disk10\">disk10</a></li>\n<li><a href=\"disk9\">disk9</a></li>\n"
                        + "<li><a href=\"link\">link@</a></li>\n"));
        List<String> names = new ArrayList<>();
        for (String line : share.given().get("/?list=ndjson").asString().split("\n")) {
            names.add(JsonParser.object().from(line).getString("name"));
        }
        assertThat(names).containsExactly("a b", "disk9", "disk10", "link", "site");
        share.given().get("/?list=ndjson").then().header("Content-Type", "application/x-ndjson");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            none                               | text/html; charset=utf-8
            */*                                | text/html; charset=utf-8
            text/html,application/xml;q=0.9    | text/html; charset=utf-8
            application/json                   | application/json
            application/json, */*              | application/json
            application/x-ndjson               | application/x-ndjson
            text/plain                         | text/plain; charset=utf-8
            image/png                          | text/html; charset=utf-8
            """)
    void get_accept_picksTheFormatAndVaries(@Nullable String accept, String type) throws IOException {
        String field = accept == null ? "" : "Accept: " + accept + "\r\n";
        try (RawHttp http = share.raw()) {
            RawHttp.Response answer =
                    http.send("GET / HTTP/1.1\r\nHost: x\r\n" + field + "\r\n").read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("Content-Type")).contains(type);
            assertThat(answer.field("Vary")).contains("Accept");
        }
    }

    @Test
    void get_acceptInSeveralLines_isOneList() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send("GET / HTTP/1.1\r\nHost: x\r\nAccept: text/plain;q=0.5\r\nAccept: application/json\r\n\r\n");

            assertThat(http.read().field("Content-Type")).contains("application/json");
        }
    }

    @Test
    void get_listAsked_winsOverAccept() {
        share.given()
                .header("Accept", "application/json")
                .get("/?list=text")
                .then()
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Vary", nullValue());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            sort=name               | a%20b disk9 disk10 link site/
            sort=name&order=asc     | a%20b disk9 disk10 link site/
            order=desc              | site/ link disk10 disk9 a%20b
            sort=size               | site/ disk9 link a%20b disk10
            sort=size&order=desc    | disk10 a%20b disk9 link site/
            sort=time               | disk10 a%20b disk9 link site/
            sort=time&order=desc    | site/ disk9 link a%20b disk10
            """)
    void get_sortAndOrder_holdForEveryFormat(String query, String expected) throws JsonParserException {
        assertThat(share.given().get("/?list=text&" + query).asString().replace('\n', ' '))
                .isEqualTo(expected + " ");
        assertThat(String.join(
                        " ",
                        DirectoryHttpTest.hrefs(share.given().get("/?" + query).asString())))
                .isEqualTo(expected);
        assertThat(entries(share.given().get("/?list=json&" + query).asString()))
                .isEqualTo(expected);
    }

    @Test
    void get_pythonSorted_isPythonsOrderUnlessAttributesDecide() {
        assertThat(DirectoryHttpTest.hrefs(share.given().get("/?list=python").asString()))
                .containsExactly("a%20b", "disk10", "disk9", "link", "site/");
        assertThat(DirectoryHttpTest.hrefs(
                        share.given().get("/?list=python&order=desc").asString()))
                .containsExactly("site/", "link", "disk9", "disk10", "a%20b");
        assertThat(DirectoryHttpTest.hrefs(
                        share.given().get("/?list=python&sort=size").asString()))
                .containsExactly("site/", "disk9", "link", "a%20b", "disk10");
    }

    @Test
    void get_otherDefault_isTheOwnersUnlessAsked() {
        assertThat(newestFirst.given().get("/?list=text").asString()).isEqualTo("site/\ndisk9\nlink\na%20b\ndisk10\n");
        assertThat(newestFirst.given().get("/?list=text&sort=name").asString())
                .isEqualTo("a%20b\ndisk9\ndisk10\nlink\nsite/\n");
        assertThat(newestFirst.given().get("/?list=text&order=asc").asString())
                .isEqualTo("disk10\na%20b\ndisk9\nlink\nsite/\n");
        assertThat(DirectoryHttpTest.hrefs(
                        newestFirst.given().get("/?list=python").asString()))
                .containsExactly("a%20b", "disk10", "disk9", "link", "site/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list=xml",
                "list",
                "sort=date",
                "order=up",
                "depth=0",
                "depth=33",
                "find=",
                "find=a/b",
                "list=python&depth=2"
            })
    void get_badValue_is400WithOneLine(String query) {
        String line =
                share.given().get("/?" + query).then().statusCode(400).extract().asString();

        assertThat(line).startsWith("400 Bad Request: ").endsWith("\n").hasLineCount(1);
    }

    /** A page has queries of its own: what it calls {@code sort} is none of ours. */
    @Test
    void get_indexFile_isInTheWayOnlyOfWhatIsNotAskedFor() {
        share.given().get("/site/").then().body(equalTo("<p>home"));
        share.given()
                .get("/site/?sort=price&order=up&depth=x")
                .then()
                .statusCode(200)
                .body(equalTo("<p>home"));
        share.given().header("Accept", "application/json").get("/site/").then().body(equalTo("<p>home"));
        share.given().get("/site/?list=text").then().body(equalTo("index.html\nsub/\n"));
        share.given().get("/site/?find=sub").then().body(containsString("<a href=\"sub/\">sub/</a>"));
        share.given().get("/site/?list=xml").then().statusCode(400);
    }

    @Test
    void get_listOfWhatIsNoDirectory_isThatItself() {
        share.given().get("/disk9?list=json").then().statusCode(200).header("Content-Length", "1");
        share.given().get("/missing/?list=json").then().statusCode(404);
        share.given().get("/out/?list=json").then().statusCode(404);
        share.given().get("/site?list=json").then().statusCode(301).header("Location", endsWith("/site/?list=json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list=json",
                "list=ndjson",
                "list=text",
                "list=python",
                "list=text&depth=3",
                "find=disk",
                "list=xml",
                "find="
            })
    void head_query_hasTheFieldsOfGet(String query) throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response head = http.send("HEAD /?" + query + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .readHead();
            RawHttp.Response get =
                    http.send("GET /?" + query + " HTTP/1.1\r\nHost: x\r\n\r\n").read();

            assertThat(head.status()).isEqualTo(get.status());
            assertThat(withoutDate(head.headerLines())).isEqualTo(withoutDate(get.headerLines()));
        }
    }

    private static List<String> withoutDate(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("Date:")).sorted().toList();
    }

    @Test
    void get_byHttp10_endsWithItsConnection() throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response answer =
                    http.send("GET /?list=json HTTP/1.0\r\n\r\n").read();

            assertThat(answer.field("Transfer-Encoding")).isEmpty();
            assertThat(answer.text()).endsWith("\n],\"complete\":true}\n");
        }
    }

    private static String entries(String json) throws JsonParserException {
        JsonArray entries = JsonParser.object().from(json).getArray("entries");
        return entries.stream()
                .map(entry -> ((JsonObject) entry).getString("href"))
                .collect(Collectors.joining(" "));
    }
}
