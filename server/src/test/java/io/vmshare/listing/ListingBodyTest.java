package io.vmshare.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.DefaultByteBufferPool;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import io.vmshare.path.RequestPath;
import io.vmshare.send.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xnio.ChannelPipe;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

@Timeout(60)
class ListingBodyTest {

    private static XnioWorker worker;

    @TempDir
    Path root;

    @BeforeAll
    static void startWorker() throws IOException {
        worker = Xnio.getInstance().createWorker(OptionMap.EMPTY);
    }

    @AfterAll
    static void stopWorker() {
        worker.shutdownNow();
    }

    @Test
    void writeTo_entryGoneSinceItsNameWasRead_hasNoRow() throws IOException {
        make("a", "b", "c");
        LocatedDirectory directory = locate();
        NameList names = directory.names();
        Files.delete(root.resolve("b"));

        assertThat(links(write(directory, names))).containsExactly("a", "c");
    }

    @Test
    void writeTo_everyEntryGone_isAnEmptyWholeListing() throws IOException {
        LocatedDirectory directory = locate();

        assertThat(write(directory, names("a", "b"))).isEqualTo("head" + HtmlListing.renderTail());
    }

    /** No file is called so, thus reading its attributes fails, as it does for a broken disk's entries. */
    @Test
    void writeTo_entryThatCannotBeRead_hasItsRowAndBreaksNoOther() throws IOException {
        make("a", "c");
        String unreadable = "b".repeat(300);

        String page = write(locate(), names("a", unreadable, "c"));

        assertThat(links(page)).containsExactly("a", unreadable, "c");
        assertThat(page).contains(">" + unreadable + "</a></td><td align=\"right\">?</td><td>?</td></tr>\n");
    }

    @Test
    void writeTo_moreThanTheBuffer_isWrittenWholeAndInOrder() throws IOException {
        String[] names = IntStream.range(0, 2_000).mapToObj(i -> "entry-é-" + i).toArray(String[]::new);
        make(names);

        String page = write(locate(), names(names));

        assertThat(links(page))
                .containsExactlyElementsOf(
                        names(names).stream().map(Name::encoded).toList());
        assertThat(page).startsWith("head<tr>").endsWith(HtmlListing.renderTail());
    }

    @Test
    void close_body_givesTheBufferBack() throws IOException {
        try (DefaultByteBufferPool pool = new DefaultByteBufferPool(false, 1024)) {
            PooledByteBuffer buffer = pool.allocate();
            new ListingBody(locate(), names(), new int[0], "", buffer).close();

            assertThat(buffer.isOpen()).isFalse();
        }
    }

    private LocatedDirectory locate() throws IOException {
        return (LocatedDirectory) Mounts.of(List.of(root), true, false, true).locate(RequestPath.parse("/"));
    }

    private void make(String... names) throws IOException {
        for (Name name : names(names)) {
            Files.createFile(root.resolve(name.in(root.getFileSystem()).orElseThrow()));
        }
    }

    private static NameList names(String... names) {
        return NameList.of(Stream.of(names).map(Name::ofText).toList());
    }

    private static List<String> links(String page) {
        return page.lines()
                .filter(line -> line.contains("href"))
                .map(line -> line.substring(line.indexOf("href=\"") + 6, line.indexOf("\">")))
                .toList();
    }

    /** Writes through a small buffer into a real pipe, which takes less than all at once. */
    private static String write(LocatedDirectory directory, NameList names) throws IOException {
        ChannelPipe<StreamSourceChannel, StreamSinkChannel> pipe = worker.createHalfDuplexPipe();
        StringBuilder written = new StringBuilder();
        try (DefaultByteBufferPool pool = new DefaultByteBufferPool(false, 1024);
                StreamSourceChannel source = pipe.getLeftSide();
                StreamSinkChannel sink = pipe.getRightSide();
                ListingBody body = new ListingBody(directory, names, EntryOrder.of(names), "head", pool.allocate())) {
            ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
            while (body.writeTo(sink) != Body.DONE) {
                while (source.read(bytes.clear()) > 0) {
                    written.append(new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return new String(written.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
