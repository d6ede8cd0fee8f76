package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.netboot.BootMenu;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories that are asked for what they boot. */
@Timeout(60)
class BootMenuHttpTest {

    private static final String INSTALLER = "debian-installer/amd64/";

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    @RegisterExtension
    static final ShareExtension plain = ShareExtension.of(options -> options.hidden(false));

    @BeforeAll
    static void fill() throws IOException {
        for (ShareExtension each : List.of(share, plain)) {
            installer(each.root().resolve("debian"));
            installer(each.root().resolve("own"));
            Files.writeString(each.root().resolve("own/boot.ipxe"), "#!ipxe\necho mine\n");
            Files.writeString(each.root().resolve("own/grub.cfg"), "echo mine\n");
            installer(each.root().resolve(".hidden"));
            Files.createDirectories(each.root().resolve("nothing/sub"));
            Files.writeString(each.root().resolve("nothing/readme"), "?boot=ipxe");
            Files.createDirectories(each.root().resolve("program"));
            Files.writeString(each.root().resolve("program/grubx64.efi"), "GRUB itself, perhaps");
        }
    }

    private static void installer(Path tree) throws IOException {
        Files.createDirectories(tree.resolve(INSTALLER));
        Files.writeString(tree.resolve(INSTALLER + "linux"), "kernel");
        Files.writeString(tree.resolve(INSTALLER + "initrd.gz"), "initrd");
    }

    @Test
    void get_grubWithAProgramFirst_waitsSinceThatMayBeTheGrubThatAsks() {
        share.given().get("/program/?boot=grub").then().body(containsString("\nset timeout=-1\n"));
        share.given().get("/debian/?boot=grub").then().body(containsString("\nset timeout=5\n"));
        share.given().get("/nothing/?boot=grub").then().body(containsString("\nset timeout=5\n"));
    }

    @Test
    void get_ipxe_isAScriptOfRelativeNamesAndTheCallersUrl() {
        Response script = share.given().header("Host", "10.0.2.2:18080").get("/debian/?boot=ipxe");

        script.then()
                .statusCode(200)
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("ETag", startsWith("\""))
                .header("Content-Length", String.valueOf(script.asByteArray().length))
                .body(startsWith("#!ipxe\n"))
                .body(containsString("# What share found in http://10.0.2.2:18080/debian/\n"))
                .body(containsString("\nkernel " + INSTALLER + "linux initrd=initrd0 "))
                .body(containsString("\ninitrd --name initrd0 " + INSTALLER + "initrd.gz "))
                .body(containsString("set first e1 ||"));
    }

    @Test
    void get_directoryAbove_offersTheTreesBelow() {
        share.given()
                .get("/?boot=ipxe")
                .then()
                .body(containsString("\nkernel debian/" + INSTALLER + "linux "))
                .body(containsString("\nchain own/boot.ipxe "));
    }

    @Test
    void get_json_hasTheCallersUrls() {
        share.given()
                .header("Host", "share.example")
                .get("/debian/?boot=json")
                .then()
                .statusCode(200)
                .header("Content-Type", "application/json")
                .body("url", equalTo("http://share.example/debian/"))
                .body("ipxe", equalTo("http://share.example/debian/?boot=ipxe"))
                .body("complete", equalTo(true))
                .body("entries[0].file", equalTo("http://share.example/debian/" + INSTALLER + "linux"))
                .body(
                        "entries[0].companions[0].url",
                        equalTo("http://share.example/debian/" + INSTALLER + "initrd.gz"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Host: 10.0.2.2:9                                 | http://10.0.2.2:9/debian/
            Host: 10.0.2.2                                   | http://10.0.2.2/debian/
            Host: 10.0.2.2~User-Agent: GRUB 2.06-13+deb12u2  | http://10.0.2.2:PORT/debian/
            Host: 10.0.2.2~User-Agent: UefiHttpBoot/1.0      | http://10.0.2.2:PORT/debian/
            Host: 10.0.2.2:9~User-Agent: GRUB 2.12           | http://10.0.2.2:9/debian/
            Host: [fd00::2]:9                                | http://[fd00::2]:9/debian/
            Host:                                            | http://127.0.0.1:PORT/debian/
            Host: a;b'c$d:9                                  | http://127.0.0.1:PORT/debian/
            """)
    void get_host_decidesTheUrl(String fields, String place) throws IOException {
        try (RawHttp http = share.raw()) {
            String text = http.send("GET /debian/?boot=grub HTTP/1.1\r\n" + fields.replace("~", "\r\n") + "\r\n\r\n")
                    .read()
                    .text();

            assertThat(text).contains("# What share found in " + place.replace("PORT", "" + share.port()) + "\n");
        }
    }

    @Test
    void get_http10AndAbsoluteForm_haveTheUrlToo() throws IOException {
        try (RawHttp http = share.raw()) {
            assertThat(http.send("GET /debian/?boot=ipxe HTTP/1.0\r\n\r\n")
                            .read()
                            .text())
                    .contains("found in http://127.0.0.1:" + share.port() + "/debian/\n");
        }
        try (RawHttp http = share.raw()) {
            http.send("GET http://vm.example:81/debian/?boot=ipxe HTTP/1.1\r\nHost: other\r\n\r\n");
            assertThat(http.read().text()).contains("found in http://vm.example:81/debian/\n");
        }
    }

    @Test
    void get_belowAPrefix_namesThePrefix() throws IOException {
        ShareOptions options = ShareOptions.builder(share.root()).build();
        try (ShareHandler files = ShareHandler.of(options)) {
            Undertow other = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setHandler(Handlers.path().addPrefixPath("/vm files", files))
                    .build();
            other.start();
            int port = ((InetSocketAddress) other.getListenerInfo().get(0).getAddress()).getPort();
            try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
                http.send("GET /vm%20files/debian/?boot=json HTTP/1.1\r\nHost: h\r\n\r\n");
                assertThat(http.read().text()).contains("\"http://h/vm%20files/debian/" + INSTALLER + "linux\"");
            } finally {
                other.stop();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipxe", "grub", "json"})
    void head_menu_hasTheFieldsOfGetAndRangesAreExact(String format) {
        Response get = share.given().get("/debian/?boot=" + format);
        String tag = get.header("ETag");

        share.given()
                .head("/debian/?boot=" + format)
                .then()
                .statusCode(200)
                .header("Content-Length", get.header("Content-Length"))
                .header("Content-Type", get.header("Content-Type"))
                .header("Accept-Ranges", "bytes")
                .header("ETag", tag);
        share.given()
                .header("If-None-Match", tag)
                .get("/debian/?boot=" + format)
                .then()
                .statusCode(304);
        share.given()
                .header("Range", "bytes=2-5")
                .get("/debian/?boot=" + format)
                .then()
                .statusCode(206)
                .body(equalTo(get.asString().substring(2, 6)));
    }

    @Test
    void get_ownMenu_isSentAsItIs() {
        String tag = share.given().get("/own/boot.ipxe").header("ETag");

        share.given()
                .get("/own/?boot=ipxe")
                .then()
                .statusCode(200)
                .header("ETag", tag)
                .body(equalTo("#!ipxe\necho mine\n"));
        share.given().get("/own/?boot=grub").then().statusCode(200).body(equalTo("echo mine\n"));
        share.given().get("/own/?boot=json").then().body("entries.row", not(equalTo(List.of())));
    }

    @Test
    void get_nothingKnown_isAMenuThatSaysSo() {
        share.given()
                .get("/nothing/?boot=ipxe")
                .then()
                .statusCode(200)
                .body(containsString("\nset first leave\nset wait"))
                .body(containsString("item --gap -- Nothing that iPXE can start was found here\n"))
                .body(containsString("item --key s shell "));
        share.given().get("/nothing/?boot=grub").then().statusCode(200).body(containsString("echo 'Nothing that GRUB"));
        share.given().get("/nothing/?boot=json").then().body("entries", equalTo(List.of()));
    }

    @Test
    void get_withoutSlash_isRedirectedWithItsQuery() {
        share.given().get("/debian?boot=ipxe").then().statusCode(301).header("Location", "/debian/?boot=ipxe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"boot", "boot=", "boot=IPXE", "boot=pxe", "boot=ipxe2", "reboot=ipxe", "Boot=ipxe", "x=boot=ipxe"
            })
    void get_anyOtherQuery_isTheListing(String query) {
        share.given()
                .get("/debian/?" + query)
                .then()
                .statusCode(200)
                .body(equalTo(share.given().get("/debian/").asString()));
    }

    @Test
    void get_fileOrNothing_isAsWithoutTheQuery() {
        share.given().get("/nothing/readme?boot=ipxe").then().statusCode(200).body(equalTo("?boot=ipxe"));
        share.given().get("/nothing/readme/?boot=ipxe").then().statusCode(404);
        share.given().get("/absent/?boot=ipxe").then().statusCode(404);
        share.given().get("/..%2f/?boot=ipxe").then().statusCode(404);
    }

    @Test
    void get_hiddenTree_isOfferedOnlyWhereItIsServed() {
        share.given().get("/?boot=ipxe").then().body(containsString("kernel .hidden/"));
        plain.given()
                .get("/?boot=ipxe")
                .then()
                .body(not(containsString(".hidden")))
                .body(containsString("kernel debian/"));
        plain.given().get("/.hidden/?boot=ipxe").then().statusCode(404);
    }

    @Test
    void of_options_isWhatTheShareOffers() {
        BootMenu menu = BootScan.of(ShareOptions.builder(share.root()).build());

        assertThat(menu.complete()).isTrue();
        assertThat(menu.entries())
                .extracting(entry -> entry.file())
                .contains("debian/" + INSTALLER + "linux", "own/" + INSTALLER + "linux", "own/boot.ipxe");
    }
}
