package io.vmshare.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.text.PercentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HtmlListingTest {

    private static final FileTime TIME = FileTime.from(Instant.parse("2026-11-23T06:33:59.999Z"));

    /** The only lines that a listing's table may hold; the groups are link, text, size and time. */
    private static final Pattern ROW =
            Pattern.compile("<tr><td><a href=\"([A-Za-z0-9._~%-]+/?)\">([^<>\"'\n]+)</a></td>"
                    + "<td( align=\"right\")?>(\\d*|\\?)</td><td>([-+0-9: ]*|\\?)</td></tr>");

    @Test
    void render_plainEntries_isTheGoldenText() throws IOException {
        StringBuilder page =
                new StringBuilder(HtmlListing.renderHead(List.of(Name.ofText("iso images"), Name.ofText("<b>"))));
        HtmlListing.renderEntry(page, Name.ofText("a b.txt"), file(0));
        HtmlListing.renderEntry(page, Name.ofText("dir"), new EntryFacts(true, 4096, TIME));
        HtmlListing.renderEntry(page, Name.ofText("disk9.qcow2"), file(5L << 30));
        HtmlListing.renderEntry(page, Name.ofText("é.txt"), file(7));
        HtmlListing.renderEntry(page, Name.ofBytes("\u00FF\n<&\"'>"), file(8));
        HtmlListing.renderEntry(page, Name.ofText("unreadable"), new EntryFacts(false, -1, null));
        page.append(HtmlListing.renderTail());

        try (InputStream golden = HtmlListingTest.class.getResourceAsStream("/golden/plain-listing.html")) {
            assertThat(golden).isNotNull();
            assertThat(page.toString()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void renderHead_root_hasNoLinkToAParent() {
        assertThat(HtmlListing.renderHead(List.of()))
                .doesNotContain("href", "..")
                .contains("<title>/</title>");
        assertThat(HtmlListing.renderHead(List.of(Name.ofText("a")))).contains("<a href=\"../\">../</a>");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a                 | a                 | a
            %3Cb%3E           | %3Cb%3E           | &lt;b&gt;
            %26amp%3B         | %26amp%3B         | &amp;amp;
            %22%27            | %22%27            | &quot;&#39;
            a%0Ab             | a%0Ab             | a␊b
            a%00b             | a%00b             | a␀b
            %1B%5B31m         | %1B%5B31m         | ␛[31m
            http%3A%2F        | http%3A%2F        | http:/
            javascript%3A1    | javascript%3A1    | javascript:1
            %3Fa%3Db%23c      | %3Fa%3Db%23c      | ?a=b#c
            %2541             | %2541             | %41
            %5Cevil           | %5Cevil           | \\evil
            %FF               | %FF               | �
            %E2%80%AEx        | %E2%80%AEx        | �x
            ...               | ...               | ...
            ..a               | ..a               | ..a
            %20               | %20               | ' '
            """)
    void renderEntry_hostileName_isEscapedInLinkAndText(String name, String link, String text) {
        String row = row(Name.ofBytes(PercentEncoding.decode(name)), file(1));

        assertThat(row)
                .isEqualTo("<tr><td><a href=\"" + link + "\">" + text
                        + "</a></td><td align=\"right\">1</td><td>2026-11-23 06:33</td></tr>\n");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1970-01-01T00:00:00Z                     | 1970-01-01 00:00
            1969-12-31T23:59:59Z                     | 1969-12-31 23:59
            2026-11-23T06:33:59.999999999Z           | 2026-11-23 06:33
            9999-12-31T23:59:59Z                     | 9999-12-31 23:59
            +1000000000-12-31T23:59:59.999999999Z    | ?
            -1000000000-01-01T00:00:00Z              | ?
            +10000-01-01T00:00:00Z                   | ?
            -0001-01-01T00:00:00Z                    | ?
            0000-01-01T00:00:00Z                     | 0000-01-01 00:00
            0999-01-01T00:00:00Z                     | 0999-01-01 00:00
            """)
    void renderEntry_anyTime_isMinutesOrUnknown(Instant modified, String shown) {
        assertThat(row(Name.ofText("a"), new EntryFacts(false, 1, FileTime.from(modified))))
                .endsWith("<td>" + shown + "</td></tr>\n");
    }

    @Test
    void render_anyNames_areReadBackFromTheListing() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            List<Name> names = new ArrayList<>();
            List<Boolean> directories = new ArrayList<>();
            StringBuilder page = new StringBuilder(HtmlListing.renderHead(List.of(name(random))));
            for (int i = random.nextInt(6); i > 0; i--) {
                names.add(name(random));
                directories.add(random.nextBoolean());
                HtmlListing.renderEntry(
                        page,
                        names.get(names.size() - 1),
                        new EntryFacts(directories.get(names.size() - 1), random.nextLong() >>> 1, TIME));
            }
            page.append(HtmlListing.renderTail());
            List<String> links = links(page.toString(), seed);

            assertThat(links.get(0)).isEqualTo("../");
            for (int i = 0; i < names.size(); i++) {
                String link = links.get(i + 1);
                boolean slash = link.endsWith("/");
                String segment = slash ? link.substring(0, link.length() - 1) : link;
                assertThat(slash).as("seed %d", seed).isEqualTo(directories.get(i));
                assertThat(Name.ofBytes(PercentEncoding.decode(segment)))
                        .as("seed %d", seed)
                        .isEqualTo(names.get(i));
            }
            assertThat(links).as("seed %d", seed).hasSize(names.size() + 1);
        }
    }

    /** Reads the page line by line and accepts nothing but rows in its table; returns what they link, in order. */
    private static List<String> links(String page, long seed) {
        int start = page.indexOf("<table>\n") + "<table>\n".length();
        int end = page.indexOf("</table>\n", start);
        String outside = page.substring(0, start) + page.substring(end);
        assertThat(outside).as("seed %d", seed).doesNotContain("href", "src", "<a", "<script", "<style", "<form");
        List<String> links = new ArrayList<>();
        String[] lines = page.substring(start, end).split("\n");
        assertThat(lines[0]).startsWith("<tr><th");
        for (int i = 1; i < lines.length; i++) {
            Matcher row = ROW.matcher(lines[i]);
            assertThat(row.matches()).as("seed %d: %s", seed, lines[i]).isTrue();
            links.add(row.group(1));
        }
        return links;
    }

    private static EntryFacts file(long size) {
        return new EntryFacts(false, size, TIME);
    }

    private static String row(Name name, EntryFacts facts) {
        StringBuilder row = new StringBuilder();
        HtmlListing.renderEntry(row, name, facts);
        return row.toString();
    }

    private static Name name(Random random) {
        String near = "<>&\"'/ \n\r\t\0%;#?.:\\\u001b\u00e2\u0080\u00ae";
        StringBuilder bytes = new StringBuilder("n");
        for (int i = random.nextInt(10); i > 0; i--) {
            char b = random.nextBoolean() ? near.charAt(random.nextInt(near.length())) : (char) random.nextInt(0x100);
            bytes.append(b);
        }
        return Name.ofBytes(bytes.toString());
    }
}
