package io.vmshare.growing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.image.Images;
import io.vmshare.image.PlacedChannel.Stretch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class GrowingStoreTest {

    @TempDir
    Path directory;

    private FileChannel file;
    private GrowingStore store;

    @BeforeEach
    void create() throws IOException {
        file = channel("spool");
        store = new GrowingStore(file);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private FileChannel channel(String name) throws IOException {
        return FileChannel.open(
                directory.resolve(name),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    private void append(String text) throws IOException {
        store.append(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }

    private static String read(SeekableByteChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining()) {
            channel.read(bytes);
        }
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        return new String(bytes.array(), US_ASCII);
    }

    @Test
    void open_whileItGrows_isWhatHadCome() throws IOException {
        append("one ");
        try (SeekableByteChannel first = store.open()) {
            append("two");
            try (SeekableByteChannel second = store.open()) {
                assertThat(read(first)).isEqualTo("one ");
                assertThat(read(second)).isEqualTo("one two");
            }
        }
        assertThat(store.length()).isEqualTo(7);
    }

    @Test
    void open_nothingYet_isEmpty() throws IOException {
        try (SeekableByteChannel channel = store.open()) {
            assertThat(channel.size()).isZero();
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void stretches_ofWhatHadCome_lieInTheFile() throws IOException {
        append("content");
        try (GrowingChannel channel = (GrowingChannel) store.open()) {
            append(" and more");

            assertThat(channel.stretches(0, 7)).isEqualTo(List.of(new Stretch(file, 0, 7)));
            assertThat(channel.stretches(3, 2)).isEqualTo(List.of(new Stretch(file, 3, 2)));
            assertThat(channel.stretches(0, 8)).isEmpty();
            assertThat(channel.stretches(7, 1)).isEmpty();
            assertThat(channel.stretches(-1, 1)).isEmpty();
            assertThat(channel.stretches(Long.MAX_VALUE, 1)).isEmpty();
        }
    }

    @Test
    void growth_state_isOpenUntilItEnds() throws IOException {
        Growth open = growth();
        append("x");
        store.end(true);
        Growth ended = growth();
        store.end(false);

        assertThat(open).isEqualTo(new Growth(store.series(), Growth.State.OPEN, null));
        assertThat(ended.state()).isEqualTo(Growth.State.ENDED);
        assertThat(ended.series()).isEqualTo(open.series());
        assertThat(ended.ended()).isNotNull();
        assertThat(growth()).as("the first end counts").isEqualTo(ended);
        assertThatThrownBy(() -> append("y")).isInstanceOf(IllegalStateException.class);
        assertThat(store.length()).isEqualTo(1);
    }

    @Test
    void growth_cutShort_isTold() throws IOException {
        store.end(false);

        assertThat(growth().state().word()).isEqualTo("cut");
    }

    @Test
    void series_ofTwoStores_differ() throws IOException {
        try (GrowingStore other = new GrowingStore(channel("other"))) {
            assertThat(other.series()).isNotEqualTo(store.series());
            assertThat(other.series()).matches("[0-9a-f.]+");
        }
    }

    @Test
    void append_storeThatTakesNoMore_keepsWhatItTook() throws IOException {
        append("kept");
        file.close();

        assertThatThrownBy(() -> append("lost")).isInstanceOf(IOException.class);
        assertThat(store.length()).isEqualTo(4);
    }

    @Test
    void open_whileAnotherThreadAppends_isAlwaysAWholeBeginning() throws Exception {
        byte[] all = new byte[4 << 20];
        long seed = System.nanoTime();
        new Random(seed).nextBytes(all);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                for (int at = 0; at < all.length; at += 4096) {
                    store.append(ByteBuffer.wrap(all, at, 4096));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        long before = 0;
        while (before < all.length) {
            try (SeekableByteChannel channel = store.open()) {
                long size = channel.size();
                assertThat(size).isBetween(before, (long) all.length);
                int last = (int) Math.min(4096, size);
                ByteBuffer end = ByteBuffer.allocate(last);
                channel.position(size - last);
                while (end.hasRemaining()) {
                    channel.read(end);
                }
                assertThat(end.flip()).as("seed %s", seed).isEqualTo(ByteBuffer.wrap(all, (int) size - last, last));
                before = size;
            }
        }
        writer.get();
    }

    @Test
    void tree_holdsTheFileUntilTheStoreIsClosed() throws IOException {
        Path path = Images.of(new GrowingTree("ünï.txt", store)).getPath("/ünï.txt");
        append("content");

        assertThat(Files.isRegularFile(path)).isTrue();
        assertThat(Files.size(path)).isEqualTo(7);
        assertThat(Files.readString(path)).isEqualTo("content");
        assertThat(Files.exists(path.resolveSibling("other"))).isFalse();
        assertThat(Files.exists(path.resolve("below"))).isFalse();
        assertThat(Files.isWritable(path)).isFalse();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path.getRoot())) {
            assertThat(entries).containsExactly(path);
        }

        store.close();

        assertThat(Files.exists(path)).isFalse();
        assertThatThrownBy(() -> store.open()).isInstanceOf(NoSuchFileException.class);
    }

    private Growth growth() throws IOException {
        try (GrowingChannel channel = (GrowingChannel) store.open()) {
            return channel.growth();
        }
    }
}
