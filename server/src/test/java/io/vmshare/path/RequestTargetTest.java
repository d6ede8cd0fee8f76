package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.http.RequestRefused;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RequestTargetTest {

    private static final List<String> PIECES = List.of(
            "/",
            "/",
            "//",
            "\\",
            "%5c",
            "%2f",
            ".",
            "..",
            "%2e",
            "evil.example",
            "@",
            ":",
            "http:",
            "\t",
            "\r",
            "\n",
            "%0d%0a",
            "%09",
            "a",
            "b",
            "%",
            ";",
            "\u00e9",
            "\u0100",
            "?",
            "#",
            " ");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            http://h                 | /
            http://h/                | /
            http://h/a               | /a
            http://h/a/              | /a/
            http://h:8000/a/b        | /a/b
            http://[::1]:8000/a      | /a
            http://user@h/a          | /a
            HTTP://h/a               | /a
            https://h/a              | /a
            ftp://h/a                | /a
            http:///a                | /a
            http://h//a              | /a
            http://h/%2561           | /%2561
            http://h/http://i/a      | /http%3A/i/a
            http://h:8000            | /
            ://a                     | /
            ://a/b                   | /b
            a/b                      | /
            """)
    void parse_absoluteForm_isThePathBehindTheHost(String raw, String path) {
        assertThat(RequestTarget.parse(raw, true, "", "").path().render()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "a", "a/b", "?", "h:443", "http:a", "http://h/a", "\\a", "%2f", "../a"})
    void parse_originFormWithoutItsSlash_isRefusedWith400(String raw) {
        assertThatThrownBy(() -> RequestTarget.parse(raw, false, "", ""))
                .isInstanceOfSatisfying(
                        RequestRefused.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @ParameterizedTest(name = "{0} under {1} is {2} and {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /a               | ``      | ``           | /a
            /a               | /       | ``           | /a
            /files           | /files  | /files       | ``
            /files/          | /files  | /files       | /
            /files/a         | /files  | /files       | /a
            /files//a        | /files  | /files       | /a
            /files/files/a   | /files  | /files       | /files/a
            /files/a         | /files/ | /files       | /a
            /x/y/a/b         | /x/y    | /x/y         | /a/b
            /x/y             | /x/y    | /x/y         | ``
            /f%69les/a       | /files  | /files       | /a
            /%66%69%6c%65%73 | /files  | /files       | ``
            /my%20files/a    | /my files | /my%20files | /a
            /%C3%A9/a        | /é      | /%C3%A9      | /a
            /files;v=1/a     | /files  | /files%3Bv%3D1 | /a
            /files/%2561     | /files  | /files       | /%2561
            /files/a%20b/c   | /files  | /files       | /a%20b/c
            //files/a        | /files  | /files       | /a
            /./files/a       | /files  | /files       | /a
            //files          | /files  | /files       | ``
            """)
    void parse_mountPrefix_isTakenOffAndKept(String raw, String mount, String prefix, String path) {
        RequestTarget target = RequestTarget.parse(raw, false, mount, "");

        assertThat(target.prefix()).isEqualTo(prefix);
        assertThat(target.path().render()).isEqualTo(path);
    }

    @ParameterizedTest(name = "{0} under {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /a%2Fb      | /a/b     | 404
            /a%2Fb/     | /a/b     | 404
            /a          | /a/b     | 404
            /           | /a       | 404
            //          | /a       | 404
            /%          | /a       | 400
            /files/..   | /files   | 404
            /files/%2e%2e/a | /files | 404
            """)
    void parse_mountPrefixThatIsNotThere_isRefused(String raw, String mount, int status) {
        assertThatThrownBy(() -> RequestTarget.parse(raw, false, mount, ""))
                .isInstanceOfSatisfying(
                        RequestRefused.class, e -> assertThat(e.status()).isEqualTo(status));
    }

    @ParameterizedTest(name = "{0} under [{1}] goes to {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /a              | ``      | /a/
            /a/b            | ``      | /a/b/
            //a             | ``      | /a/
            ///a            | ``      | /a/
            //evil.example  | ``      | /evil.example/
            /\\evil.example | ``      | /%5Cevil.example/
            /%5cevil.example| ``      | /%5Cevil.example/
            /%09/evil       | ``      | /%09/evil/
            /%0d%0aX:1      | ``      | /%0D%0AX%3A1/
            /a b            | ``      | /a%20b/
            /a;b            | ``      | /a%3Bb/
            /http://evil    | ``      | /http%3A/evil/
            /@evil          | ``      | /%40evil/
            /files          | /files  | /files/
            //files         | /files  | /files/
            //files/a       | /files  | /files/a/
            /files//a       | /files  | /files/a/
            /f%69les/a      | /files  | /files/a/
            /%5Cx/a         | /\\x    | /%5Cx/a/
            """)
    void directoryLocation_path_isAbsoluteWithOneSlash(String raw, String mount, String location) {
        assertThat(RequestTarget.parse(raw, false, mount, "").directoryLocation())
                .isEqualTo(location);
    }

    @ParameterizedTest(name = "[{0}] goes on as [{1}]")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``            | /a/
            list=json     | /a/?list=json
            a=%20&b=c+d   | /a/?a=%20&b=c+d
            ?             | /a/??
            a/b           | /a/?a/b
            //evil        | /a/?//evil
            a b           | /a/?a%20b
            "<>           | /a/?%22%3C%3E
            \\            | /a/?%5C
            ^{}           | /a/?%5E%7B%7D
            é             | /a/?%E9
            #x            | /a/?%23x
            a'b           | /a/?a'b
            """)
    void directoryLocation_query_goesOnWithoutWhatBreaksAUrl(String query, String location) {
        assertThat(RequestTarget.parse("/a", false, "", query).directoryLocation())
                .isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\nX: 1", "\0", "\u007f", "\u0085", "\u010d\u010a", "\uD83D\uDCBE", "\u2028"})
    void directoryLocation_hostileQuery_isPrintableAscii(String query) {
        assertThat(RequestTarget.parse("/a", false, "", query).directoryLocation())
                .matches("/a/\\?[!-~]+");
    }

    @Test
    void directoryLocation_anyTarget_beginsWithOneSlashAndIsAUrlPath() {
        for (long seed = 0; seed < 100_000; seed++) {
            Random random = new Random(seed);
            String raw = "/" + hostile(random);
            String query = random.nextInt(4) == 0 ? hostile(random) : "";
            String mount =
                    List.of("", "/", "/a", "/a/b", "/%5c", "/evil.example").get(random.nextInt(6));
            RequestTarget target;
            try {
                target = RequestTarget.parse(raw, random.nextInt(8) == 0, mount, query);
            } catch (RequestRefused e) {
                continue;
            }
            String location = target.directoryLocation();

            assertThat(location)
                    .as("seed %d: %s under %s", seed, raw, mount)
                    .matches("/([A-Za-z0-9._~-]|%[0-9A-F]{2}).*|/(\\?.*)?")
                    .matches("[!-~]+")
                    .matches("[^?#]*/(\\?[^#]*)?");
            URI resolved = URI.create("http://share:1/").resolve(location.replaceAll("\\?.*", ""));
            assertThat(resolved.getAuthority())
                    .as("seed %d: %s under %s", seed, raw, mount)
                    .isEqualTo("share:1");
        }
    }

    @ParameterizedTest(name = "[{0}] asks for health: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            health            | true
            health=           | true
            health=1          | true
            a&health          | true
            a=b&health&c      | true
            &health           | true
            health=a=b        | true
            ``                | false
            &                 | false
            =health           | false
            a=health          | false
            healthy           | false
            xhealth           | false
            Health            | false
            heal              | false
            healt&h           | false
            healthy=1         | false
            %68ealth          | true
            health%3D         | false
            a=b=health        | false
            a;health          | false
            health&a=b        | true
            a=b&health        | true
            heal=&health      | true
            """)
    void asks_key_isAWholeKeyOfTheQuery(String query, boolean asks) {
        assertThat(RequestTarget.parse("/", false, "", query).asks("health")).isEqualTo(asks);
    }

    private static String hostile(Random random) {
        return random.ints(random.nextInt(6), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    }
}
