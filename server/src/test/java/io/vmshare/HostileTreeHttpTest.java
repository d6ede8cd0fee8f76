package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class HostileTreeHttpTest {

    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");
    private static final Pattern PERCENT = Pattern.compile("%([0-9A-Fa-f]{2})");

    @RegisterExtension
    static final ShareExtension SHARE = ShareExtension.of();

    private static HostileTree tree;

    @BeforeAll
    static void makeTree() throws Exception {
        tree = HostileTree.create(SHARE.root());
    }

    @ParameterizedTest
    @MethodSource("files")
    void get_hostileName_isItsBytes(Map.Entry<String, byte[]> file) throws IOException {
        Response response = get(file.getKey());

        assertThat(response.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(response.field("Content-Length")).contains("" + file.getValue().length);
        assertThat(response.body()).isEqualTo(file.getValue());
    }

    @ParameterizedTest
    @MethodSource("directories")
    void get_hostileDirectory_isListed(String path) throws IOException {
        Response response = get(path);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.field("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    }

    @ParameterizedTest
    @MethodSource("directories")
    void get_hostileDirectoryWithoutSlash_isRedirectedWithinTheShare(String path) throws IOException {
        if (!path.equals("/")) {
            Response response = get(path.substring(0, path.length() - 1));

            assertThat(response.status()).isEqualTo(301);
            assertThat(response.field("Location")).contains(path);
        }
    }

    @ParameterizedTest
    @MethodSource("missing")
    void get_nameThatLeadsOutOrNowhere_isMissing(String path) throws IOException {
        Response response = get(path);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text())
                .doesNotContain("secret")
                .isEqualTo(get("/no-such-name").text());
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void get_whatIsNoFileOrUnreadable_isForbiddenAtOnce(String path) throws IOException {
        assertThat(get(path).status()).isEqualTo(403);
    }

    /** Whatever a listing escapes or encodes, its links lead to every name. */
    @Test
    void get_root_linksToEveryName() throws IOException {
        String page = get("/").text();
        Set<String> linked = LINK.matcher(page)
                .results()
                .map(link -> "/" + decoded(link.group(1).replaceFirst("^\\./", "")))
                .collect(Collectors.toSet());

        assertThat(linked)
                .containsAll(Stream.concat(files().map(Map.Entry::getKey), directories())
                        .filter(path -> path.indexOf('/', 1) < 0 || path.indexOf('/', 1) == path.length() - 1)
                        .filter(path -> !path.equals("/"))
                        .map(HostileTreeHttpTest::decoded)
                        .collect(Collectors.toSet()));
    }

    static Stream<Map.Entry<String, byte[]>> files() {
        return tree.files().entrySet().stream();
    }

    static Stream<String> directories() {
        return tree.directories().stream();
    }

    static Stream<String> missing() {
        return tree.missing().stream();
    }

    static Stream<String> forbidden() {
        return tree.forbidden().stream();
    }

    /** Returns the bytes that a percent-encoded path stands for, one character each. */
    private static String decoded(String path) {
        return PERCENT.matcher(path)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
    }

    private static Response get(String path) throws IOException {
        try (RawHttp http = SHARE.raw()) {
            return http.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").read();
        }
    }
}
