package io.vmshare.image.iso;

import static io.vmshare.image.iso.IsoBuilder.DIRECTORY;
import static io.vmshare.image.iso.IsoBuilder.FILE;
import static io.vmshare.image.iso.IsoBuilder.SECTOR;
import static io.vmshare.image.iso.IsoBuilder.TOP;
import static io.vmshare.image.iso.IsoBuilder.ascii;
import static io.vmshare.image.iso.IsoBuilder.both32;
import static io.vmshare.image.iso.IsoBuilder.dots;
import static io.vmshare.image.iso.IsoBuilder.field;
import static io.vmshare.image.iso.IsoBuilder.goesOn;
import static io.vmshare.image.iso.IsoBuilder.join;
import static io.vmshare.image.iso.IsoBuilder.link;
import static io.vmshare.image.iso.IsoBuilder.mode;
import static io.vmshare.image.iso.IsoBuilder.name;
import static io.vmshare.image.iso.IsoBuilder.record;
import static io.vmshare.image.iso.IsoBuilder.rockRidge;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageNode.Kind;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class RockRidgeTest {

    private static final int GOES_ON = 1;

    private static IsoBuilder withTop(byte[]... records) {
        return new IsoBuilder(60).records(TOP, join(dots(TOP, TOP, rockRidge()), join(records)));
    }

    private static ImageNode top(IsoBuilder image) throws IOException {
        CountingChannel channel = new CountingChannel(image.bytes());
        ImageNode top = IsoTree.open(channel).root();
        channel.allow(1000);
        return top;
    }

    /** Returns the only node of a directory whose entry has these fields. */
    private static ImageNode node(byte[]... fields) throws IOException {
        ImageNode top = top(withTop(record("X.;1", 25, 4, FILE, fields)));
        assertThat(top.names()).hasSize(1);
        return top.child(top.names().get(0)).orElseThrow();
    }

    @Test
    void name_inSeveralFields_isAllOfThem() throws IOException {
        byte[] first = field("NM", join(new byte[] {GOES_ON}, ascii("Some")));
        ImageNode top = top(withTop(record("X.;1", 25, 4, FILE, first, name("Thing"), name("else"))));

        assertThat(top.names()).containsExactly("SomeThing");
        assertThat(top.child("something")).isEmpty();
    }

    @Test
    void name_missing_isThePlainOne() throws IOException {
        assertThat(top(withTop(record("X.;1", 25, 4, FILE, mode(0100644)))).names())
                .containsExactly("x");
    }

    @Test
    void name_thatGoesOnNowhere_hasNoBytes() throws IOException {
        assertThat(node(field("NM", join(new byte[] {GOES_ON}, ascii("Some")))).kind())
                .isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest(name = "a mode of {0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0100644 | FILE
            0       | FILE
            0644    | FILE
            0120777 | OTHER
            0040755 | OTHER
            0020666 | OTHER
            0060666 | OTHER
            0010666 | OTHER
            0140666 | OTHER
            """)
    void mode_ofAFilesRecord_saysWhatItIs(String octal, Kind kind) throws IOException {
        assertThat(node(mode(Integer.parseInt(octal, 8))).kind()).isEqualTo(kind);
    }

    @Test
    void file_compressedOrSparse_isOther() throws IOException {
        assertThat(node(field("ZF", new byte[12])).kind()).isEqualTo(Kind.OTHER);
        assertThat(node(field("SF", new byte[17])).kind()).isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest(name = "components {0} lead to {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0a 0bc       | a/bc
            8 0a         | /a
            8            | /
            16 0a        | /a
            4 4 0a       | ../../a
            2 0a         | ./a
            1a 0b 0c     | ab/c
            0a 2 4       | a/./..
            0a 8 0b      | /b
            """)
    void link_components_makeThePath(String components, String target) throws IOException {
        ImageNode node = node(mode(0120777), links(components));

        assertThat(node.kind()).isEqualTo(Kind.LINK);
        assertThat(node.target()).isEqualTo(target);
    }

    /** Returns a field for each component: its flags in digits, then its text. */
    private static byte[] links(String components) {
        byte[] all = {};
        for (String component : components.split(" ", -1)) {
            String text = component.replaceAll("^\\d+", "");
            int flags = Integer.parseInt(component.substring(0, component.length() - text.length()));
            all = join(all, link(GOES_ON, flags, text));
        }
        return all;
    }

    @Test
    void link_damaged_isOther() throws IOException {
        assertThat(node(mode(0120777)).kind()).isEqualTo(Kind.OTHER);
        assertThat(node(mode(0120777), link(0, 0, "")).kind()).isEqualTo(Kind.OTHER);
        assertThat(node(mode(0120777), link(0, 0, "a\0b")).kind()).isEqualTo(Kind.OTHER);
        assertThat(node(mode(0120777), link(0, 32, "host")).kind()).isEqualTo(Kind.OTHER);
        assertThat(node(mode(0120777), field("SL", new byte[] {0, 0, 9, 'a'})).kind())
                .isEqualTo(Kind.OTHER);
    }

    @Test
    void link_ofMoreThanAPathHas_isOther() throws IOException {
        byte[] area = {};
        for (int i = 0; i < 40; i++) {
            area = join(area, link(GOES_ON, 0, "a".repeat(120)));
        }
        IsoBuilder image = withTop(record("X.;1", 25, 4, FILE, mode(0120777), goesOn(30, 0, area.length)));
        image.put(30 * SECTOR, area);

        assertThat(top(image).child("x").orElseThrow().kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void times_longAndShort_areTheModification() throws IOException {
        byte[] shortForm = field("TF", join(new byte[] {3}, new byte[7], new byte[] {99, 12, 31, 23, 59, 58, 4}));
        byte[] longForm = field("TF", join(new byte[] {(byte) 0x82}, ascii("2038011903140850"), new byte[] {-4}));

        assertThat(node(shortForm).modified().toInstant()).isEqualTo(Instant.parse("1999-12-31T22:59:58Z"));
        assertThat(node(longForm).modified().toInstant()).isEqualTo(Instant.parse("2038-01-19T04:14:08.500Z"));
    }

    @Test
    void times_thatAreNone_areTheRecords() throws IOException {
        Instant recorded = Instant.parse("2001-02-03T04:05:06Z");

        assertThat(node(field("TF", new byte[] {2, 99, 13, 31, 23, 59, 58, 0}))
                        .modified()
                        .toInstant())
                .isEqualTo(recorded);
        assertThat(node(field("TF", new byte[] {2, 99, 12})).modified().toInstant())
                .isEqualTo(recorded);
        assertThat(node(field("TF", join(new byte[] {(byte) 0x82}, ascii("20x8011903140850"), new byte[1])))
                        .modified()
                        .toInstant())
                .isEqualTo(recorded);
    }

    @Test
    void continuation_toItself_ends() throws IOException {
        IsoBuilder image = withTop(record("X.;1", 25, 4, FILE, name("x"), goesOn(30, 0, 28)));
        image.put(30 * SECTOR, goesOn(30, 0, 28));

        assertThat(top(image).child("x").orElseThrow().kind()).isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest(name = "fields that go on at block {0} byte {1} with {2} bytes")
    @CsvSource({"60,0,28", "59,2047,28", "-1,0,28", "30,-1,28", "30,0,-1", "30,0,65537", "0,122880,1"})
    void continuation_outside_hasNoBytes(int block, int offset, int length) throws IOException {
        assertThat(node(name("x"), goesOn(block, offset, length)).kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void relocated_directory_isWhereItBelongs() throws IOException {
        IsoBuilder image = withTop(
                        record("HERE.;1", 25, 4, FILE, name("here"), field("CL", both32(21))),
                        record("MOVED", 21, SECTOR, DIRECTORY, field("RE", new byte[0])),
                        record("LOOP.;1", 25, 4, FILE, name("loop"), field("CL", both32(TOP))),
                        record("OUT.;1", 25, 4, FILE, name("out"), field("CL", both32(60))),
                        record("NONE.;1", 25, 4, FILE, name("none"), field("CL", both32(40))))
                .records(21, dots(21, TOP), record("F.;1", 25, 4, FILE, name("file")));

        ImageNode top = top(image);

        assertThat(top.names()).containsExactly("here", "out", "none");
        assertThat(top.child("here").orElseThrow().names()).containsExactly("file");
        assertThat(top.child("out").orElseThrow().kind()).isEqualTo(Kind.OTHER);
        assertThat(top.child("none").orElseThrow().kind()).isEqualTo(Kind.OTHER);
        assertThat(top.child("loop")).isEmpty();
        assertThat(top.child("moved")).isEmpty();
    }

    @Test
    void directory_ofOneAbove_isLeftOut() throws IOException {
        IsoBuilder image = withTop(
                        record("SELF", TOP, SECTOR, DIRECTORY), record("SUB", 21, SECTOR, DIRECTORY, name("sub")))
                .records(21, dots(21, TOP), record("UP", TOP, SECTOR, DIRECTORY), record("ME", 21, 4096, DIRECTORY));

        assertThat(top(image).names()).containsExactly("sub");
        assertThat(top(image).child("sub").orElseThrow().names()).isEmpty();
    }

    @Test
    void skip_beforeFields_isSkipped() throws IOException {
        byte[] mark = join(field("SP", new byte[] {(byte) 0xBE, (byte) 0xEF, 6}), mode(040755));
        IsoBuilder image = new IsoBuilder(60)
                .records(TOP, dots(TOP, TOP, mark), record("X.;1", 25, 4, FILE, new byte[6], name("Real")));

        assertThat(top(image).names()).containsExactly("Real");
    }

    @Test
    void mark_withoutRockRidge_isNone() throws IOException {
        byte[] mark = field("SP", new byte[] {(byte) 0xBE, (byte) 0xEF, 0});
        IsoBuilder image =
                new IsoBuilder(60).records(TOP, dots(TOP, TOP, mark), record("X.;1", 25, 4, FILE, name("Real")));

        assertThat(top(image).names()).containsExactly("x");
    }
}
