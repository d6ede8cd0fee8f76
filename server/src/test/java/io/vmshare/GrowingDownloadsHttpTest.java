package io.vmshare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.template.TemplateOptions;
import io.vmshare.transfer.DeliveryCount;
import io.vmshare.transfer.Download;
import io.vmshare.transfer.TransferListener;
import io.vmshare.transfer.TransferOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a listener is told of downloads of a file that grows, and when those count as delivered. */
@Timeout(60)
class GrowingDownloadsHttpTest {

    @TempDir
    private Path directory;

    private final DeliveryCount count = new DeliveryCount(1, () -> {});
    private final List<Download> ended = new CopyOnWriteArrayList<>();
    private GrowingFile file;
    private ShareServer server;

    private final class Recorder implements TransferListener {

        @Override
        public void begun(Download download) {
            count.begun(download);
        }

        @Override
        public void ended(Download download) {
            count.ended(download);
            ended.add(download);
        }
    }

    @BeforeEach
    void share() throws IOException {
        file = GrowingFile.of(
                "log.txt", FileChannel.open(directory.resolve("spool"), CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE));
        server = ShareServer.start(ShareOptions.builder(file.path())
                .transfers(new TransferOptions(new Recorder()))
                .templates(TemplateOptions.of("*.txt"))
                .build());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        file.close();
    }

    private void append(String text) throws IOException {
        file.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private Response get(String... fields) throws Exception {
        int before = ended.size();
        String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            Response answer = http.send("GET /log.txt HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n")
                    .read();
            if (answer.body().length > 0 && answer.status() < 300) {
                Deadline.await("told", () -> ended.size() > before);
            }
            return answer;
        }
    }

    @Test
    void get_whileItGrowsAndAfterwards_isToldUnderOneTag() throws Exception {
        append("one\n");
        get();
        append("two\n");
        get("Range: bytes=4-", "Want-Repr-Digest: sha-256=1");
        file.end();
        get();

        assertThat(ended).extracting(Download::tag).containsOnly(file.tag());
        assertThat(ended).extracting(Download::mayGrow).containsExactly(true, true, false);
        assertThat(ended).extracting(Download::length).containsExactly(4L, 8L, 8L);
        assertThat(ended.get(1).parts()).containsExactly(new Download.Part(4, 7));
        assertThat(file.tag()).startsWith("\"").endsWith("\"");
    }

    @Test
    void follower_whoHasAllWhenItEnds_isCountedThen() throws Exception {
        append("one\n");
        get();
        append("two\n");
        get("Range: bytes=4-");
        assertThat(count.delivered()).isZero();

        file.end();
        count.allHasCome(file.tag(), file.length());

        assertThat(count.delivered()).isEqualTo(1);
        assertThat(get("Range: bytes=8-").status()).isEqualTo(416);
        assertThat(count.delivered()).isEqualTo(1);
    }

    @Test
    void follower_whoFetchesTheLastOfIt_isCountedThen() throws Exception {
        append("one\n");
        get();
        append("two\n");
        file.end();
        count.allHasCome(file.tag(), file.length());
        assertThat(count.delivered()).isZero();

        assertThat(get("Range: bytes=4-").text()).isEqualTo("two\n");

        assertThat(count.delivered()).isEqualTo(1);
    }

    @Test
    void whole_beforeTheEnd_isNotAllOfIt() throws Exception {
        append("one\n");
        assertThat(get().text()).isEqualTo("one\n");
        append("two\n");
        file.end();
        count.allHasCome(file.tag(), file.length());
        assertThat(count.delivered()).isZero();

        assertThat(get().text()).isEqualTo("one\ntwo\n");

        assertThat(count.delivered()).isEqualTo(1);
    }

    /** What is filled in has a tag of its own each time; all the same more comes. */
    @Test
    void template_beforeTheEnd_isNotAllOfIt() throws Exception {
        append("from ${share.host}\n");
        assertThat(get().text()).isEqualTo("from x\n");
        assertThat(count.delivered()).isZero();

        file.end();
        assertThat(get().text()).isEqualTo("from x\n");
        assertThat(count.isReached()).isTrue();
    }

    @Test
    void cut_allOfWhatCame_counts() throws Exception {
        append("some\n");
        file.cut();

        assertThat(get().text()).isEqualTo("some\n");

        assertThat(count.delivered()).isEqualTo(1);
    }
}
