package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.SlowReader;
import io.vmshare.kept.Kept;
import io.vmshare.template.TemplateOptions;
import io.vmshare.transfer.Download;
import io.vmshare.transfer.TransferListener;
import io.vmshare.transfer.TransferOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener is told of downloads, whichever way they are answered. */
@Timeout(60)
class DownloadsHttpTest {

    private static final long LARGE = 64L << 20;

    private final Recorder told = new Recorder();

    @RegisterExtension
    final ShareExtension share = ShareExtension.of(builder ->
            builder.transfers(new TransferOptions(told)).precompressed(true).templates(TemplateOptions.of("*.ks")));

    private static final class Recorder implements TransferListener {

        private final List<Download> begun = new CopyOnWriteArrayList<>();
        private final List<Download> ended = new CopyOnWriteArrayList<>();
        private volatile boolean fails;

        @Override
        public void begun(Download download) {
            begun.add(download);
            failIfAsked();
        }

        @Override
        public void ended(Download download) {
            ended.add(download);
            failIfAsked();
        }

        private void failIfAsked() {
            if (fails) {
                throw new IllegalStateException("a listener's fault");
            }
        }

        Download only() throws Exception {
            Deadline.await("one download is over", () -> ended.size() == 1);
            assertThat(begun).isEqualTo(ended);
            return ended.get(0);
        }
    }

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(share.root().resolve("a b.txt"), "0123456789");
        HostileTree.sparse(share.root().resolve("large"), LARGE);
    }

    private RawHttp.Response ask(String method, String target, String... fields) throws IOException {
        try (RawHttp http = share.raw()) {
            return ask(http, method, target, fields);
        }
    }

    private static RawHttp.Response ask(RawHttp http, String method, String target, String... fields)
            throws IOException {
        String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        http.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n");
        return method.equals("HEAD") ? http.readHead() : http.read();
    }

    @Test
    void get_whole_isTold() throws Exception {
        String tag = ask("GET", "/%61%20b.txt").field("ETag").orElseThrow();

        Download download = told.only();

        assertThat(download.client()).isEqualTo("127.0.0.1");
        assertThat(download.target()).isEqualTo("/a%20b.txt");
        assertThat(download.tag()).isEqualTo(tag);
        assertThat(download.length()).isEqualTo(10);
        assertThat(download.parts()).isEmpty();
        assertThat(download.expected()).isEqualTo(10);
        assertThat(download.sent()).isEqualTo(10);
        assertThat(download.isOver()).isTrue();
        assertThat(download.isComplete()).isTrue();
    }

    @Test
    void get_oneRange_isToldWithItsPart() throws Exception {
        assertThat(ask("GET", "/a%20b.txt?x=1", "Range: bytes=2-4").text()).isEqualTo("234");

        Download download = told.only();

        assertThat(download.target()).isEqualTo("/a%20b.txt?x=1");
        assertThat(download.parts()).containsExactly(new Download.Part(2, 4));
        assertThat(download.expected()).isEqualTo(3);
        assertThat(download.isComplete()).isTrue();
    }

    @Test
    void get_severalRanges_areToldWithTheirParts() throws Exception {
        ask("GET", "/a%20b.txt", "Range: bytes=0-1,8-9");

        Download download = told.only();

        assertThat(download.parts()).containsExactly(new Download.Part(0, 1), new Download.Part(8, 9));
        assertThat(download.sent()).isEqualTo(download.expected()).isGreaterThan(4);
        assertThat(download.isComplete()).isTrue();
    }

    @Test
    void get_compressed_isToldAsThatRepresentation() throws Exception {
        Files.writeString(share.root().resolve("page.html"), "<p>All work and no play</p>\n".repeat(1000));
        RawHttp.Response answer = ask("GET", "/page.html", "Accept-Encoding: gzip");
        assertThat(answer.field("Content-Encoding")).contains("gzip");

        Download download = told.only();

        assertThat(download.length()).isEqualTo(answer.body().length);
        assertThat(download.tag()).isEqualTo(answer.field("ETag").orElseThrow());
        assertThat(download.isComplete()).isTrue();
    }

    @Test
    void get_withItsDigest_isTold() throws Exception {
        RawHttp.Response answer = ask("GET", "/a%20b.txt", "Want-Repr-Digest: sha-256=1");
        assertThat(answer.text()).isEqualTo("0123456789");

        assertThat(told.only().isComplete()).isTrue();
    }

    @Test
    void otherAnswers_areNotTold() throws Exception {
        Files.createDirectory(share.root().resolve("directory"));
        String tag = ask("HEAD", "/a%20b.txt").field("ETag").orElseThrow();
        assertThat(ask("GET", "/a%20b.txt", "If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(ask("GET", "/a%20b.txt", "Range: bytes=10-").status()).isEqualTo(416);
        assertThat(ask("GET", "/directory/").status()).isEqualTo(200);
        assertThat(ask("GET", "/directory").status()).isEqualTo(301);
        assertThat(ask("GET", "/missing").status()).isEqualTo(404);
        assertThat(ask("GET", "/?health").status()).isEqualTo(200);
        assertThat(ask("GET", "/a%20b.txt?digest=sha-256").status()).isEqualTo(200);
        assertThat(ask("GET", "/?digest=sha-256").status()).isEqualTo(200);
        assertThat(told.begun).isEmpty();

        ask("GET", "/a%20b.txt");

        assertThat(told.only().isComplete()).isTrue();
    }

    /** As the page shows files: in whatever form, also from within an image, it ends no share of one download. */
    @ParameterizedTest
    @CsvSource({
        "/a%20b.txt?view, 200, X: 1",
        "/a%20b.txt?view=, 206, Range: bytes=0-",
        "/a%20b.txt?x=1&view, 206, 'Range: bytes=0-1,8-9'",
        "/a%20b.txt?view, 200, Want-Repr-Digest: sha-256=1",
        "/page.html?view, 200, Accept-Encoding: gzip",
        "/page.html?view, 200, Accept-Encoding: br",
        "/install.ks?view, 200, X: 1",
        "/disc.zip/read%20me.txt?view, 200, X: 1",
        "/disc.zip/read%20me.txt?view, 206, Range: bytes=0-3",
    })
    void get_view_isTheFileAndIsNotTold(String target, int status, String field) throws Exception {
        Files.writeString(share.root().resolve("page.html"), "<p>All work and no play</p>\n".repeat(1000));
        Files.writeString(share.root().resolve("page.html.br"), "what brotli would make of it");
        Files.writeString(share.root().resolve("install.ks"), "url --url=${share.url}\n");
        try (ZipOutputStream zip =
                new ZipOutputStream(Files.newOutputStream(share.root().resolve("disc.zip")))) {
            zip.putNextEntry(new ZipEntry("read me.txt"));
            zip.write(new byte[2000]);
        }
        String plain = target.substring(0, target.indexOf('?'));

        RawHttp.Response view = ask("GET", target, field);

        assertThat(view.status()).isEqualTo(status);
        assertThat(told.begun).isEmpty();
        assertThat(ask("GET", plain, field).body()).hasSameSizeAs(view.body());
        assertThat(told.only().target()).isEqualTo(plain);
    }

    @Test
    void underWay_sentGrowsWithWhatTheReaderTakes() throws Exception {
        try (SlowReader reader = SlowReader.get(share, "/large")) {
            Deadline.await("told", () -> told.begun.size() == 1);
            Download download = told.begun.get(0);
            Deadline.await("the first bytes", () -> download.sent() > 0);
            assertThat(download.isOver()).isFalse();
            assertThat(download.sent()).isLessThan(LARGE);

            long half = LARGE / 2;
            assertThat(reader.in().readNBytes((int) half)).hasSize((int) half);
            Deadline.await("half of it is counted", () -> download.sent() >= half);
            assertThat(download.sent()).isLessThan(LARGE);

            assertThat(reader.rest()).hasSize((int) half);
            assertThat(told.only().isComplete()).isTrue();
            assertThat(download.sent()).isEqualTo(LARGE);
        }
    }

    @Test
    void readerThatLeaves_isToldAsIncomplete() throws Exception {
        try (SlowReader reader = SlowReader.get(share, "/large")) {
            assertThat(reader.in().read()).isNotNegative();
        }

        Download download = told.only();

        assertThat(download.isComplete()).isFalse();
        assertThat(download.sent()).isPositive().isLessThan(LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void earlyAnswers_areToldLikeTheEngines(String method) throws Exception {
        try (RawHttp http = share.raw()) { // one connection: what is told comes in the order of its answers
            AtomicInteger asked = new AtomicInteger();
            Deadline.await("answered early", () -> {
                asked.incrementAndGet();
                ask(http, "GET", "/a%20b.txt");
                return Kept.answers(share.server().keptFiles().orElseThrow()) > 0;
            });
            long early = Kept.answers(share.server().keptFiles().orElseThrow());
            int before = asked.get();
            Deadline.await("those are told", () -> told.ended.size() == before);

            String tag = ask(http, method, "/a%20b.txt").field("ETag").orElseThrow();
            ask(http, method, "/a%20b.txt", "Range: bytes=3-");
            ask(http, method, "/a%20b.txt", "If-None-Match: " + tag);
            ask(http, "GET", "/a%20b.txt");

            assertThat(Kept.answers(share.server().keptFiles().orElseThrow())).isEqualTo(early + 4);
            int more = method.equals("GET") ? 3 : 1;
            Deadline.await("the last one is told", () -> told.ended.size() >= before + more);
            List<Download> now = told.ended.subList(before, told.ended.size());
            assertThat(now).hasSize(more).allMatch(Download::isComplete);
            assertThat(now).extracting(Download::target).allMatch("/a%20b.txt"::equals);
            assertThat(now).extracting(Download::tag).allMatch(tag::equals);
            if (more > 1) {
                assertThat(now.get(0).parts()).isEmpty();
                assertThat(now.get(1).parts()).containsExactly(new Download.Part(3, 9));
            }
        }
    }

    @Test
    void listenerThatFails_harmsNoAnswer() throws Exception {
        told.fails = true;

        assertThat(ask("GET", "/a%20b.txt").text()).isEqualTo("0123456789");
        assertThat(ask("GET", "/a%20b.txt").text()).isEqualTo("0123456789");
        Deadline.await("no exchange is left", () -> share.server().exchanges() == 0);
    }
}
