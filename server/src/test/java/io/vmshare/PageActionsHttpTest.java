package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.archive.ArchiveOptions;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.listing.ListingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page offers what its share has on, and nothing else. */
@Timeout(60)
class PageActionsHttpTest {

    @RegisterExtension
    static final ShareExtension some = ShareExtension.of(options ->
            options.archives(ArchiveOptions.DEFAULT.withFormats("tar")).listing(ListingOptions.DEFAULT.withDepth(1)));

    @RegisterExtension
    static final ShareExtension all = ShareExtension.of();

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
