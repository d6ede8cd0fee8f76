package io.vmshare.image.iso;

import static io.vmshare.image.iso.IsoBuilder.DIRECTORY;
import static io.vmshare.image.iso.IsoBuilder.FILE;
import static io.vmshare.image.iso.IsoBuilder.SECTOR;
import static io.vmshare.image.iso.IsoBuilder.TOP;
import static io.vmshare.image.iso.IsoBuilder.ascii;
import static io.vmshare.image.iso.IsoBuilder.dots;
import static io.vmshare.image.iso.IsoBuilder.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageNode.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class IsoTreeTest {

    private static ImageNode top(IsoBuilder image) throws IOException {
        return IsoTree.open(new CountingChannel(image.bytes())).root();
    }

    private static ImageNode only(IsoBuilder image, String name) throws IOException {
        return top(image).child(name).orElseThrow();
    }

    private static String content(ImageNode file) throws IOException {
        try (SeekableByteChannel channel = file.open()) {
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) > 0) {}
            return new String(bytes.array(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void top_fileAndDirectory_areThere() throws IOException {
        IsoBuilder image = new IsoBuilder(30)
                .records(TOP, dots(TOP, TOP), record("A.TXT;1", 25, 5, FILE), record("SUB", 21, SECTOR, DIRECTORY))
                .records(21, dots(21, TOP), record("B.;1", 26, 2, FILE))
                .put(25 * SECTOR, ascii("hello"))
                .put(26 * SECTOR, ascii("ho"));

        ImageNode top = top(image);

        assertThat(top.names()).containsExactly("a.txt", "sub");
        assertThat(content(top.child("A.txt").orElseThrow())).isEqualTo("hello");
        assertThat(top.child("a.txt").orElseThrow().modified())
                .isEqualTo(FileTime.from(java.time.Instant.parse("2001-02-03T04:05:06Z")));
        assertThat(content(top.child("sub").orElseThrow().child("b").orElseThrow()))
                .isEqualTo("ho");
        assertThat(top.child("b")).isEmpty();
    }

    @ParameterizedTest(name = "a file of {1} bytes at sector {0} of 30 is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            29         | 2048       | FILE
            29         | 2049       | OTHER
            29         | -1         | OTHER
            30         | 0          | FILE
            30         | 1          | OTHER
            -1         | 0          | FILE
            -1         | 1          | OTHER
            0          | 61440      | FILE
            0          | 61441      | OTHER
            """)
    void file_place_saysWhetherItCanBeRead(int sector, int size, Kind kind) throws IOException {
        IsoBuilder image = new IsoBuilder(30).records(TOP, dots(TOP, TOP), record("A.;1", sector, size, FILE));

        ImageNode file = only(image, "a");

        assertThat(file.kind()).isEqualTo(kind);
        assertThat(file.size()).isEqualTo(kind == Kind.FILE ? size : 0);
    }

    @Test
    void file_ofSeveralParts_isTheirSum() throws IOException {
        IsoBuilder image = new IsoBuilder(30)
                .records(
                        TOP,
                        dots(TOP, TOP),
                        record("A.;1", 25, 4, IsoBuilder.CONTINUED),
                        record("A.;1", 27, 3, IsoBuilder.CONTINUED),
                        record("A.;1", 26, 2, FILE),
                        record("B.;1", 26, 2, FILE))
                .put(25 * SECTOR, ascii("1234"))
                .put(26 * SECTOR, ascii("89"))
                .put(27 * SECTOR, ascii("567"));

        assertThat(top(image).names()).containsExactly("a", "b");
        assertThat(content(only(image, "a"))).isEqualTo("123456789");
    }

    @Test
    void file_whoseLastPartIsMissing_isOther() throws IOException {
        IsoBuilder image = new IsoBuilder(30).records(TOP, dots(TOP, TOP), record("A.;1", 25, 4, IsoBuilder.CONTINUED));

        assertThat(only(image, "a").kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void file_ofMoreBytesThanTheImage_isOther() throws IOException {
        byte[] whole = record("A.;1", 0, 30 * SECTOR, IsoBuilder.CONTINUED);
        IsoBuilder image = new IsoBuilder(30).records(TOP, dots(TOP, TOP), whole, record("A.;1", 25, 1, FILE));

        assertThat(only(image, "a").kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void file_interleaved_isOther() throws IOException {
        byte[] record = record("A.;1", 25, 4, FILE);
        record[26] = 1;

        assertThat(only(new IsoBuilder(30).records(TOP, dots(TOP, TOP), record), "a")
                        .kind())
                .isEqualTo(Kind.OTHER);
    }

    @Test
    void file_associated_isLeftOut() throws IOException {
        IsoBuilder image = new IsoBuilder(30)
                .records(
                        TOP, dots(TOP, TOP), record("A.;1", 25, 4, IsoBuilder.ASSOCIATED), record("A.;1", 25, 2, FILE));

        assertThat(only(image, "a").size()).isEqualTo(2);
    }

    @Test
    void file_behindExtendedAttributes_beginsThere() throws IOException {
        byte[] record = record("A.;1", 25, 2, FILE);
        record[1] = 1;
        IsoBuilder image =
                new IsoBuilder(30).records(TOP, dots(TOP, TOP), record).put(26 * SECTOR, ascii("ok"));

        assertThat(content(only(image, "a"))).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\0b", "\0", "\1"})
    void joliet_nameThatIsNone_isLeftOut(String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_16BE);
        IsoBuilder image = new IsoBuilder(30).joliet(22, 'E').records(TOP, dots(TOP, TOP));
        image.records(22, dots(22, 22), bytes.length == 0 ? new byte[0] : record(bytes, 25, 1, FILE));

        assertThat(top(image).names()).allMatch(found -> found.equals("\1"));
    }

    @ParameterizedTest
    @ValueSource(chars = {'@', 'C', 'E'})
    void joliet_level_isReadByIt(char level) throws IOException {
        byte[] name = "\u00c4b.TXT;1".getBytes(StandardCharsets.UTF_16BE);
        IsoBuilder image = new IsoBuilder(30)
                .joliet(22, level)
                .records(TOP, dots(TOP, TOP), record("AB.TXT;1", 25, 1, FILE))
                .records(22, dots(22, 22), record(name, 25, 1, FILE));

        assertThat(top(image).names()).containsExactly("\u00c4b.TXT");
        assertThat(top(image).child("\u00c4B.txt")).isEmpty();
    }

    @Test
    void joliet_otherEscape_isNone() throws IOException {
        IsoBuilder image = new IsoBuilder(30)
                .joliet(22, 'B')
                .records(TOP, dots(TOP, TOP), record("AB.TXT;1", 25, 1, FILE))
                .records(22, dots(22, 22));

        assertThat(top(image).names()).containsExactly("ab.txt");
    }

    @Test
    void names_equal_areTheFirst() throws IOException {
        IsoBuilder image =
                new IsoBuilder(30).records(TOP, dots(TOP, TOP), record("A.;1", 25, 1, FILE), record("a", 25, 2, FILE));

        assertThat(top(image).names()).containsExactly("a");
        assertThat(only(image, "a").size()).isEqualTo(1);
    }

    @Test
    void open_noImage_saysSo() {
        for (int size : new int[] {0, 1, 32_768, 34_815, 40_000}) {
            assertThatThrownBy(() -> IsoTree.open(new CountingChannel(new byte[size])))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("no ISO 9660 image");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 256, 4096, 65_535})
    void open_blockSizeOfNone_saysSo(int blockSize) {
        byte[] bytes = new IsoBuilder(30).bytes();
        bytes[16 * SECTOR + 128] = (byte) blockSize;
        bytes[16 * SECTOR + 129] = (byte) (blockSize >> 8);

        assertThatThrownBy(() -> IsoTree.open(new CountingChannel(bytes)))
                .hasMessageContaining("blocks of " + blockSize);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024})
    void open_smallBlocks_areCounted(int blockSize) throws IOException {
        int factor = SECTOR / blockSize;
        IsoBuilder image = new IsoBuilder(30);
        image.put(16 * SECTOR + 128, new byte[] {0, (byte) (blockSize >> 8)});
        image.put(16 * SECTOR + 156, record(new byte[] {0}, TOP * factor, SECTOR, DIRECTORY));
        image.records(TOP, dots(TOP * factor, TOP * factor), record("A.;1", 25 * factor + 1, 2, FILE));
        image.put(25 * SECTOR + blockSize, ascii("ok"));

        assertThat(content(only(image, "a"))).isEqualTo("ok");
    }

    @Test
    void open_topOutsideTheImage_isDamaged() {
        byte[] bytes = new IsoBuilder(30).cut(TOP);

        assertThatThrownBy(() -> IsoTree.open(new CountingChannel(bytes)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("top directory lies outside");
    }

    @Test
    void image_cutShort_keepsWhatItHas() throws IOException {
        IsoBuilder image = new IsoBuilder(30)
                .records(
                        TOP,
                        dots(TOP, TOP),
                        record("A.;1", 21, 5, FILE),
                        record("B.;1", 25, 5, FILE),
                        record("SUB", 26, SECTOR, DIRECTORY));

        ImageNode top = IsoTree.open(new CountingChannel(image.cut(22))).root();

        assertThat(top.names()).containsExactly("a", "b", "sub");
        assertThat(Arrays.asList("a", "b", "sub"))
                .map(name -> top.child(name).orElseThrow().kind())
                .containsExactly(Kind.FILE, Kind.OTHER, Kind.OTHER);
    }

    @ParameterizedTest(name = "{0} of 200 sectors: {1} bytes missing")
    @CsvSource({"200, 0", "201, 0", "50, 0", "49, 309248", "25, 358400"})
    void missingBytes_cutImage_areThoseOfTheVolumeButForPadding(int sectors, long missing) throws IOException {
        IsoBuilder image = new IsoBuilder(220)
                .put(16 * SECTOR + 80, IsoBuilder.both32(200))
                .records(TOP, dots(TOP, TOP), record("A.TXT;1", 24, 5, FILE));

        assertThat(IsoTree.open(new CountingChannel(image.cut(sectors))).missingBytes())
                .isEqualTo(missing);
    }
}
