package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.ShareExtension;
import java.nio.file.Files;
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

/** The page of directories whose names have led file servers astray. */
@Timeout(60)
class PageNamesHttpTest {

    /** The only lines that may stand between the table's bodies; the groups are what is submitted, the link and the text. */
    private static final Pattern ROW = Pattern.compile(
            "<tr(?: class=[a-z])?><td>(?:<input type=checkbox name=entry value=\"([^<>\"']+)\" aria-label=\"([^<>\"']+)\">)?"
                    + "<td><a href=\"([A-Za-z0-9._~%-]+/?)\"><bdi>([^<>\"']+)</bdi>/?</a><td>(\\d*|\\?)<td>([-0-9: ]+|\\?)");

    private static final Pattern CONTROL = Pattern.compile(
            "[\\x00-\\x09\\x0B-\\x1F\\x7F-\\x9F\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    @RegisterExtension
    static final ShareExtension SHARE = ShareExtension.of(options -> options.index(false));

    private static HostileTree tree;

    @BeforeAll
    static void makeTree() throws Exception {
        tree = HostileTree.create(SHARE.root());
        Files.createFile(SHARE.root().resolve("\"><script>alert(1)<\u29F8script>"));
    }

    @ParameterizedTest
    @MethodSource("directories")
    void get_hostileDirectory_hasRowsOfOneFormAndNothingElse(String path) {
        String page = page(path);

        assertThat(page.substring(0, page.indexOf("<style>"))).doesNotContainPattern(CONTROL);
        String table = page.substring(page.indexOf("</thead>") + "</thead>\n".length(), page.indexOf("</table>"));
        assertThat(table).doesNotContainPattern(CONTROL);
        assertThat(table.lines().filter(line -> !line.equals("<tbody>")))
                .allMatch(line -> ROW.matcher(line).matches());
        assertThat(page.split("(?i)<script", -1)).hasSize(2);
        String header = page.substring(page.indexOf("<header>"), page.indexOf("</header>"));
        assertThat(header).doesNotContainPattern(CONTROL).doesNotContain("<b>");
    }

    @Test
    void get_root_linksToEveryName() {
        Set<String> links = page("/")
                .lines()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> "/" + row.group(3))
                .collect(Collectors.toSet());
        Set<String> names = Stream.concat(tree.files().keySet().stream(), tree.directories().stream())
                .filter(path -> path.indexOf('/', 1) < 0 || path.indexOf('/', 1) == path.length() - 1)
                .filter(path -> !path.equals("/"))
                .collect(Collectors.toSet());

        assertThat(links.stream().map(PageNamesHttpTest::decoded).collect(Collectors.toSet()))
                .containsAll(names.stream().map(PageNamesHttpTest::decoded).toList());
    }

    /** A form sends text, with line ends of its own; a name that is none would come back as another one. */
    @Test
    void get_root_offersOnlyNamesToAFormThatComeBackAsTheyAre() {
        for (String line : page("/").lines().toList()) {
            var row = ROW.matcher(line);
            if (!row.matches()) {
                continue;
            }
            String name = decoded(row.group(3).replaceFirst("/$", ""));
            boolean text = name.chars().noneMatch(c -> c < ' ' || c == 0x7F)
                    && !row.group(4).contains("\uFFFD");
            assertThat(row.group(1) != null).as(line).isEqualTo(text);
            assertThat(row.group(1)).isEqualTo(row.group(2));
            if (text) {
                assertThat(row.group(1)).isEqualTo(row.group(4));
            }
        }
    }

    static Stream<String> directories() {
        return tree.directories().stream();
    }

    private static String page(String path) {
        return SHARE.given().header("Accept", "text/html").get(path).asString();
    }

    private static String decoded(String path) {
        return Pattern.compile("%([0-9A-Fa-f]{2})")
                .matcher(path)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }
}
