package io.vmshare.image.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageNode.Kind;
import io.vmshare.image.ImageRoom;
import io.vmshare.image.PlacedChannel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is read of an entry, at whatever position. */
@Timeout(60)
class ZipContentTest {

    private static final byte[] SOURCE = source();

    @TempDir
    Path directory;

    private final RawZip zip = new RawZip();

    @Test
    void read_anywhere_equalsTheSource() throws IOException {
        addBoth();
        byte[] bytes = zip.bytes();
        try (FileChannel file = Zips.file(directory, bytes)) {
            for (ZipTree tree : List.of(ZipTree.open(file, new ImageRoom()), Zips.open(bytes))) {
                readAnywhere(Zips.at(tree, "stored"), 300);
                readAnywhere(Zips.at(tree, "deflated"), 60);
            }
        }
    }

    @Test
    void read_byManyThreads_equalsTheSource() throws Exception {
        addBoth();
        byte[] bytes = zip.bytes();
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try (FileChannel file = Zips.file(directory, bytes)) {
            List<Future<?>> reads = new ArrayList<>();
            for (ZipTree tree : List.of(ZipTree.open(file, new ImageRoom()), Zips.open(bytes))) {
                for (int i = 0; i < 4; i++) {
                    for (String name : List.of("stored", "deflated")) {
                        reads.add(readers.submit(() -> {
                            readAnywhere(Zips.at(tree, name), 20);
                            return name;
                        }));
                    }
                }
            }
            for (Future<?> read : reads) {
                read.get();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void stretches_withinTheEntry_lieInTheFile() throws IOException {
        addBoth();
        try (FileChannel file = Zips.file(directory, zip.bytes());
                PlacedChannel stored = (PlacedChannel)
                        Zips.at(ZipTree.open(file, new ImageRoom()), "stored").open()) {
            PlacedChannel.Stretch all = stored.stretches(0, SOURCE.length).get(0);
            ByteBuffer read = ByteBuffer.allocate(SOURCE.length);
            file.read(read, all.position());

            assertThat(read.array()).isEqualTo(SOURCE);
            assertThat(stored.stretches(SOURCE.length, 1)).isEmpty();
            assertThat(stored.stretches(1, SOURCE.length)).isEmpty();
            assertThat(stored.stretches(-1, 1)).isEmpty();
            assertThat(stored.stretches(0, -1)).isEmpty();
            assertThat(stored.stretches(1, Long.MAX_VALUE)).isEmpty();
            assertThat(stored.stretches(Long.MAX_VALUE, 1)).isEmpty();
        }
    }

    @Test
    void stretches_channelThatIsNoFile_areNone() throws IOException {
        addBoth();
        try (PlacedChannel stored =
                (PlacedChannel) Zips.at(Zips.open(zip.bytes()), "stored").open()) {
            assertThat(stored.stretches(0, 1)).isEmpty();
        }
    }

    @Test
    void channel_ofAnEntry_keepsTheContract() throws IOException {
        addBoth();
        ZipTree tree = Zips.open(zip.bytes());
        for (String name : List.of("stored", "deflated")) {
            SeekableByteChannel channel = Zips.at(tree, name).open();
            assertThat(channel.size()).isEqualTo(SOURCE.length);
            assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
            channel.position(SOURCE.length + 5L);
            assertThat(channel.position()).isEqualTo(SOURCE.length + 5L);
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThatThrownBy(() -> channel.position(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
                    .isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> channel.truncate(0)).isInstanceOf(NonWritableChannelException.class);
            channel.close();
            channel.close();
            assertThat(channel.isOpen()).isFalse();
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        }
    }

    @Test
    void read_moreDataThanItsSize_isCutThereAndItsSumWrong() throws IOException {
        RawZip.Entry longer = zip.deflated("longer", SOURCE);
        longer.size = 1000;
        zip.deflated("right", SOURCE).size = 1000;
        zip.deflated("sum", SOURCE).crc = 1;
        ZipTree tree = Zips.open(zip.bytes());

        try (SeekableByteChannel channel = Zips.at(tree, "longer").open()) {
            ByteBuffer most = ByteBuffer.allocate(999);
            channel.read(most);
            assertThat(most.array()).isEqualTo(Arrays.copyOf(SOURCE, 999));
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(10))).hasMessageContaining("sum");
        }
        assertThatThrownBy(() -> Zips.bytes(Zips.at(tree, "sum"))).hasMessageContaining("sum");
    }

    @Test
    void read_lessDataThanItsSize_throws() throws IOException {
        zip.deflated("shorter", SOURCE).size = SOURCE.length + 1L;
        RawZip.Entry cut = zip.deflated("cut", SOURCE);
        cut.packed /= 2;
        RawZip.Entry damaged = zip.deflated("damaged", SOURCE);
        Arrays.fill(damaged.data, 100, 200, (byte) 0xff);
        ZipTree tree = Zips.open(zip.bytes());

        assertThatThrownBy(() -> Zips.bytes(Zips.at(tree, "shorter"))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> Zips.bytes(Zips.at(tree, "cut"))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> Zips.bytes(Zips.at(tree, "damaged"))).isInstanceOf(IOException.class);
    }

    @Test
    void kind_sizesThatCannotBe_isOther() throws IOException {
        zip.stored("storedLonger", "x").size = 2;
        zip.stored("storedShorter", "xy").size = 1;
        zip.deflated("ratio", new byte[0]).size = 0xfffffffeL;
        RawZip.Entry outside = zip.deflated("outside", SOURCE);
        outside.packed = 0xfffffff0L;
        zip.deflated("bomb", new byte[1_000_000]);
        ZipTree tree = Zips.open(zip.bytes());

        for (String name : List.of("storedLonger", "storedShorter", "ratio", "outside")) {
            assertThat(Zips.at(tree, name).kind()).as(name).isEqualTo(Kind.OTHER);
        }
        assertThat(Zips.at(tree, "bomb").size()).isEqualTo(1_000_000);
        assertThat(Zips.bytes(Zips.at(tree, "bomb"))).isEqualTo(new byte[1_000_000]);
    }

    @Test
    void open_localHeaderThatIsNone_throws() throws IOException {
        zip.stored("first", "x");
        zip.stored("noHeader", "x").localSignature = 0;
        zip.stored("offset", "x").offset = 3;
        ZipTree tree = Zips.open(zip.bytes());

        assertThatThrownBy(() -> Zips.at(tree, "noHeader").open()).hasMessageContaining("not where");
        assertThatThrownBy(() -> Zips.at(tree, "offset").open()).hasMessageContaining("not where");
    }

    @Test
    void open_overlappingEntries_readsEachFromItsPlace() throws IOException {
        zip.stored("first", "shared");
        RawZip.Entry same = zip.stored("second", "shared");
        same.offset = 0;

        ZipTree tree = Zips.open(zip.bytes());

        assertThat(Zips.text(Zips.at(tree, "second"))).isEqualTo("shared");
    }

    @Test
    void read_fileThatShrank_throws() throws IOException {
        addBoth();
        Path path = directory.resolve("shrinking.zip");
        Files.write(path, zip.bytes());
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ZipTree tree = ZipTree.open(file, new ImageRoom());
            file.truncate(1000);

            assertThatThrownBy(() -> Zips.bytes(Zips.at(tree, "stored"))).isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> Zips.at(tree, "deflated").open()).isInstanceOf(EOFException.class);
        }
    }

    private void addBoth() {
        zip.add(new RawZip.Entry(RawZip.utf8("stored"), SOURCE, false)).localExtra = new byte[17];
        zip.add(new RawZip.Entry(RawZip.utf8("deflated"), SOURCE, true));
    }

    private static void readAnywhere(ImageNode node, int times) throws IOException {
        Random random = new Random(17);
        try (SeekableByteChannel channel = node.open()) {
            for (int i = 0; i < times; i++) {
                int from = random.nextInt(SOURCE.length);
                int to = Math.min(SOURCE.length, from + random.nextInt(70_000) + 1);
                ByteBuffer part = ByteBuffer.allocate(to - from);
                channel.position(from);
                while (part.hasRemaining()) {
                    assertThat(channel.read(part)).as("from %s to %s", from, to).isPositive();
                }
                assertThat(part.array()).as("from %s to %s", from, to).isEqualTo(Arrays.copyOfRange(SOURCE, from, to));
                assertThat(channel.position()).isEqualTo(to);
            }
        }
    }

    /** Returns bytes of which deflate makes less, but not little. */
    private static byte[] source() {
        byte[] bytes = new byte[400_000];
        Random random = new Random(4);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(i % 5000 < 2500 ? 4 : 256);
        }
        return bytes;
    }
}
