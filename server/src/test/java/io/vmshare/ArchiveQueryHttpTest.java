package io.vmshare;

import static io.vmshare.ArchiveRequests.ask;
import static io.vmshare.ArchiveRequests.get;
import static io.vmshare.ArchiveRequests.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.vmshare.archive.ArchiveOptions;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ReadArchive;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.SlowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for as an archive, and what is refused. */
@Timeout(60)
class ArchiveQueryHttpTest {

    @RegisterExtension
    static final ShareExtension OFF = ShareExtension.of(ShareOptionsBuilder::withoutArchives);

    @RegisterExtension
    final ShareExtension share = ShareExtension.of();

    @RegisterExtension
    final ShareExtension few = ShareExtension.of(options -> options.hidden(false)
            .archives(ArchiveOptions.DEFAULT.withFormats("tar").withMaxAtOnce(1)));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "archive=rar, 400",
        "archive, 400",
        "archive=, 400",
        "archive=TAR, 400",
        "archive=tar&entry=, 400",
        "archive=tar&entry=a/b, 400",
        "archive=tar&entry=a%2Fb, 400",
        "archive=tar&entry=.., 400",
        "archive=tar&entry=., 400",
        "archive=tar&entry=a%00, 400",
        "archive=tar&entry=%zz, 400",
        "archive=tar&entry=missing, 404",
        "archive=zip&entry=missing, 404",
        "archive=tar.gz&entry=missing, 404",
        "archive=tar&entry=a&entry=missing, 404",
        "archive=tar&entry=out, 404",
        "archive=tar&entry=a, 200",
        "archives=tar, 200"
    })
    void get_query_isAnswered(String query, int status) throws IOException {
        write(share, "a", "1");
        Files.createSymbolicLink(share.root().resolve("out"), share.root().resolveSibling("elsewhere"));

        RawHttp.Response response = ask(share, "/?" + query);

        assertThat(response.status()).isEqualTo(status);
        if (status >= 400) {
            assertThat(response.text()).hasLineCount(1);
        }
    }

    @Test
    void get_withoutSlash_isRedirectedWithTheQuery() throws IOException {
        write(share, "d/a", "1");

        share.given()
                .get("/d?archive=tar&entry=a")
                .then()
                .statusCode(301)
                .header("Location", equalTo("/d/?archive=tar&entry=a"));
    }

    @Test
    void get_file_isTheFile() throws IOException {
        write(share, "a", "1");

        assertThat(get(share, "/a?archive=tar")).asString().isEqualTo("1");
    }

    @Test
    void get_directoryWithIndexFile_isTheArchive() throws IOException {
        write(share, "index.html", "index");

        assertThat(ReadArchive.tar(get(share, "/?archive=tar")).entries()).containsKey("root/index.html");
    }

    @Test
    void get_off_isTheListing() throws IOException {
        Files.writeString(OFF.root().resolve("a"), "1");

        assertThat(get(OFF, "/?archive=tar")).asString().contains("<a href=\"a\">");
    }

    @Test
    void get_formatThatIsOff_isRefusedWithThoseThatAreOn() throws IOException {
        RawHttp.Response response = ask(few, "/?archive=zip");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).isEqualTo("400 Bad Request: archive is one of tar\n");
    }

    @Test
    void get_hiddenNames_areNotThere() throws IOException {
        Files.writeString(few.root().resolve(".secret"), "1");
        Files.writeString(few.root().resolve("plain"), "2");
        Files.createSymbolicLink(few.root().resolve("link"), Path.of(".secret"));

        assertThat(ReadArchive.tar(get(few, "/?archive=tar")).entries()).containsOnlyKeys("root", "root/plain");
        assertThat(ask(few, "/?archive=tar&entry=.secret").status()).isEqualTo(404);
    }

    @Test
    void get_moreThanAtOnce_isRefusedUntilOneHasEnded() throws Exception {
        HostileTree.sparse(few.root().resolve("big"), 200_000_000);
        try (SlowReader reader = SlowReader.get(few, "/?archive=tar")) {
            assertThat(reader.length()).isGreaterThan(200_000_000);
            assertThat(ask(few, "/?archive=tar").status()).isEqualTo(503);
            assertThat(ask(few, "/big").status()).isEqualTo(200);
        }
        Deadline.await(
                "the place is free again",
                () -> ask(few, "/?archive=tar&entry=missing").status() == 404);
    }
}
