package io.vmshare.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.path.Name;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class AttachmentTest {

    private static final Pattern GRAMMAR = Pattern.compile("attachment; filename=\"[ !#-$&-.0-\\[\\]-~]+\"; "
            + "filename\\*=UTF-8''(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+");

    /** Names are bytes, each as a character below U+0100. */
    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            debian-13.iso        | debian-13.iso   | debian-13.iso
            a b.txt              | a b.txt         | a%20b.txt
            `a"b`                | a_b             | a%22b
            `a\\b`               | a_b             | a_b
            a/b                  | a_b             | a_b
            `..\\..\\x`          | .._.._x         | .._.._x
            `a\r\nSet-Cookie: x` | a__Set-Cookie: x| a__Set-Cookie%3A%20x
            `a\tb\177`         | a_b_            | a_b_
            a;b=c'd*             | a;b=c'd*        | a%3Bb%3Dc%27d%2A
            100%41               | 100_41          | 100%2541
            b\303\274cher    | b_cher          | b%C3%BCcher
            e\314\201        | e_              | e%CC%81
            \360\237\230\200.png | _.png   | %F0%9F%98%80.png
            caf\351.txt        | caf_.txt        | caf%EF%BF%BD.txt
            \377\376         | __              | %EF%BF%BD%EF%BF%BD
            a\302\205b       | a_b             | a_b
            a\342\200\256txt.exe | a_txt.exe | a_txt.exe
            a\342\200\250b | a_b             | a_b
            """)
    void of_name_isSafeInBothForms(String bytes, String ascii, String encoded) {
        assertThat(Attachment.of(Name.ofBytes(bytes)))
                .isEqualTo("attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded);
    }

    @Test
    void of_randomBytes_keepsTheGrammar() {
        assertThat(firstSeedThatBreaks(Attachment::of)).isEmpty();
    }

    /** The planted bug: a name between quotes as it is. */
    @Test
    void of_randomBytes_catchesANameThatIsNotEscaped() {
        assertThat(firstSeedThatBreaks(
                        name -> "attachment; filename=\"" + name.text() + "\"; filename*=UTF-8''" + name.encoded()))
                .isPresent();
    }

    private static OptionalLong firstSeedThatBreaks(Function<Name, String> field) {
        return LongStream.range(0, 20_000)
                .filter(seed -> !GRAMMAR.matcher(field.apply(randomName(new Random(seed))))
                        .matches())
                .findFirst();
    }

    private static Name randomName(Random random) {
        StringBuilder bytes = new StringBuilder();
        for (int i = random.nextInt(12) + 1; i > 0; i--) {
            bytes.append((char) (random.nextInt(255) + 1));
        }
        return Name.ofBytes(bytes.toString());
    }
}
