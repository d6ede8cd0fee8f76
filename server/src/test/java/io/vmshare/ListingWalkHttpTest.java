package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.SleepyFileSystem;
import io.vmshare.listing.ListingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listings of more than one level, and searches. */
@Timeout(60)
class ListingWalkHttpTest {

    private static final int CROWD = 5_000;

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    @RegisterExtension
    static final ShareExtension flat = ShareExtension.of(
            options -> options.listing(ListingOptions.DEFAULT.withDepth(1)).hidden(false));

    @RegisterExtension
    static final ShareExtension crowded = ShareExtension.of();

    @BeforeAll
    static void fill() throws IOException {
        for (Path root : List.of(share.root(), flat.root())) {
            Files.createDirectories(root.resolve("iso/old releases"));
            Files.writeString(root.resolve("iso/alpine.iso"), "alpine");
            Files.writeString(root.resolve("iso/old releases/ALPINE.ISO"), "old");
            Files.writeString(root.resolve("iso/old releases/notes"), "");
            Files.createDirectories(root.resolve(".cache"));
            Files.writeString(root.resolve(".cache/alpine.iso"), "hidden");
            Files.writeString(root.resolve("readme"), "");
            Files.createSymbolicLink(root.resolve("iso/up"), Path.of(".."));
            Files.createSymbolicLink(root.resolve("out"), root.getParent());
        }
        for (int i = 0; i < CROWD; i++) {
            Files.createFile(crowded.root().resolve("blanks take their room ".repeat(9) + i));
        }
    }

    @Test
    void get_depth_isAllThatLiesSoDeep() {
        share.given().get("/?list=text&depth=1").then().body(equalTo(".cache/\niso/\nreadme\n"));
        share.given()
                .get("/?list=text&depth=2")
                .then()
                .body(equalTo(".cache/\niso/\nreadme\n.cache/alpine.iso\n"
                        + "iso/alpine.iso\niso/old%20releases/\niso/up/\n"));
        share.given()
                .get("/iso/?list=text&depth=32")
                .then()
                .body(equalTo("alpine.iso\nold%20releases/\nup/\nold%20releases/ALPINE.ISO\nold%20releases/notes\n"));
    }

    @Test
    void get_depthAsJson_saysWhereEachEntryLies() throws JsonParserException {
        String text = share.given()
                .header("Accept", "application/json")
                .get("/iso/?depth=2")
                .then()
                .statusCode(200)
                .header("Vary", "Accept")
                .extract()
                .asString();
        JsonObject listing = JsonParser.object().from(text);

        assertThat(listing.getBoolean("complete")).isTrue();
        assertThat(listing.getArray("entries"))
                .extracting(entry -> ((JsonObject) entry).getString("path"))
                .containsExactly("alpine.iso", "old releases", "up", "old releases/ALPINE.ISO", "old releases/notes");
        assertThat(listing.getArray("entries").getObject(3).getString("name")).isEqualTo("ALPINE.ISO");
        assertThat(listing.getArray("entries").getObject(2).getBoolean("link")).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /?find=*.iso&list=text                  | .cache/alpine.iso iso/alpine.iso iso/old%20releases/ALPINE.ISO
            /?find=%2A.iso&list=text                | .cache/alpine.iso iso/alpine.iso iso/old%20releases/ALPINE.ISO
            /iso/?find=*.iso&list=text              | alpine.iso old%20releases/ALPINE.ISO
            /?find=old+rel&list=text                | iso/old%20releases/
            /?find=*.iso&list=text&depth=2          | .cache/alpine.iso iso/alpine.iso
            /?find=%5Ba-i%5D*&list=text&depth=1     | iso/
            /?find=*.iso&list=text&order=desc       | iso/alpine.iso iso/old%20releases/ALPINE.ISO .cache/alpine.iso
            /?find=nothing&list=text                | ''
            """)
    void get_find_isWhatMatches(String target, String expected) {
        String found =
                share.given().get(target).then().statusCode(200).extract().asString();

        assertThat(String.join(" ", found.lines().toList())).isEqualTo(expected);
    }

    @Test
    void get_findWithoutAFormat_goesByAccept() {
        share.given()
                .get("/?find=*.iso")
                .then()
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Vary", "Accept")
                .body(containsString(
                        "<tr><td><a href=\"iso/old%20releases/ALPINE.ISO\">iso/old releases/ALPINE.ISO</a></td>"));
        share.given()
                .header("Accept", "application/json")
                .get("/?find=*.iso")
                .then()
                .header("Content-Type", "application/json")
                .body(containsString("\"path\":\"iso/old releases/ALPINE.ISO\""));
    }

    /** Every link that is found leads to what was found. */
    @Test
    void get_foundLinks_leadThere() {
        for (String href : DirectoryHttpTest.hrefs(share.given().get("/?find=*").asString())) {
            share.given().get("/" + href).then().statusCode(200);
        }
    }

    @Test
    void get_findDepthOff_isRefusedAndHiddenStaysHidden() {
        flat.given()
                .get("/?find=*.iso")
                .then()
                .statusCode(403)
                .body(equalTo("403 Forbidden: this share is not searched\n"));
        flat.given().get("/?list=text&depth=2").then().statusCode(400);
        flat.given().get("/?list=text&depth=1").then().statusCode(200).body(equalTo("iso/\nreadme\n"));
    }

    /** Those that nobody reads keep their places; the others are told so, and plain listings go on. */
    @Test
    void get_moreWalksThanMayBeOpen_is503AndOthersGoOn() throws Exception {
        List<RawHttp> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                RawHttp reader = crowded.raw();
                readers.add(reader);
                reader.send("GET /?list=json&depth=2 HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            Deadline.await(
                    "all places are taken",
                    () -> crowded.given().head("/?find=x&depth=1").statusCode() == 503);
            crowded.given()
                    .get("/?find=x")
                    .then()
                    .statusCode(503)
                    .body(startsWith("503 Service Unavailable: too many searches"));
            assertThat(crowded.given().get("/?list=text").asString().lines()).hasSize(CROWD);
        } finally {
            for (RawHttp reader : readers) {
                reader.close();
            }
        }
        Deadline.await(
                "their places are free again",
                () -> crowded.given().head("/?find=x&depth=1").statusCode() == 200);
        assertThat(crowded.given().get("/?find=room+4999&list=text").asString().lines())
                .hasSize(1);
    }

    /** Each would look for ten seconds, and four at a time. */
    @Test
    void get_clientsThatLeave_areNotSearchedFor(@TempDir Path directory) throws Exception {
        for (int i = 0; i < 1_000; i++) {
            Files.createFile(directory.resolve("" + i));
        }
        SleepyFileSystem sleepy = new SleepyFileSystem();
        List<RawHttp> clients = new ArrayList<>();
        try (ShareServer server = ShareServer.start(
                ShareOptions.builder(sleepy.of(directory)).grace(Duration.ZERO).build())) {
            int port = server.uri().getPort();
            sleepy.sleep(Duration.ofMillis(10));
            for (int i = 0; i < 16; i++) {
                clients.add(RawHttp.connect("127.0.0.1", port)
                        .send("GET /?find=nothing&list=text HTTP/1.1\r\nHost: x\r\n\r\n"));
            }
            Deadline.await("all places are taken", () -> head(port) == 503);

            for (RawHttp client : clients) {
                client.close();
            }

            Deadline.await("nobody is searched for", () -> server.exchanges() == 0);
            assertThat(head(port)).isEqualTo(200);
        } finally {
            for (RawHttp client : clients) {
                client.close();
            }
        }
    }

    /** All of it would take half a minute. */
    @Test
    void get_searchOfASlowPlace_sendsWhatItHasFound(@TempDir Path directory) throws Exception {
        Files.createFile(directory.resolve("a"));
        for (int i = 0; i < 1_500; i++) {
            Files.createFile(directory.resolve("" + i));
        }
        SleepyFileSystem sleepy = new SleepyFileSystem();
        try (ShareServer server = ShareServer.start(ShareOptions.builder(sleepy.of(directory))
                        .grace(Duration.ZERO)
                        .build());
                RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            sleepy.sleep(Duration.ofMillis(20));
            http.send("GET /?find=a&list=text&order=desc HTTP/1.1\r\nHost: x\r\n\r\n");

            Deadline.await("there is a row", Duration.ofSeconds(8), http::isAnswered);
        }
    }

    private static int head(int port) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
            return http.send("HEAD /?find=x HTTP/1.1\r\nHost: x\r\n\r\n")
                    .readHead()
                    .status();
        }
    }

    /** RFC 9112 §9.6: a client that has nothing else to ask may still wait for the answer. */
    @Test
    void get_halfClosed_isAnswered() throws IOException {
        try (RawHttp http = share.raw()) {
            http.send("GET /?find=readme&list=text HTTP/1.1\r\nHost: x\r\n\r\n").halfClose();

            assertThat(http.read().text()).isEqualTo("readme\n");
        }
    }
}
