package io.vmshare.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.filter.AccessLogOptions.Format;
import io.vmshare.http.RequestLine;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@Isolated("one test sets the default locale")
class AccessRecordTest {

    private static final OffsetDateTime TIME =
            OffsetDateTime.of(2026, 3, 5, 6, 7, 8, 900_000_000, ZoneOffset.ofHours(2));

    /** Three quoted texts without a bare quote in them, as every reader of the combined format expects. */
    private static final Pattern COMBINED = Pattern.compile("192\\.0\\.2\\.1 - - \\[05/Mar/2026:06:07:08 \\+0200\\] "
            + "\"(?:[^\"\\\\]|\\\\.)*\" 200 5 \"(?:[^\"\\\\]|\\\\.)*\" \"(?:[^\"\\\\]|\\\\.)*\"");

    @Test
    void render_common_isApachesLine() {
        assertThat(AccessRecord.render(record("/a%20b?c=d", 5, "http://r/", "curl/8"), Format.COMMON))
                .isEqualTo("192.0.2.1 - - [05/Mar/2026:06:07:08 +0200] \"GET /a%20b?c=d HTTP/1.1\" 200 5");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T23:59:59Z,         31/Jan/2026:23:59:59 +0000",
        "2026-12-01T00:00:00-03:30,    01/Dec/2026:00:00:00 -0330",
        "2027-05-10T10:20:30+12:45,    10/May/2027:10:20:30 +1245",
        "1999-09-09T09:09:09-00:15,    09/Sep/1999:09:09:09 -0015"
    })
    void render_time_isInApachesForm(OffsetDateTime time, String expected) {
        AccessRecord record = new AccessRecord(
                "::1", time, new RequestLine("GET", "/", "HTTP/1.1"), 200, 1, Duration.ZERO, null, null);

        assertThat(AccessRecord.render(record, Format.COMMON)).contains(" [" + expected + "] ");
    }

    @Test
    void render_commonWithoutContent_hasADash() {
        assertThat(AccessRecord.render(record("/", 0, null, null), Format.COMMON))
                .endsWith("\"GET / HTTP/1.1\" 200 -");
    }

    @Test
    void render_combined_addsRefererAndAgent() {
        assertThat(AccessRecord.render(record("/", 5, "http://r/", "curl/8"), Format.COMBINED))
                .endsWith("\"GET / HTTP/1.1\" 200 5 \"http://r/\" \"curl/8\"");
        assertThat(AccessRecord.render(record("/", 5, null, null), Format.COMBINED))
                .endsWith(" 200 5 \"-\" \"-\"");
    }

    @Test
    void render_commonInAnotherLanguage_isTheSame() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(AccessRecord.render(record("/", 5, null, null), Format.COMMON))
                    .contains("[05/Mar/2026:06:07:08 +0200]");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void render_json_isReadBack() throws JsonParserException {
        JsonObject json = JsonParser.object()
                .from(AccessRecord.render(record("/a?b", 5_000_000_000L, "http://r/", "a \"b\" \\ c"), Format.JSON));

        assertThat(json.getString("time")).isEqualTo("2026-03-05T06:07:08.9+02:00");
        assertThat(json.getString("client")).isEqualTo("192.0.2.1");
        assertThat(json.getString("method")).isEqualTo("GET");
        assertThat(json.getString("target")).isEqualTo("/a?b");
        assertThat(json.getString("protocol")).isEqualTo("HTTP/1.1");
        assertThat(json.getInt("status")).isEqualTo(200);
        assertThat(json.getLong("bytes")).isEqualTo(5_000_000_000L);
        assertThat(json.getDouble("seconds")).isEqualTo(0.0015);
        assertThat(json.getString("referer")).isEqualTo("http://r/");
        assertThat(json.getString("user_agent")).isEqualTo("a \"b\" \\ c");
        assertThat(json).hasSize(10);
    }

    @Test
    void render_jsonWithoutFields_hasNulls() throws JsonParserException {
        JsonObject json = JsonParser.object().from(AccessRecord.render(record("/", 0, null, null), Format.JSON));

        assertThat(json.isNull("referer")).isTrue();
        assertThat(json.isNull("user_agent")).isTrue();
        assertThat(json.getLong("bytes")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\" 200 0 \"x",
                "\"",
                "\\",
                "\\\"",
                "a\\",
                "a\nb",
                "a\r\nb",
                "\u0000",
                "\u001b[2J\u001b]0;x\u0007",
                "\u009b31m",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u202e",
                "\u007f",
                "\u00e9",
                "\uD83D\uDCBE",
                "\uD83D",
                "%0a",
                ""
            })
    void render_hostileAgent_staysOneLineThatIsReadTheSame(String agent) throws JsonParserException {
        String combined = AccessRecord.render(record("/" + agent, 5, agent, agent), Format.COMBINED);
        String json = AccessRecord.render(record("/" + agent, 5, agent, agent), Format.JSON);

        assertThat(combined).matches(COMBINED);
        assertOneHarmlessLine(combined);
        assertOneHarmlessLine(json);
        assertThat(JsonParser.object().from(json).getString("user_agent")).isEqualTo(agent);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void render_anyBytesOfClients_stayOneLine(Format format) throws JsonParserException {
        String near = "\"\\\n\r\t\u001b[]{}:,\u0000\u007f\u0085\u009b";
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(10); i > 0; i--) {
                text.append(
                        random.nextBoolean()
                                ? near.charAt(random.nextInt(near.length()))
                                : (char) random.nextInt(0x100));
            }
            String line = AccessRecord.render(record("/" + text, 5, text.toString(), text.toString()), format);

            assertThat(line.chars().noneMatch(AccessRecordTest::isHarmful))
                    .as("seed %d: %s", seed, line)
                    .isTrue();
            if (format == Format.COMBINED) {
                assertThat(line).as("seed %d", seed).matches(COMBINED);
            }
            if (format == Format.JSON) {
                assertThat(JsonParser.object().from(line).getString("target"))
                        .as("seed %d", seed)
                        .isEqualTo("/" + text);
            }
        }
    }

    private static void assertOneHarmlessLine(String line) {
        assertThat(line.chars().noneMatch(AccessRecordTest::isHarmful)).as(line).isTrue();
    }

    /** What ends a line or drives a terminal. */
    private static boolean isHarmful(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    private static AccessRecord record(
            String target, long bytes, @Nullable String referer, @Nullable String userAgent) {
        return new AccessRecord(
                "192.0.2.1",
                TIME,
                new RequestLine("GET", target, "HTTP/1.1"),
                200,
                bytes,
                Duration.ofNanos(1_500_000),
                referer,
                userAgent);
    }
}
