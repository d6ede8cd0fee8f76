package io.vmshare.listing.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.listing.ListingFormat;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.text.PercentEncoding;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class JsonListingTest {

    @Test
    void render_everyKindOfEntry_isTheDocumentedObject() {
        assertThat(Rows.everyKind(new JsonListing(List.of(Name.ofText("<b>\"")), true)))
                .isEqualTo("""
                {"path":"/<b>\\"/","entries":[
                {"name":"a b.txt","path":"a b.txt","href":"a%20b.txt","type":"file","size":0,"mtime":"2026-11-23T06:33:59.25Z"},
                {"name":"disk9.qcow2","path":"disk9.qcow2","href":"disk9.qcow2","type":"file","size":5368709120,"mtime":"2026-11-23T06:33:59.25Z"},
                {"name":"d#","path":"d#","href":"d%23/","type":"directory","size":null,"mtime":"2026-11-23T06:33:59.25Z"},
                {"name":"é.txt","path":"é.txt","href":"%C3%A9.txt","type":"file","link":true,"size":7,"mtime":"2026-11-23T06:33:59.25Z"},
                {"name":"l","path":"l","href":"l/","type":"directory","link":true,"size":null,"mtime":"2026-11-23T06:33:59.25Z"},
                {"name":"\uFFFD\\n<&\\"'>","path":"\uFFFD\\n<&\\"'>","href":"%FF%0A%3C%26%22%27%3E","type":"file","size":8,"mtime":"2026-11-23T06:33:59.25Z"},
                {"name":"unreadable","path":"unreadable","href":"unreadable","type":"file","size":null,"mtime":null},
                {"name":"x","path":"d#/é/x","href":"d%23/%C3%A9/x","type":"file","size":1,"mtime":"2026-11-23T06:33:59.25Z"}
                ],"complete":false,"why":"some \\"directories\\" could not be read"}
                """);
    }

    @Test
    void render_ndjsonOfEveryKind_isAnObjectALine() throws JsonParserException {
        String text = Rows.everyKind(new NdjsonListing(false));
        List<String> lines = text.lines().toList();

        assertThat(lines).hasSize(9);
        for (String line : lines) {
            JsonParser.object().from(line);
        }
        assertThat(lines.get(3))
                .isEqualTo("{\"name\":\"é.txt\",\"href\":\"%C3%A9.txt\",\"type\":\"file\",\"link\":true,"
                        + "\"size\":7,\"mtime\":\"2026-11-23T06:33:59.25Z\"}");
        assertThat(lines.get(8))
                .isEqualTo("{\"complete\":false,\"why\":\"some \\\"directories\\\" could not be read\"}");
    }

    @Test
    void render_noEntries_isAnEmptyArray() throws JsonParserException {
        JsonObject listing = parse(render(new JsonListing(List.of(), false), List.of()));

        assertThat(listing.getString("path")).isEqualTo("/");
        assertThat(listing.getArray("entries")).isEmpty();
        assertThat(listing.getBoolean("complete")).isTrue();
        assertThat(render(new NdjsonListing(false), List.of())).isEmpty();
    }

    /** Whatever bytes a name has: the JSON is valid, the name is its text, and the link leads back to the bytes. */
    @Test
    void render_anyNames_areValidJsonAndReadBack() throws JsonParserException {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            List<Name> names = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                names.add(Rows.name(random));
            }
            String text = render(new JsonListing(List.of(Rows.name(random)), random.nextBoolean()), names);
            JsonArray entries = parse(text).getArray("entries");

            assertThat(entries).as("seed %d", seed).hasSize(names.size());
            assertThat(text.lines()).as("seed %d", seed).hasSize(2 + names.size());
            for (int i = 0; i < names.size(); i++) {
                check(entries.getObject(i), names.get(i), seed);
            }
            List<String> lines = render(new NdjsonListing(false), names).lines().toList();
            assertThat(lines).as("seed %d", seed).hasSize(names.size());
            for (int i = 0; i < names.size(); i++) {
                check(parse(lines.get(i)), names.get(i), seed);
            }
        }
    }

    private static void check(JsonObject entry, Name name, long seed) {
        assertThat(entry.getString("name")).as("seed %d", seed).isEqualTo(name.text());
        assertThat(Name.ofBytes(PercentEncoding.decode(entry.getString("href"))))
                .as("seed %d", seed)
                .isEqualTo(name);
    }

    private static String render(ListingFormat format, List<Name> names) {
        StringBuilder out = new StringBuilder();
        format.begin(out);
        names.forEach(name -> format.entry(out, name, Rows.file(1)));
        format.end(out);
        return out.toString();
    }

    private static JsonObject parse(String text) throws JsonParserException {
        return JsonParser.object().from(text);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            1970-01-01T00:00:00Z                     | 1970-01-01T00:00:00Z
            1969-12-31T23:59:59.5Z                   | 1969-12-31T23:59:59.5Z
            2026-11-23T06:33:59.999999999Z           | 2026-11-23T06:33:59.999999999Z
            2026-11-23T06:33:59.000000001Z           | 2026-11-23T06:33:59.000000001Z
            2026-11-23T06:33:59.120Z                 | 2026-11-23T06:33:59.12Z
            0000-01-01T00:00:00Z                     | 0000-01-01T00:00:00Z
            9999-12-31T23:59:59.999999999Z           | 9999-12-31T23:59:59.999999999Z
            +10000-01-01T00:00:00Z                   | null
            -0001-12-31T23:59:59Z                    | null
            +1000000000-12-31T23:59:59.999999999Z    | null
            """)
    void rfc3339_anyTime_isOfThatGrammarOrNone(Instant modified, String expected) {
        String time = UtcTime.rfc3339(FileTime.from(modified));

        assertThat(time).isEqualTo(expected);
        if (time != null) {
            assertThat(OffsetDateTime.parse(time).toInstant()).isEqualTo(modified);
        }
    }

    @Test
    void render_fileOfNoTime_saysNull() throws JsonParserException {
        StringBuilder out = new StringBuilder();
        new NdjsonListing(false).entry(out, Name.ofText("a"), new EntryFacts(false, 1, null));

        assertThat(parse(out.toString()).isNull("mtime")).isTrue();
        assertThat(parse(out.toString()).getLong("size")).isEqualTo(1);
    }
}
