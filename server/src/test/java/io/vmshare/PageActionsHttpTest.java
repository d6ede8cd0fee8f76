package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import io.vmshare.archive.ArchiveOptions;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.listing.ListingOptions;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page offers what its share has on, and nothing else. */
@Timeout(60)
class PageActionsHttpTest {

    @RegisterExtension
    static final ShareExtension some = ShareExtension.of(options ->
            options.archives(ArchiveOptions.DEFAULT.withFormats("tar")).listing(ListingOptions.DEFAULT.withDepth(1)));

    @RegisterExtension
    static final ShareExtension all = ShareExtension.of();

    @RegisterExtension
    static final ShareExtension without = ShareExtension.of(ShareOptionsBuilder::withoutArchives);

    @Test
    void get_withoutArchives_hasNothingToSelect() throws IOException {
        Files.createFile(without.root().resolve("file"));

        assertThat(page(without))
                .contains("<a href=\"file\">", "<table data-images>")
                .doesNotContain("<input type=checkbox", "<button name=\"archive\"");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "list, json, application/json",
        "list, ndjson, application/x-ndjson",
        "list, text, text/plain",
        "list, html, text/html",
        "digest, sha-256, text/plain",
        "digest, sha-512, text/plain",
        "digest, md5, text/plain"
    })
    void get_choice_isOfferedAndAnswered(String key, String value, String type) {
        assertThat(page(all)).containsPattern("<select name=\"" + key + "\"[^\\n]*<option value=\"" + value + "\">");

        all.given()
                .header("Accept", "text/html")
                .get("/?" + key + "=" + value)
                .then()
                .statusCode(200)
                .contentType(startsWith(type));
    }

    @Test
    void get_restricted_offersTheOneFormatAndNoSearch() {
        assertThat(page(some))
                .containsPattern("<button name=\"archive\" value=\"tar\">")
                .doesNotContain("value=\"zip\"", "value=\"tar.gz\"", "name=\"find\"", "Search below")
                .contains("<form class=\"tools\" method=\"get\" role=\"search\" hidden>");
    }

    @Test
    void get_default_offersAllAndSearchesBelow() {
        assertThat(page(all))
                .contains("value=\"zip\"", "value=\"tar\"", "value=\"tar.gz\"", "name=\"find\"", "name=\"digest\"")
                .doesNotContain("name=\"self\""); // a library has no program to hand out
    }

    private static String page(ShareExtension share) {
        return share.given().header("Accept", "text/html").get("/").asString();
    }
}
