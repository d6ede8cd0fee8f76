package io.vmshare.listing.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.http.RequestRefused;
import io.vmshare.path.Name;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NameGlobTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            *.iso         | a.iso              | true
            *.iso         | .iso               | true
            *.iso         | A.ISO              | true
            *.ISO         | a.iso              | true
            *.iso         | a.iso.sha256       | false
            *.iso         | aiso               | false
            *             | anything           | true
            **            | anything           | true
            ?             | a                  | true
            ?             | \u00e9                  | true
            ?             | \ud83d\udcbe                 | true
            ?             | ab                 | false
            a?c           | abc                | true
            a?c           | ac                 | false
            a?c           | a\ud83d\udcbec               | true
            a*b*c         | a--b--b--c         | true
            a*b*c         | a--c--b            | false
            *a*           | xax                | true
            *ab*ab        | xababab            | true
            *ab*ab        | xab                | false
            driver        | driver             | true
            driver        | NetDrivers.zip     | true
            driver        | drive              | false
            .             | a.b                | true
            .             | ab                 | false
            driver*       | NetDrivers.zip     | false
            [abc]*        | b1                 | true
            [abc]*        | B1                 | true
            [ABC]*        | b1                 | true
            [abc]*        | d1                 | false
            [a-c]x        | bx                 | true
            [a-c]x        | Bx                 | true
            [a-c]x        | dx                 | false
            [c-a]x        | bx                 | false
            [!a-c]x       | dx                 | true
            [!a-c]x       | Bx                 | false
            [^a]x         | bx                 | true
            [^a]x         | ax                 | false
            []]x          | ]x                 | true
            [!]]x         | ]x                 | false
            [!]]x         | ax                 | true
            [a-]x         | -x                 | true
            [-a]x         | -x                 | true
            [*]           | *                  | true
            [*]           | a                  | false
            [?]           | ?                  | true
            [0-9][0-9]    | 42                 | true
            [0-9][0-9]    | 4                  | false
            [a-           | "x[a-y"            | true
            [             | "x[y"              | true
            []            | "x[]y"             | true
            [!]           | "x[!]"             | true
            "a\\*"        | "a\\b"             | true
            "a\\*"        | "a*"               | false
            "{a,b}"       | a                  | false
            \u00c9t\u00e9           | \u00e9T\u00c9.txt            | true
            *\u00c9          | \u00e9                  | true
            [\ud83d\udcbe]          | \ud83d\udcbe                 | true
            [\ud83d\udcbe]          | \ud83d\ude00                 | false
            """)
    void matches_name_isAsThePatternSays(String pattern, String name, boolean matches) {
        assertThat(NameGlob.parse(Name.ofText(pattern).bytes()).matches(Name.ofText(name)))
                .isEqualTo(matches);
    }

    /** Bytes that are no UTF-8 are U+FFFD each, in names as in patterns. */
    @Test
    void matches_bytesThatAreNoText_areACharacterEach() {
        assertThat(NameGlob.parse("??.bin").matches(Name.ofBytes("\u00ff\u00fe.bin")))
                .isTrue();
        assertThat(NameGlob.parse("\u00ff*").matches(Name.ofBytes("\u00ff\u00fe.bin")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/b", "*/", "[/]"})
    void parse_whatNoNameMatches_isRefused(String pattern) {
        assertThatThrownBy(() -> NameGlob.parse(pattern)).isInstanceOf(RequestRefused.class);
    }

    @Test
    void parse_longPattern_isRefused() {
        NameGlob.parse("a".repeat(255));
        assertThatThrownBy(() -> NameGlob.parse("a".repeat(256))).isInstanceOf(RequestRefused.class);
    }

    /** A naive matcher would try all ways to share out the name among the stars. */
    @Test
    void matches_manyStars_takesNoTime() {
        NameGlob glob = NameGlob.parse("*a".repeat(127));

        for (int i = 0; i < 100; i++) {
            assertThat(glob.matches("a".repeat(254) + "b")).isFalse();
        }
    }

    @Test
    void matches_anyPattern_isAsARegularExpressionSays() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String pattern = "*" + text(random, "ab?*[]!-^c");
            String name = text(random, "abcABC[]!-^");
            assertThat(NameGlob.parse(pattern).matches(name))
                    .as("seed %d: %s, %s", seed, pattern, name)
                    .isEqualTo(Pattern.compile(regex(pattern), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                            .matcher(name)
                            .matches());
        }
    }

    private static String text(Random random, String alphabet) {
        return random.ints(random.nextInt(8), 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static String regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int from = c == '[' && i + 1 < pattern.length() && "!^".indexOf(pattern.charAt(i + 1)) >= 0 ? i + 2 : i + 1;
            int end = c == '[' ? pattern.indexOf(']', from + 1) : -1;
            if (end > 0) {
                regex.append(set(pattern.substring(from, end), from == i + 2));
                i = end;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private static String set(String characters, boolean others) {
        StringBuilder set = new StringBuilder(others ? "[^" : "[");
        for (int i = 0; i < characters.length(); i++) {
            char first = characters.charAt(i);
            char last = first;
            if (i + 2 < characters.length() && characters.charAt(i + 1) == '-') {
                i += 2;
                last = characters.charAt(i);
            }
            if (first <= last) {
                set.append(String.format("\\x%02x-\\x%02x", (int) first, (int) last));
            }
        }
        return set.append("\\x00]").toString(); // never empty
    }
}
