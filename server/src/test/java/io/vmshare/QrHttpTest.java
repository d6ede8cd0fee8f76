package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The URL of a directory as a picture. */
@Timeout(60)
class QrHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    @BeforeAll
    static void fill() throws IOException {
        Files.createDirectories(share.root().resolve("a b/<svg>"));
        Files.writeString(share.root().resolve("file"), "content");
    }

    @ParameterizedTest(name = "{0} at {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            /?qr            | 10.0.2.2:8000     | http://10.0.2.2:8000/
            /?x&qr=1        | Example.ORG       | http://example.org/
            /a%20b/?qr      | [::1]:8000        | http://[::1]:8000/a%20b/
            /a%20b/%3Csvg%3E/?qr | h:80         | http://h/a%20b/%3Csvg%3E/
            """)
    void get_qr_isTheUrlThatTheCallerUses(String path, String host, String url) {
        share.given()
                .header("Host", host)
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", "image/svg+xml")
                .header("Content-Security-Policy", "default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .body(containsString("<title>" + url + "</title>"))
                .body(not(containsString("<script")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"onload=alert(1)", "<svg>", "a b", "h/x", "h#x"})
    void get_hostileHost_isRefusedOrNotTaken(String host) throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response answer = http.send("GET /?qr HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .read();

            assertThat(answer.status()).isIn(200, 400);
            assertThat(answer.text()).doesNotContain("alert", "onload", "<svg>", "#x", "h/x");
        }
    }

    @Test
    void get_longerThanACodeHolds_is400() {
        share.given().header("Host", "h".repeat(2960)).get("/?qr").then().statusCode(400);
    }

    @Test
    void get_otherQueryOrFile_isWhatItWas() {
        assertThat(share.given().get("/?qrx").asString())
                .isEqualTo(share.given().get("/").asString());
        assertThat(share.given().get("/file?qr").asString()).isEqualTo("content");
        share.given().get("/a%20b?qr").then().statusCode(301).header("Location", "/a%20b/?qr");
        share.given().get("/nothing/?qr").then().statusCode(404);
    }
}
