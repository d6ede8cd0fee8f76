package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.http.RequestRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RequestPathTest {

    private static final List<String> PIECES = List.of(
            "/", "/", "/", "//", ".", "..", "...", "%2e", "%2E", "%2e%2e", "%252e", "%2f", "%2F", "%5c", "\\", "%00",
            "%c0%ae", "%c0%af", ";", ";x=1", "a", "b.txt", "%", "%g1", "%25", "+", "~", ":", "\u00e9", "\u00ff", "%ff",
            "\u2025", "\uff0e", "\u0130", "?", "#", " ", "\n", "\0");

    @ParameterizedTest(name = "{0} is [{1}] {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                | ``          | file
            /                 | ``          | slash
            //                | ``          | slash
            /.                | ``          | slash
            /%2e              | ``          | slash
            /./               | ``          | slash
            /a                | a           | file
            /a/               | a           | slash
            /a//              | a           | slash
            //a               | a           | file
            ///a///b          | a b         | file
            /./a/./b/.        | a b         | slash
            /a/%2E/b          | a b         | file
            /a%20b            | a%20b       | file
            /a%2520b          | a%2520b     | file
            /%25              | %25         | file
            /%252e%252e       | %252e%252e  | file
            /%252e%252e/a     | %252e%252e a| file
            /%252f            | %252f       | file
            /...              | ...         | file
            /..a              | ..a         | file
            /a..              | a..         | file
            /. .              | .%20.       | file
            /..;              | ..%3B       | file
            /..;x=1/a         | ..%3Bx%3D1 a| file
            /;x=1             | %3Bx%3D1    | file
            /a;x=1/b          | a%3Bx%3D1 b | file
            /+                | %2B         | file
            /a+b              | a%2Bb       | file
            /..\\a            | ..%5Ca      | file
            /..%5ca           | ..%5Ca      | file
            /%5c..            | %5C..       | file
            /%c0%ae%c0%ae     | %C0%AE%C0%AE| file
            /..%c0%af         | ..%C0%AF    | file
            /%ff              | %FF         | file
            /%C3%A9           | %C3%A9      | file
            /e%CC%81          | e%CC%81     | file
            /~                | ~           | file
            /C:               | C%3A        | file
            /a?b              | a%3Fb       | file
            /%0d%0a           | %0D%0A      | file
            """)
    void parse_rawPath_isItsNames(String raw, String names, String end) {
        RequestPath path = RequestPath.parse(raw);

        assertThat(path.segments().stream().map(Name::encoded).collect(Collectors.joining(" ")))
                .isEqualToIgnoringCase(names);
        assertThat(path.slash()).isEqualTo(end.equals("slash"));
        assertThat(path.isRoot()).isEqualTo(names.isEmpty());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /..              | 404
            /../             | 404
            /a/..            | 404
            /a/../b          | 404
            //..             | 404
            /./..            | 404
            /%2e%2e          | 404
            /%2E%2e          | 404
            /.%2e            | 404
            /%2e./           | 404
            /a/%2e%2E/b      | 404
            /%2f             | 404
            /a%2fb           | 404
            /a%2Fb           | 404
            /..%2f           | 404
            /%2e%2e%2fa      | 404
            /%00             | 404
            /a%00            | 404
            /a%00.txt        | 404
            /%00/a           | 404
            /%               | 400
            /%2              | 400
            /a%              | 400
            /%g0             | 400
            /%2/e            | 400
            /%u002e          | 400
            /%%32%65         | 400
            """)
    void parse_wayUpOrNoName_isRefused(String raw, int status) {
        assertRefused(raw, status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/\u0100", "/\uff0e\uff0e", "/a/\u2025", "/\u012e\u012e/", "/\uD83D\uDCBE"})
    void parse_characterThatIsNoByte_isRefused(String raw) {
        assertRefused(raw, 400);
    }

    @Test
    void parse_nulAsItIs_isRefused() {
        assertRefused("/a\0", 404);
    }

    @Test
    void parse_anyString_leadsToNamesThatStayBelow() {
        for (long seed = 0; seed < 100_000; seed++) {
            Random random = new Random(seed);
            String raw = "/" + hostile(random);
            RequestPath path;
            try {
                path = RequestPath.parse(raw);
            } catch (RequestRefused e) {
                assertThat(e.status()).as("seed %d: %s", seed, raw).isIn(400, 404);
                continue;
            }
            for (Name name : path.segments()) {
                assertThat(name.bytes())
                        .as("seed %d: %s", seed, raw)
                        .isNotEmpty()
                        .isNotIn(".", "..")
                        .doesNotContain("/", "\0")
                        .matches("[\\x00-\\xFF]+");
            }
            assertThat(RequestPath.parse(path.render()))
                    .as("seed %d: %s", seed, raw)
                    .isEqualTo(path);
        }
    }

    @Test
    void render_anyNames_isUndoneByParse() {
        for (long seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            List<Name> names = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                names.add(Name.ofBytes(bytes(random)));
            }
            RequestPath path = new RequestPath(names, random.nextBoolean());
            String raw = path.render();

            assertThat(RequestPath.parse(raw)).as("seed %d: %s", seed, raw).isEqualTo(path);
            assertThat(raw).as("seed %d", seed).matches("(/[A-Za-z0-9._~%-]+)*/?");
        }
    }

    private static void assertRefused(String raw, int status) {
        assertThatThrownBy(() -> RequestPath.parse(raw))
                .isInstanceOfSatisfying(
                        RequestRefused.class, e -> assertThat(e.status()).isEqualTo(status));
    }

    private static String hostile(Random random) {
        return random.ints(random.nextInt(8), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    }

    /** Bytes of a name that may be in a directory, near those that may not. */
    private static String bytes(Random random) {
        while (true) {
            StringBuilder bytes = new StringBuilder();
            for (int i = random.nextInt(4) + 1; i > 0; i--) {
                bytes.append(
                        random.nextInt(3) == 0
                                ? (char) (random.nextInt(0xFF) + 1)
                                : ".%\\;2e ".charAt(random.nextInt(7)));
            }
            String name = bytes.toString();
            if (!name.equals(".") && !name.equals("..") && name.indexOf('/') < 0) {
                return name;
            }
        }
    }
}
