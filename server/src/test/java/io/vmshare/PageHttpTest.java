package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.restassured.response.Response;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a directory as it is sent: who gets it, what it links to, what it lets run. */
@Timeout(60)
class PageHttpTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final Pattern LINK = Pattern.compile("<tr[^>]*><td>(?:<input[^>]*>)?<td><a href=\"([^\"]*)\">");

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    @BeforeAll
    static void fill() throws IOException {
        Files.createDirectories(share.root().resolve("some/deep er/place"));
        Files.createDirectories(share.root().resolve("zoo"));
        Files.createDirectories(share.root().resolve("empty"));
        write("big.iso", 3000, "2026-11-01T00:00:00Z");
        write("middle", 200, "2026-11-03T00:00:00Z");
        write("disk10", 10, "2026-11-02T00:00:00Z");
        write("disk9", 10, "2026-11-04T00:00:00Z");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {BROWSER, "text/html", "text/html;q=0.5, text/plain;q=0.1", "*/*, text/html;q=0.1"})
    void get_acceptNamesHtml_isThePage(String accept) {
        page("/", accept)
                .then()
                .statusCode(200)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Vary", "Accept")
                .header("X-Content-Type-Options", "nosniff")
                .body(containsString("<script type=\"module\">"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "", "text/*", "image/gif, image/x-xbitmap, image/jpeg, image/pjpeg, */*"})
    void get_acceptNamesNoHtml_isThePlainListing(String accept) {
        page("/", accept)
                .then()
                .statusCode(200)
                .header("Vary", "Accept")
                .header("Content-Security-Policy", "default-src 'none'");
        assertThat(page("/", accept).asString())
                .isEqualTo(share.given().get("/").asString())
                .doesNotContain("<style", "<script", "<form");
    }

    @Test
    void head_page_hasTheFieldsOfGet() {
        Response get = page("/", BROWSER);
        Response head = share.given().header("Accept", BROWSER).head("/");

        for (String field : List.of("Content-Type", "Vary", "Content-Security-Policy", "Transfer-Encoding")) {
            assertThat(head.header(field)).as(field).isNotNull().isEqualTo(get.header(field));
        }
    }

    /** CSP Level 3 §6.7.3.3: the hash is of the element's text as the browser has it, so there may be no CR in it. */
    @Test
    void policy_namesTheVeryBytesThatAreInlined() throws Exception {
        Response page = page("/some/", BROWSER);
        String text = page.asString();
        String style = between(text, "<style>", "</style>");
        String script = between(text, "<script type=\"module\">", "</script>");

        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script)
                        + "'; img-src 'self'; media-src 'self'; connect-src 'self'; frame-src blob:; base-uri 'none'; "
                        + "form-action 'self'; frame-ancestors 'none'");
        assertThat(text).doesNotContain("\r");
        assertThat(text.split("<script", -1)).hasSize(2);
        assertThat(text.split("<style", -1)).hasSize(2);
    }

    @Test
    void page_markup_hasNoSourceNoStyleOfItsOwnAndNoLinkButEntriesAndDirectoriesAbove() {
        String markup = markup(page("/some/deep%20er/", BROWSER).asString());

        assertThat(Pattern.compile("href=\"([^\"]*)\"")
                        .matcher(markup)
                        .results()
                        .map(link -> link.group(1)))
                .containsExactly("../../", "../", "place/");
        assertThat(markup)
                .doesNotContainPattern("(?i)\\s(src|srcset|action|formaction|style|background|data|poster|on\\w+)\\s*=")
                .doesNotContainPattern("(?i)<(link|base|iframe|object|embed|img|meta http)")
                .contains("<bdi>deep er</bdi></h1>");
    }

    @Test
    void page_styleAndScript_holdNothingThatALinkFollowerTakesForALink() {
        String text = page("/", BROWSER).asString();
        String style = between(text, "<style>", "</style>");
        String script = between(text, "<script type=\"module\">", "</script>");

        assertThat(style).doesNotContainPattern("url\\((?!#)").doesNotContain("@import", "<");
        assertThat(script).doesNotContainPattern("<[a-zA-Z/!]");
    }

    @Test
    void page_weight_isUnder60KilobytesAndThatOfARowUnder150Bytes() {
        String text = page("/", BROWSER).asString();
        int rows = between(text, "<tbody>", "</table>").getBytes(StandardCharsets.UTF_8).length;

        assertThat(text.getBytes(StandardCharsets.UTF_8).length - rows).isLessThan(60_000);
        assertThat(text.lines().filter(line -> line.startsWith("<tr") && line.contains("<a href=")))
                .hasSize(7)
                .allMatch(row -> row.length() - text(row).length() < 150);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            none                   | empty/ some/ zoo/ big.iso disk9 disk10 middle
            ?sort=name             | empty/ some/ zoo/ big.iso disk9 disk10 middle
            ?sort=name&order=desc  | zoo/ some/ empty/ middle disk10 disk9 big.iso
            ?sort=size             | empty/ some/ zoo/ disk9 disk10 middle big.iso
            ?order=desc&sort=size  | empty/ some/ zoo/ big.iso middle disk9 disk10
            ?x=1&sort=time&y       | time big.iso disk10 middle disk9
            ?sort=time&order=desc  | time disk9 middle disk10 big.iso
            ?sorted=size           | empty/ some/ zoo/ big.iso disk9 disk10 middle
            """)
    void get_sort_ordersRowsBehindDirectories(String query, String expected) {
        List<String> links =
                links(page("/" + (query == null ? "" : query), BROWSER).asString());

        assertThat(links.subList(0, 3)).allMatch(link -> link.endsWith("/"));
        if (expected.startsWith("time ")) {
            assertThat(String.join(" ", links.subList(3, links.size())))
                    .isEqualTo(expected.substring("time ".length()));
        } else {
            assertThat(String.join(" ", links)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?sort=age", "?sort=", "?sort=Name", "?order=up", "?sort=size&order="})
    void get_sortByWhatIsNone_is400WithOneLine(String query) {
        Response answer = page("/" + query, "text/html, text/plain;q=0.1");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).containsPattern("(sort takes name, size or time|order takes asc or desc)");
    }

    @Test
    void get_sortedPage_saysByWhatAndOffersToTurnIt() {
        assertThat(page("/?sort=size&order=desc", BROWSER).asString())
                .contains(
                        "<th scope=\"col\" aria-sort=\"descending\"><button form=\"asc\" name=\"sort\" value=\"size\">")
                .contains("<th scope=\"col\"><button form=\"asc\" name=\"sort\" value=\"name\">")
                .contains("<th scope=\"col\"><button form=\"desc\" name=\"sort\" value=\"time\">");
    }

    @Test
    void get_moreEntriesThanAreSortedByKind_areInNaturalOrderAndShort() throws IOException {
        Path many = Files.createDirectory(share.root().resolve("zoo/many"));
        for (int i = 0; i < 10_000; i++) {
            Files.createFile(many.resolve("f" + i));
        }
        Files.createDirectory(many.resolve("f5000-directory"));

        String text = page("/zoo/many/", BROWSER).asString();

        List<String> expected = IntStream.range(0, 10_000)
                .mapToObj(i -> "f" + i)
                .flatMap(name -> name.equals("f5000") ? Stream.of(name, "f5000-directory/") : Stream.of(name))
                .toList();
        assertThat(links(text)).isEqualTo(expected);
        assertThat(text).contains("1 directory, 10000 files, 0 B");
        assertThat(between(text, "<tbody>", "</table>")).doesNotContain("aria-label");
        assertThat(links(page("/zoo/many/?sort=size&order=desc", BROWSER).asString()))
                .hasSize(10_001)
                .endsWith("f5000-directory/");
    }

    @Test
    void get_find_tellsOfWhatIsBelowAndEachFormKeepsIt() {
        String text = markup(page("/?find=pla&depth=3", BROWSER).asString());

        assertThat(text)
                .contains("<a href=\"some/deep%20er/place/\"><bdi>some</bdi>/<bdi>deep er</bdi>/<bdi>place</bdi>/</a>")
                .contains("<title>pla in / on ", "value=\"pla\"></span><button>")
                .doesNotContain("type=checkbox", "name=\"archive\"");
        String kept =
                "<input type=\"hidden\" name=\"find\" value=\"pla\"><input type=\"hidden\" name=\"depth\" value=\"3\">";
        assertThat(text).contains("<form class=\"group\" method=\"get\">" + kept + "<button>List as</button>");
        assertThat(text).contains("<form id=\"asc\" method=\"get\">" + kept + "<input type=\"hidden\" name=\"order\"");
    }

    /** Nothing can be done with some of what was found, as an archive holds entries of one directory. */
    @Test
    void get_findOfWhatIsHere_hasNoBoxes() {
        String text = markup(page("/?find=zo&depth=1", BROWSER).asString());

        assertThat(text).contains("<a href=\"zoo/\">").doesNotContain("checkbox", "data-selects", "Select");
    }

    @Test
    void get_hostileFind_isText() {
        String text = page("/?find=%22%3E%3Cscript%3Ealert(1)%3C%2Bscript%3E%0A%E2%80%AE", BROWSER)
                .asString();

        assertThat(markup(text)).doesNotContain("<script", "\u202E").contains("&quot;&gt;&lt;script&gt;alert(1)");
        assertThat(text).contains("Nothing matches.");
    }

    @Test
    void get_emptyDirectory_saysSo() {
        assertThat(page("/empty/", BROWSER).asString())
                .contains("Nothing is in this directory.", "0 directories, 0 files, 0 B");
    }

    @Test
    void crumbs_root_isWhereTheCallerReachedTheShare() {
        String text = share.given()
                .header("Accept", BROWSER)
                .header("Host", "10.0.2.2:8000")
                .get("/")
                .asString();

        assertThat(text).contains("<h1>10.0.2.2:8000</h1>", "<title>/ on 10.0.2.2:8000</title>");
    }

    private static void write(String name, int size, String time) throws IOException {
        Path file = Files.write(share.root().resolve(name), new byte[size]);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
    }

    private static Response page(String path, String accept) {
        return share.given().header("Accept", accept).get(path);
    }

    private static List<String> links(String page) {
        return LINK.matcher(page).results().map(link -> link.group(1)).toList();
    }

    /** Returns what a row says, once as a link, once as text, and its size and time. */
    private static String text(String row) {
        String name = between(row, "<bdi>", "</bdi>");
        String facts = row.substring(row.indexOf("</a>") + 4).replace("<td>", "");
        return name + name + facts;
    }

    private static String markup(String page) {
        return page.replaceFirst("(?s)<style>.*</style>", "").replaceFirst("(?s)<script .*</script>", "");
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        assertThat(text).contains(start, end);
        return text.substring(from, text.indexOf(end, from));
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
