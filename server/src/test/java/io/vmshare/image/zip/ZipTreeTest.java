package io.vmshare.image.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageRoom;
import io.vmshare.image.PlacedChannel;
import io.vmshare.image.PlacedChannel.Stretch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ZipTreeTest {

    @TempDir
    Path directory;

    @Test
    void open_writtenByJava_isTheTree() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("a/b/deflated.txt", "top.txt", "ümläut/日本.txt")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(RawZip.utf8("this is " + name));
            }
            zip.putNextEntry(new ZipEntry("empty/"));
        }

        assertThat(Zips.all(Zips.open(out.toByteArray())))
                .containsExactly(
                        entry("a", "/"),
                        entry("a/b", "/"),
                        entry("a/b/deflated.txt", "this is a/b/deflated.txt"),
                        entry("empty", "/"),
                        entry("top.txt", "this is top.txt"),
                        entry("ümläut", "/"),
                        entry("ümläut/日本.txt", "this is ümläut/日本.txt"));
    }

    @Test
    void open_withoutEntries_isAnEmptyDirectory() throws IOException {
        assertThat(Zips.open(new RawZip().bytes()).root().names()).isEmpty();
    }

    @Test
    void open_behindAProgram_isTheTreeAndPlacedBehindIt() throws IOException {
        RawZip raw = new RawZip().prefix(new byte[70_001]).comment(RawZip.utf8("a comment"));
        raw.stored("stored", "plain");
        raw.deflated("deflated", RawZip.utf8("packed"));
        byte[] zip = raw.bytes();

        try (FileChannel file = Zips.file(directory, zip)) {
            ZipTree tree = ZipTree.open(file, new ImageRoom());

            assertThat(Zips.all(tree)).containsExactly(entry("deflated", "packed"), entry("stored", "plain"));
            try (PlacedChannel stored = (PlacedChannel) Zips.at(tree, "stored").open()) {
                assertThat(stored.stretches(1, 3)).containsExactly(new Stretch(file, 70_001 + 30 + 6 + 1, 3));
            }
        }
    }

    @Test
    void close_channelOfTheCaller_staysOpen() throws IOException {
        BytesChannel channel = new BytesChannel(new RawZip().bytes());

        ZipTree.open(channel, new ImageRoom()).close();

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void open_zipInAZip_isPlacedInTheOuterFile() throws IOException {
        RawZip inner = new RawZip();
        inner.stored("deep", "bytes");
        RawZip outer = new RawZip();
        outer.add(new RawZip.Entry(RawZip.utf8("inner.zip"), inner.bytes(), false));
        byte[] bytes = outer.bytes();
        try (FileChannel file = Zips.file(directory, bytes);
                SeekableByteChannel image = Zips.at(ZipTree.open(file, new ImageRoom()), "inner.zip")
                        .open()) {
            ImageNode deep = Zips.at(ZipTree.open(image, new ImageRoom()), "deep");

            assertThat(Zips.text(deep)).isEqualTo("bytes");
            try (PlacedChannel placed = (PlacedChannel) deep.open()) {
                Stretch stretch = placed.stretches(0, 5).get(0);
                ByteBuffer read = ByteBuffer.allocate(5);
                stretch.file().read(read, stretch.position());
                assertThat(new String(read.array(), StandardCharsets.US_ASCII)).isEqualTo("bytes");
            }
        }
    }
}
