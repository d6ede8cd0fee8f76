package io.vmshare.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class TextContentTest {

    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    Path directory;

    private String typeOf(String type, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("file"), content);
        try (FileChannel channel = FileChannel.open(file)) {
            return TextContent.typeOf(type, channel, content.length);
        }
    }

    /** Content is bytes, each as a character below U+0100. */
    @ParameterizedTest(name = "[{0}]: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                      | true
            plain                   | true
            b\303\274cher       | true
            \357\273\277x     | true
            \360\237\230\200| true
            \302\205            | true
            `\033[1mbold\033[0m`| true
            `$(x) (\033)`         | true
            b\374cher             | false
            \303                  | false
            \300\256            | false
            \355\240\200      | false
            \364\220\200\200| false
            \377\376a           | false
            `\033$B%F\033(B`    | false
            `\033(Jx`             | false
            """)
    void typeOf_content_decidesTheCharset(String bytes, boolean utf8) throws IOException {
        assertThat(typeOf("text/plain", bytes.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(utf8 ? "text/plain; charset=utf-8" : "text/plain");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            text/x-mine                   | text/x-mine; charset=utf-8
            TEXT/html                     | TEXT/html; charset=utf-8
            text/plain; format=flowed     | text/plain; format=flowed; charset=utf-8
            text/plain;charset=iso-8859-1 | text/plain;charset=iso-8859-1
            text/plain; Charset=UTF-16    | text/plain; Charset=UTF-16
            application/json              | application/json
            application/x-text/plain      | application/x-text/plain
            """)
    void typeOf_type_getsACharsetIfItIsTextWithoutOne(String type, String said) throws IOException {
        assertThat(typeOf(type, new byte[] {'a'})).isEqualTo(said);
    }

    /** UTF-16 without a mark. */
    @Test
    void typeOf_contentWithNul_isNotUtf8() throws IOException {
        assertThat(typeOf("text/plain", "ab".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("text/plain");
        assertThat(typeOf("text/plain", "ab".getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo("text/plain");
        assertThat(typeOf("text/plain", new byte[] {'a', 0})).isEqualTo("text/plain");
    }

    /** Each buffer ends within a character, and the escape lies across two. */
    @Test
    void typeOf_longContent_isReadWhole() throws IOException {
        byte[] content = "€".repeat(MEBIBYTE / 3).getBytes(StandardCharsets.UTF_8);
        assertThat(typeOf("text/plain", content)).endsWith("utf-8");

        content[content.length - 1] = 'x';
        assertThat(typeOf("text/plain", content)).isEqualTo("text/plain");

        byte[] escape = "a".repeat(40_000).getBytes(StandardCharsets.US_ASCII);
        escape[16 * 1024 - 1] = 0x1B;
        escape[16 * 1024] = '$';
        assertThat(typeOf("text/plain", escape)).isEqualTo("text/plain");
    }

    @Test
    void typeOf_moreThanAMebibyte_isNotRead() throws IOException {
        assertThat(typeOf("text/plain", "a".repeat(MEBIBYTE).getBytes(StandardCharsets.US_ASCII)))
                .endsWith("utf-8");
        assertThat(typeOf("text/plain", "a".repeat(MEBIBYTE + 1).getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("text/plain");
    }
}
