package io.vmshare.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ChecksumLineTest {

    private static final String X = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

    /** As GNU coreutils 9.1 prints them for files with the content x. */
    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a           | X  a
            a b         | X  a b
            ` a`        | X   a
            *a          | X  *a
            -a          | X  -a
            `#a`        | X  #a
            dir/a       | X  dir/a
            a\\b        | \\X  a\\\\b
            \\           | \\X  \\\\
            a<LF>b      | \\X  a\\nb
            <LF>        | \\X  \\n
            a<CR>b      | \\X  a\\rb
            a\\nb       | \\X  a\\\\nb
            \u00ff\u00fe | X  \u00ff\u00fe
            """)
    void render_name_isWrittenAsTheToolDoes(String shown, String line) {
        String name = shown.replace("<LF>", "\n").replace("<CR>", "\r");
        String expected = line.replace("X", X) + "\n";
        byte[] digest = Algorithm.SHA_256.begin().digest("x".getBytes(StandardCharsets.US_ASCII));

        assertThat(ChecksumLine.render(digest, name)).isEqualTo(expected);
        assertThat(ChecksumLine.length(Algorithm.SHA_256, name)).isEqualTo(expected.length());
    }

    @ParameterizedTest
    @CsvSource({"SHA_256, 64", "SHA_512, 128", "MD5, 32"})
    void length_algorithm_countsItsDigits(Algorithm algorithm, int digits) {
        assertThat(ChecksumLine.length(algorithm, "name")).isEqualTo(digits + "  name\n".length());
        assertThat(algorithm.begin().digest()).hasSize(algorithm.bytes());
    }

    @Test
    void comment_hostileName_staysALineOfItsOwn() {
        assertThat(ChecksumLine.comment("a\n" + X + "  b", "cannot be read"))
                .isEqualTo("# a\\n" + X + "  b: cannot be read\n");
    }

    /** Any bytes but NUL: read as the tools read it, a line gives digest and name back. */
    @Test
    void render_anyName_readsBack() {
        String alphabet = "ab \\\\\\\n\r*#\t\u0000\u00ff/";
        for (int seed = 0; seed < 5000; seed++) {
            Random random = new Random(seed * 7_919L);
            StringBuilder name = new StringBuilder();
            for (int i = random.nextInt(12) + 1; i > 0; i--) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] digest = new byte[32];
            random.nextBytes(digest);

            String line = ChecksumLine.render(digest, name.toString());

            assertThat(line.indexOf('\n')).as("seed %s", seed).isEqualTo(line.length() - 1);
            assertThat(line).as("seed %s", seed).doesNotContain("\r");
            boolean escaped = line.startsWith("\\");
            int start = escaped ? 1 : 0;
            assertThat(HexFormat.of().parseHex(line.substring(start, start + 64)))
                    .isEqualTo(digest);
            assertThat(line.substring(start + 64, start + 66)).isEqualTo("  ");
            String shown = line.substring(start + 66, line.length() - 1);
            assertThat(escaped ? unescaped(shown) : shown).as("seed %s", seed).isEqualTo(name.toString());
        }
    }

    private static String unescaped(String shown) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (c == '\\') {
                i++;
                c = switch (shown.charAt(i)) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case '\\' -> '\\';
                    default -> throw new AssertionError("an escape that no tool knows: " + shown);
                };
            }
            name.append(c);
        }
        return name.toString();
    }
}
