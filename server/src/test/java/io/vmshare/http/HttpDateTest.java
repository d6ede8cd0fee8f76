package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpDateTest {

    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);
    private static final DateTimeFormatter RFC_850 =
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-uu HH:mm:ss 'GMT'", Locale.US);
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US);

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            1994-11-06T08:49:37Z           | Sun, 06 Nov 1994 08:49:37 GMT
            1970-01-01T00:00:00Z           | Thu, 01 Jan 1970 00:00:00 GMT
            1969-12-31T23:59:59Z           | Wed, 31 Dec 1969 23:59:59 GMT
            1969-12-31T23:59:59.999Z       | Wed, 31 Dec 1969 23:59:59 GMT
            2000-02-29T12:34:56.999999999Z | Tue, 29 Feb 2000 12:34:56 GMT
            2038-01-19T03:14:08Z           | Tue, 19 Jan 2038 03:14:08 GMT
            0000-01-01T00:00:00Z           | Sat, 01 Jan 0000 00:00:00 GMT
            9999-12-31T23:59:59.999Z       | Fri, 31 Dec 9999 23:59:59 GMT
            """)
    void render_instant_isImfFixdate(Instant instant, String text) {
        assertThat(HttpDate.render(instant)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void render_yearNoDateCanSay_isRefused(Instant instant) {
        assertThatThrownBy(() -> HttpDate.render(instant))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(instant.toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Sun, 06 Nov 1994 08:49:37 GMT     | 1994-11-06T08:49:37Z
            Sunday, 06-Nov-94 08:49:37 GMT    | 1994-11-06T08:49:37Z
            Sun Nov  6 08:49:37 1994          | 1994-11-06T08:49:37Z
            Sun Nov 06 08:49:37 1994          | 1994-11-06T08:49:37Z
            Sun Nov 6 08:49:37 1994           | 1994-11-06T08:49:37Z
            Wed Nov 16 08:49:37 1994          | 1994-11-16T08:49:37Z
            Thu, 29 Feb 2024 00:00:00 GMT     | 2024-02-29T00:00:00Z
            Sat, 31 Dec 2016 23:59:60 GMT     | 2017-01-01T00:00:00Z
            Mon, 06 Nov 1994 08:49:37 GMT     | 1994-11-06T08:49:37Z
            Sat, 01 Jan 0000 00:00:00 GMT     | 0000-01-01T00:00:00Z
            """)
    void parse_eachForm_isThatInstant(String text, Instant instant) {
        assertThat(HttpDate.parse(text, NOW)).contains(instant);
    }

    @ParameterizedTest(name = "{0} read {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Sunday, 06-Nov-94 08:49:37 GMT    | 2026-07-01T12:00:00Z | 1994-11-06T08:49:37Z
            Wednesday, 01-Jul-76 12:00:00 GMT | 2026-07-01T12:00:00Z | 2076-07-01T12:00:00Z
            Wednesday, 01-Jul-76 12:00:01 GMT | 2026-07-01T12:00:00Z | 1976-07-01T12:00:01Z
            Friday, 31-Dec-76 00:00:00 GMT    | 2026-07-01T12:00:00Z | 1976-12-31T00:00:00Z
            Friday, 01-Jan-27 00:00:00 GMT    | 2026-07-01T12:00:00Z | 2027-01-01T00:00:00Z
            Saturday, 01-Jan-00 00:00:00 GMT  | 2026-07-01T12:00:00Z | 2000-01-01T00:00:00Z
            Saturday, 01-Jan-05 00:00:00 GMT  | 2090-07-01T12:00:00Z | 2105-01-01T00:00:00Z
            Saturday, 01-Jan-05 00:00:00 GMT  | 1995-07-01T12:00:00Z | 2005-01-01T00:00:00Z
            Tuesday, 29-Feb-00 00:00:00 GMT   | 2060-07-01T12:00:00Z | 2000-02-29T00:00:00Z
            """)
    void parse_twoDigitYear_isAtMostFiftyYearsAhead(String text, Instant now, Instant instant) {
        assertThat(HttpDate.parse(text, now)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "784111777",
                "1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 08:49:37 gmt",
                "Sun, 06 Nov 1994 08:49:37 GMT ",
                " Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 GMT; length=18",
                "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "sun, 06 Nov 1994 08:49:37 GMT",
                "unM, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 nov 1994 08:49:37 GMT",
                "Sun, 06 anF 1994 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun,  6 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 994 08:49:37 GMT",
                "Sun, 06 Nov +994 08:49:37 GMT",
                "Sun, -6 Nov 1994 08:49:37 GMT",
                "Sun, 00 Nov 1994 08:49:37 GMT",
                "Thu, 31 Nov 1994 08:49:37 GMT",
                "Wed, 29 Feb 2023 00:00:00 GMT",
                "Thu, 29 Feb 2100 00:00:00 GMT",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06 Nov 1994 08:60:00 GMT",
                "Sun, 06 Nov 1994 08:49:60 GMT",
                "Sun, 06 Nov 1994 22:59:60 GMT",
                "Sun, 06 Nov 1994 23:59:61 GMT",
                "Sun, 06 Nov 1994 08-49-37 GMT",
                "Sun, 06 Nov 1994 0x:49:37 GMT",
                "Sun, 06 Nov 1994 08:4x:37 GMT",
                "Sun, 06 Nov 1994 08:49:3x GMT",
                "Sun, 06-Nov-1994 08:49:37 GMT",
                "Sun, 06-Nov-94 08:49:37 GMT",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                "Sunday, 06 Nov 94 08:49:37 GMT",
                "Sunday, 06-Nov-9x 08:49:37 GMT",
                "Sunday, 31-Nov-94 08:49:37 GMT",
                "sunday, 06-Nov-94 08:49:37 GMT",
                "Someday, 06-Nov-94 08:49:37 GMT",
                ", 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 94",
                "Sun Nov  6 08:49:37 GMT 1994",
                "Sun Nov  0 08:49:37 1994",
                "Som Nov  6 08:49:37 1994",
                "Sun, Nov  6 08:49:37 1994",
                "Sun, 06 Nov 1994 08:49:37 GM\u0422",
                "Sun, \u0660\u0666 Nov 1994 08:49:37 GMT"
            })
    void parse_nearMiss_isEmpty(String text) {
        assertThat(HttpDate.parse(text, NOW)).isEmpty();
    }

    @Test
    void parse_randomInstantInEachForm_isThatInstant() {
        long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            Instant instant = Instant.ofEpochSecond(first + (long) (random.nextDouble() * (last - first)));
            String fixed = IMF_FIXDATE.format(instant.atOffset(ZoneOffset.UTC));

            assertThat(HttpDate.render(instant)).as("seed %d", seed).isEqualTo(fixed);
            assertThat(HttpDate.parse(fixed, NOW))
                    .as("seed %d: %s", seed, fixed)
                    .contains(instant);
            assertThat(HttpDate.parse(ASCTIME.format(instant.atOffset(ZoneOffset.UTC)), NOW))
                    .as("seed %d: asctime %s", seed, fixed)
                    .contains(instant);
        }
    }

    @Test
    void parse_randomRfc850Date_isThatInstantWithinItsCentury() {
        Instant first = Instant.parse("1976-07-01T12:00:01Z");
        long seconds = Instant.parse("2076-07-01T12:00:00Z").getEpochSecond() - first.getEpochSecond();
        for (long seed = 0; seed < 5_000; seed++) {
            Instant instant = first.plusSeconds((long) (new Random(seed).nextDouble() * seconds));
            String text = RFC_850.format(instant.atOffset(ZoneOffset.UTC));

            assertThat(HttpDate.parse(text, NOW)).as("seed %d: %s", seed, text).contains(instant);
        }
    }

    @Test
    void parse_withoutNow_readsTheSameForms() {
        assertThat(HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT"))
                .isEqualTo(HttpDate.parse("Sunday, 06-Nov-94 08:49:37 GMT"))
                .contains(Instant.parse("1994-11-06T08:49:37Z"));
    }
}
