package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that a caller adds to what the kernels of a menu are told. */
@Timeout(60)
class BootAppendHttpTest {

    private static final String INSTALLER = "debian-installer/amd64/";

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    @BeforeAll
    static void fill() throws IOException {
        Path directory = Files.createDirectories(share.root().resolve("debian").resolve(INSTALLER));
        Files.writeString(directory.resolve("linux"), "kernel");
        Files.writeString(directory.resolve("initrd.gz"), "initrd");
        Files.writeString(share.root().resolve("debian/own.ipxe"), "#!ipxe");
        Files.writeString(share.root().resolve("readme"), "text");
    }

    @ParameterizedTest(name = "{0} adds {1}")
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
            append=console=ttyS0                    | ' console=ttyS0'
            append=console%3DttyS0%2C115200n8       | ' console=ttyS0,115200n8'
            append=a&append=b=c                     | ' a b=c'
            append=a%20b                            | ' a b'
            append=a+b&x=y&append=%2Bc              | ' a b +c'
            append=%20a%20%20&append=+              | ' a'
            append=---                              | ' ---'
            append=x@y:/z_1.2-3                     | ' x@y:/z_1.2-3'
            append=                                 | nothing
            append                                  | nothing
            append=%20                              | nothing
            Append=x                                | nothing
            append2=x                               | nothing
            """)
    void get_appendedWords_endTheKernelsLine(String query, @Nullable String added) {
        String words = added == null ? "" : added;
        String script = share.given()
                .get("/debian/?boot=ipxe&" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String config = share.given()
                .get("/debian/?" + query + "&boot=grub")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(script).contains("\nkernel " + INSTALLER + "linux initrd=initrd0" + words + " ||");
        assertThat(config).contains("linux \"$share/" + INSTALLER + "linux\"" + words + "\n");
    }

    @Test
    void get_appendedWords_areInJsonAndItsMenus() {
        share.given()
                .get("/debian/?boot=json&append=a+b=c")
                .then()
                .body("entries[0].arguments", equalTo(List.of("a", "b=c")))
                .body("ipxe", endsWith("/debian/?boot=ipxe&append=a%20b%3Dc"))
                .body("grub", endsWith("/debian/?boot=grub&append=a%20b%3Dc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;b",
                "%0a",
                "%09",
                "a%0Akernel",
                "$x",
                "%24%7Bx%7D",
                "%7C%7C",
                "a%26%26b",
                "%27",
                "%22",
                "%5C",
                "%23",
                "%60",
                "%3C",
                "%3E",
                "{tree}",
                "%C3%A9",
                "%00",
                "%",
                "%4",
                "%zz",
                "~",
                "!",
                "*",
                "(",
                "%25",
                "a+b+%7B"
            })
    void get_appendedOther_isRefused(String words) throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response refused = http.send(
                            "GET /debian/?boot=ipxe&append=" + words + " HTTP/1.1\r\nHost: h\r\n\r\n")
                    .read();

            assertThat(refused.status()).isEqualTo(400);
        }
        share.given().get("/readme?append=" + "x".repeat(9)).then().statusCode(200);
    }

    @Test
    void get_appendedTooMuch_isRefused() {
        String most = "/debian/?boot=ipxe&append=" + "x".repeat(999);
        share.given().get(most).then().statusCode(200);
        share.given().get(most + "y").then().statusCode(400).body(containsString("append takes"));
        share.given().get(most + "&append=y").then().statusCode(400);
    }
}
