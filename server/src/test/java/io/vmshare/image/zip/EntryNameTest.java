package io.vmshare.image.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class EntryNameTest {

    @ParameterizedTest(name = "{0} of platform {1} is {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "none", textBlock = """
                    a                | 3  | a
                    a/b              | 3  | a b
                    a/               | 3  | a /
                    ./a              | 3  | a
                    .a/..b/...       | 3  | .a ..b ...
                    C:/a             | 0  | C: a
                    "a\nb"           | 3  | "a\nb"
                    a\\b             | 0  | a b
                    a\\b\\           | 0  | a b /
                    a\\b             | 10 | a b
                    a\\b             | 14 | a b
                    a\\b             | 3  | a\\b
                    a\\b             | 7  | a\\b
                    a\\b/c           | 0  | a\\b c
                    ""               | 3  | none
                    /                | 3  | none
                    ./               | 3  | none
                    .                | 3  | none
                    ..               | 3  | none
                    /a               | 3  | none
                    //a              | 3  | none
                    a//b             | 3  | none
                    a//              | 3  | none
                    .//a             | 3  | none
                    ././a            | 3  | none
                    a/./b            | 3  | none
                    a/.              | 3  | none
                    ../a             | 3  | none
                    ./../a           | 3  | none
                    a/../b           | 3  | none
                    a/..             | 3  | none
                    a/../            | 3  | none
                    \\a              | 0  | none
                    ..\\a            | 0  | none
                    a\\..\\b         | 10 | none
                    """)
    void of_name_leadsThere(String name, int platform, String expected) {
        EntryName found = EntryName.of(name, platform);

        assertThat(
                        found.segments().isEmpty()
                                ? null
                                : String.join(" ", found.segments()) + (found.isDirectory() ? " /" : ""))
                .isEqualTo(expected);
    }

    @Test
    void of_nul_isLeftOut() {
        assertThat(EntryName.of("a\0", 3).segments()).isEmpty();
        assertThat(EntryName.of("a/\0b/c", 0).segments()).isEmpty();
    }

    @Test
    void of_depth_isAtMost64() {
        assertThat(EntryName.of("d/".repeat(63) + "f", 3).segments()).hasSize(64);
        assertThat(EntryName.of("d/".repeat(64), 3).segments()).hasSize(64);
        assertThat(EntryName.of("d/".repeat(64) + "f", 3).segments()).isEmpty();
        assertThat(EntryName.of("d/".repeat(30_000), 3).segments()).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    61c3a9         | aé
                    e697a5         | 日
                    f09f9880       | 😀
                    82             | é
                    8199           | üÖ
                    61e9           | aΘ
                    c3             | ├
                    eda080         | φáÇ
                    c080           | └Ç
                    """)
    void text_bytes_areUtf8OrElseCodePage437(String hex, String expected) {
        assertThat(EntryName.text(HexFormat.of().parseHex(hex))).isEqualTo(expected);
    }

    @Test
    void of_unicodeField_countsIfItBelongsToTheName() throws IOException {
        byte[] cp437 = "é.txt".getBytes(Charset.forName("IBM437"));
        RawZip zip = new RawZip();
        RawZip.Entry right = zip.add(new RawZip.Entry(cp437, new byte[0], false));
        right.extra = unicodePath(RawZip.crcOf(cp437), "日本.txt");
        RawZip.Entry stale = zip.add(new RawZip.Entry(RawZip.utf8("renamed"), new byte[0], false));
        stale.extra = unicodePath(RawZip.crcOf(cp437), "old");
        RawZip.Entry hostile = zip.add(new RawZip.Entry(RawZip.utf8("good"), new byte[0], false));
        hostile.extra = unicodePath(RawZip.crcOf(RawZip.utf8("good")), "../bad");

        assertThat(Zips.all(Zips.open(zip.bytes()))).containsOnlyKeys("日本.txt", "renamed");
    }

    private static byte[] unicodePath(long crc, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer value =
                RawZip.little(5 + utf8.length).put((byte) 1).putInt((int) crc).put(utf8);
        return RawZip.field(0x7075, Objects.requireNonNull(value.array()));
    }
}
