package io.vmshare.image.iso;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.image.PlacedChannel;
import io.vmshare.image.PlacedChannel.Stretch;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file of more than 4 GiB, in an image that xorriso has made. */
@Timeout(60)
class MultiExtentTest {

    private static final long SIZE = 4500L * 1024 * 1024;
    private static final long SEAM = 4_294_965_248L;

    @TempDir
    private Path directory;

    private Path image;

    @BeforeEach
    void makeSparse() throws IOException {
        image = directory.resolve("x.iso");
        InputStream kept = MultiExtentTest.class.getResourceAsStream("/images/multi-extent.iso-sectors.gz");
        try (DataInputStream sectors = new DataInputStream(new GZIPInputStream(Objects.requireNonNull(kept)));
                FileChannel file = FileChannel.open(
                        image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            file.write(ByteBuffer.allocate(1), sectors.readLong() - 1);
            while (sectors.available() > 0) {
                long position = sectors.readInt() * 2048L;
                file.write(ByteBuffer.wrap(sectors.readNBytes(2048)), position);
            }
        }
    }

    private static String read(SeekableByteChannel channel, long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        channel.position(position);
        while (bytes.hasRemaining() && channel.read(bytes) > 0) {}
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    @Test
    void bytes_aroundTheSeam_areTheFiles() throws IOException {
        try (MadeIso iso = MadeIso.open(image);
                SeekableByteChannel file = Files.newByteChannel(iso.path("five.img"))) {
            assertThat(Files.size(iso.path("five.img"))).isEqualTo(SIZE);
            assertThat(file.size()).isEqualTo(SIZE);
            assertThat(read(file, SEAM - 7, 12)).isEqualTo("before|after");
            assertThat(read(file, SIZE - 3, 4)).isEqualTo("end");
            assertThat(file.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(iso.path("small.txt")).hasContent("small");
        }
    }

    @Test
    void stretches_ofAFilesChannel_areInTheImage() throws IOException {
        try (MadeIso iso = MadeIso.open(image);
                PlacedChannel file = (PlacedChannel) Files.newByteChannel(iso.path("five.img"))) {
            List<Stretch> stretches = file.stretches(SEAM - 7, 12);

            StringBuilder found = new StringBuilder();
            for (Stretch stretch : stretches) {
                found.append(read(stretch.file(), stretch.position(), (int) stretch.count()));
            }
            assertThat(found).hasToString("before|after");
            assertThat(file.stretches(0, SIZE)).extracting(Stretch::file).containsOnly(iso.channel());
            assertThat(file.stretches(0, SIZE).stream()
                            .mapToLong(Stretch::count)
                            .sum())
                    .isEqualTo(SIZE);
            assertThat(file.stretches(1, SIZE)).isEmpty();
            assertThat(file.stretches(-1, 1)).isEmpty();
            assertThat(file.stretches(SIZE, 1)).isEmpty();
        }
    }

    @Test
    void stretches_ofAnImageInAnImage_areInTheOuterOne() throws IOException {
        byte[] inner = new IsoBuilder(30)
                .records(
                        IsoBuilder.TOP,
                        IsoBuilder.dots(IsoBuilder.TOP, IsoBuilder.TOP),
                        IsoBuilder.record("A.;1", 25, 5, IsoBuilder.FILE))
                .put(25 * IsoBuilder.SECTOR, IsoBuilder.ascii("hello"))
                .bytes();
        byte[] outer = new IsoBuilder(60)
                .records(
                        IsoBuilder.TOP,
                        IsoBuilder.dots(IsoBuilder.TOP, IsoBuilder.TOP),
                        IsoBuilder.record("IN.ISO;1", 28, inner.length, IsoBuilder.FILE))
                .put(28 * IsoBuilder.SECTOR, inner)
                .bytes();
        Files.write(directory.resolve("outer.iso"), outer);

        try (MadeIso iso = MadeIso.open(directory.resolve("outer.iso"));
                SeekableByteChannel in = Files.newByteChannel(iso.path("in.iso"), Set.of(StandardOpenOption.READ));
                IsoTree tree = IsoTree.open(in);
                PlacedChannel file =
                        (PlacedChannel) tree.root().child("a").orElseThrow().open()) {
            assertThat(read(file, 0, 9)).isEqualTo("hello");
            assertThat(file.stretches(1, 3))
                    .containsExactly(new Stretch(iso.channel(), (28L + 25) * IsoBuilder.SECTOR + 1, 3));
        }
    }
}
