package io.vmshare.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.DefaultByteBufferPool;
import io.vmshare.listing.format.TextListing;
import io.vmshare.listing.walk.DirectoryEntries;
import io.vmshare.listing.walk.EntrySource;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
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

        assertThat(write(directory, names("a", "b")))
                .isEqualTo(HtmlListing.renderHead(List.of()) + HtmlListing.renderTail());
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
        assertThat(page).startsWith(HtmlListing.renderHead(List.of()) + "<tr>").endsWith(HtmlListing.renderTail());
    }

    @Test
    void close_body_givesTheBufferBack() throws IOException {
        try (DefaultByteBufferPool pool = new DefaultByteBufferPool(false, 1024)) {
            PooledByteBuffer buffer = pool.allocate();
            body(locate(), names(), buffer).close();

            assertThat(buffer.isOpen()).isFalse();
        }
    }

    /** Python's listing has bytes in it that are no UTF-8. */
    @Test
    void writeTo_halvesOfSurrogatePairs_areTheBytesTheyStandFor() throws IOException {
        EntrySource entries = out -> {
            out.append("\u00e9\udcff\udcc3\ud83d\udcbe\udc80");
            return false;
        };

        assertThat(bytes(pool -> new ListingBody(entries, new TextListing(), pool.allocate())))
                .isEqualTo("\u00c3\u00a9\u00ff\u00c3\u00f0\u009f\u0092\u00be\u0080");
    }

    /** What comes before and behind the rows may be long, as that of the page is; so may one row. */
    @Test
    void writeTo_pieceOfManyBuffers_isWholeAndHalvesNoPair() throws IOException {
        String piece = "a" + "\ud83d\udcbe".repeat(5_000) + "z";
        EntrySource entries = out -> {
            out.append(piece);
            return false;
        };

        String bytes = bytes(pool -> new ListingBody(entries, new TextListing(), pool.allocate()));
        assertThat(new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .isEqualTo(piece);
    }

    /** A search that finds something now and then is not to keep it for itself. */
    @Test
    void writeTo_sourceThatIsSlow_writesWhatThereIs() throws IOException {
        int[] turns = {0};
        EntrySource entries = out -> {
            LockSupport.parkNanos(10_000_000);
            out.append(turns[0]++ == 0 ? "first\n" : "");
            return turns[0] < 10_000;
        };
        ChannelPipe<StreamSourceChannel, StreamSinkChannel> pipe = worker.createHalfDuplexPipe();
        try (DefaultByteBufferPool pool = new DefaultByteBufferPool(false, 1024);
                StreamSourceChannel source = pipe.getLeftSide();
                StreamSinkChannel sink = pipe.getRightSide();
                ListingBody body = new ListingBody(entries, new TextListing(), pool.allocate())) {
            assertThat(body.writeTo(sink)).isEqualTo(6);
            assertThat(source.isOpen()).isTrue();
            assertThat(turns[0]).isLessThan(100);
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

    private static ListingBody body(LocatedDirectory directory, NameList names, PooledByteBuffer buffer) {
        ListingFormat format = new PlainListing(List.of());
        return new ListingBody(new DirectoryEntries(directory, names, EntryOrder.of(names), format), format, buffer);
    }

    private static String write(LocatedDirectory directory, NameList names) throws IOException {
        String bytes = bytes(pool -> body(directory, names, pool.allocate()));
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Writes through a small buffer into a real pipe, which takes less than all at once. */
    private static String bytes(Function<DefaultByteBufferPool, ListingBody> made) throws IOException {
        ChannelPipe<StreamSourceChannel, StreamSinkChannel> pipe = worker.createHalfDuplexPipe();
        StringBuilder written = new StringBuilder();
        try (DefaultByteBufferPool pool = new DefaultByteBufferPool(false, 1024);
                StreamSourceChannel source = pipe.getLeftSide();
                StreamSinkChannel sink = pipe.getRightSide();
                ListingBody body = made.apply(pool)) {
            ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
            while (body.writeTo(sink) != Body.DONE) {
                while (source.read(bytes.clear()) > 0) {
                    written.append(new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return written.toString();
    }
}
