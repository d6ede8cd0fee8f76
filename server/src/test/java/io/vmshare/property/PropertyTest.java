package io.vmshare.property;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.fuzz.HeadProperty;
import io.vmshare.http.HttpDate;
import io.vmshare.http.RangeSelection;
import io.vmshare.path.RequestPath;
import io.vmshare.path.TargetProperty;
import io.vmshare.text.PercentEncoding;
import java.time.Instant;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The properties hold for random inputs, and do not hold for parsers with a planted bug. */
@Timeout(120)
class PropertyTest {

    private static final int INPUTS = 10_000;

    private static final Pieces RANGES = new Pieces(
            "bytes=",
            "bytes=",
            "Bytes=",
            "0",
            "1",
            "5",
            "17",
            "18",
            "-",
            "-",
            "-",
            ",",
            ",",
            " ",
            "\t",
            "0-0",
            "-1",
            "3-5",
            "4-9",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551617");
    private static final Pieces DATES = new Pieces(
            "Sun, ",
            "Sun ",
            "Sunday, ",
            "Nov ",
            "Feb ",
            "06 Nov 1994",
            "06-Nov-94",
            "29 Feb 2000",
            "30 Feb 2001",
            "29-Feb-00",
            " ",
            " 08:49:37",
            " 23:59:60",
            " 24:00:00",
            " GMT",
            " GMT",
            " 1994",
            " 6",
            "31",
            "00");
    private static final Pieces PATHS = new Pieces(
            "/", "/", "/", "a", "b.c", ".", "..", "%2e", "%2E%2e", "%2f", "%00", "%252e", "%25", "%", "%4", "%c3%a9",
            "\u00e9", "\u0100", "//", "\\", ";", " ");
    private static final Pieces HOSTS = new Pieces(
            "a",
            "10.0.2.2",
            "1.2.3.04",
            "256",
            ".",
            ":",
            ":",
            "::",
            "::",
            "[",
            "]",
            "[",
            "]",
            "[::1]",
            ":8000",
            "%25eth0",
            "fe80",
            "v1.",
            "0",
            "12345",
            "%41",
            "%",
            "!",
            "@",
            "/",
            " ");
    private static final Pieces TAGS =
            new Pieces("\"a\"", "\"a\"", "W/", "\"b\"", ",", ",", " ", "\t", "*", "\"", "w/", "\"\u00e9\"", "a");
    private static final Pieces TARGETS = new Pieces(
            "/", "/", "//", "\\", "%5c", "%2f", ".", "..", "evil", "@", ":", "http://", "\r\n", "%0d", "?", "#", "a",
            " ");
    private static final Pieces ACCEPTS = new Pieces(
            "text/html", "text/*", "*/*", "*", ";q=0.5", ";q=1.1", ";q=", ";x=\"a,b\"", ",", ",", " ", "\"", ";");
    private static final Pieces DICTIONARIES = new Pieces(
            "a=1",
            "b=2",
            "a=3, b=2",
            "a",
            "b=",
            "=",
            "1",
            "10",
            "11",
            "-",
            ".5",
            ",",
            ", ",
            " ",
            "\t",
            ";q=2",
            ";x",
            "\"c\"",
            "\"",
            "\\",
            "(",
            ")",
            "(1 x)",
            ":YQ==:",
            "?1",
            "@1",
            "%\"%c3\"",
            "*t",
            "sha-256=5");
    private static final Pieces HEADS = new Pieces(
            "GET / HTTP/1.1\r\n",
            "GET /a HTTP/1.0\r\n",
            "POST / HTTP/1.1\r\n",
            "Host: x\r\n",
            "Host: x\r\n",
            "\r\n",
            "\r\n",
            "Content-Length: 5\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Connection: close\r\n",
            "Connection: keep-alive\r\n",
            "Expect: 100-continue\r\n",
            " ",
            "\t",
            "\n",
            "\r",
            ":",
            "A: b\r\n",
            "\0",
            "\u00e9",
            "HTTP/1.2",
            "\r\n\r\n");

    private static void forAny(Consumer<Random> property) {
        for (long seed = 0; seed < INPUTS; seed++) {
            Random random = new Random(seed * 7_919);
            random.nextInt();
            try {
                property.accept(random);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static void ranges(RangeProperty.Selector selector) {
        forAny(random -> RangeProperty.check(
                selector,
                (random.nextInt(8) > 0 ? "bytes=" : "") + RANGES.next(random, 9),
                random.nextInt(3) > 0 ? random.nextInt(30) : random.nextLong() & Long.MAX_VALUE));
    }

    private static void dates(DateProperty.Parser parser) {
        forAny(random -> {
            Instant now = Instant.ofEpochSecond(random.nextInt(3_000_000) * 1000L);
            DateProperty.check(parser, DATES.next(random, 5), now);
            DateProperty.check(parser, nearDate(random), now);
        });
    }

    /** One of the three forms, mostly with numbers that make a date. */
    private static String nearDate(Random random) {
        String day = String.format("%02d", random.nextInt(34));
        String month = HttpDate.render(Instant.ofEpochSecond(random.nextInt())).substring(8, 11);
        String time = random.nextInt(9) == 0
                ? "23:59:60"
                : String.format("%02d:%02d:%02d", random.nextInt(25), random.nextInt(61), random.nextInt(62));
        int year = random.nextInt(10_000);
        return switch (random.nextInt(3)) {
            case 0 -> String.format("Mon, %s %s %04d %s GMT", day, month, year, time);
            case 1 ->
                String.format("Tue %s %2d %s %04d", month, random.nextInt(33), time, year)
                        .replace("  ", random.nextBoolean() ? "  " : " ");
            default -> String.format("Friday, %s-%s-%02d %s GMT", day, month, year % 100, time);
        };
    }

    @Test
    void range_anyField_isThatOfAnOracleWithoutAnEnd() {
        ranges(RangeSelection::of);
    }

    /** Planted bug: the digits of a suffix run over the end of a {@code long}, and the range is taken for none. */
    @Test
    void range_plantedBugSuffixOverflows_isFound() {
        Pattern suffix = Pattern.compile("bytes=-(\\d+)");

        assertThatThrownBy(() -> ranges((field, length) -> {
                    Matcher matcher = suffix.matcher(field);
                    long wrapped = !matcher.matches()
                            ? 0
                            : matcher.group(1).chars().asLongStream().reduce(0, (sum, c) -> sum * 10 + c - '0');
                    return RangeSelection.of(wrapped < 0 ? "bytes=" + length + "-" : field, length);
                }))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void date_anyText_isThatOfAnOracleAndRendersBack() {
        dates(HttpDate::parse);
    }

    /** Planted bug: a day beyond the month's end runs over into the next, as lenient parsers have it. */
    @Test
    void date_plantedBugThirtiethOfFebruary_isFound() {
        assertThatThrownBy(() -> dates((text, now) -> HttpDate.parse(text.replaceFirst("30(.)Feb", "02$1Mar"), now)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void path_anyText_isDecodedOnceAndStaysBelow() {
        forAny(random -> {
            String raw = (random.nextInt(8) > 0 ? "/" : "") + PATHS.next(random, 8);
            PathProperty.check(RequestPath::parse, raw);
            PathProperty.checkEncoding(raw);
        });
    }

    /** Planted bug: the whole path is decoded before it is split, and each segment once more. */
    @Test
    void path_plantedBugDecodedTwice_isFound() {
        assertThatThrownBy(() -> forAny(random -> PathProperty.check(
                        raw -> RequestPath.parse(PercentEncoding.decode(raw)), "/" + PATHS.next(random, 8))))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void target_anyText_redirectsOnThisHost() {
        String[] mounts = {"", "/", "/a", "/a/b", "/%5c"};
        forAny(random -> TargetProperty.check(
                (random.nextInt(8) > 0 ? "/" : "") + TARGETS.next(random, 7),
                random.nextInt(8) == 0,
                mounts[random.nextInt(mounts.length)],
                random.nextBoolean() ? "" : TARGETS.next(random, 4)));
    }

    @Test
    void host_anyText_isValidByTheRulesOfTheRfc() {
        forAny(random -> {
            FieldProperty.checkHost(HOSTS.next(random, 6));
            FieldProperty.checkHost("[" + HOSTS.next(random, 9) + "]");
        });
    }

    @Test
    void conditions_anyFields_areThoseOfAnOracle() {
        forAny(random -> {
            String tags = TAGS.next(random, 7);
            FieldProperty.checkTag(tags);
            FieldProperty.checkConditions(tags, nearDate(random), random.nextInt(16));
        });
    }

    @Test
    void accept_anyField_hasAQuality() {
        forAny(random -> FieldProperty.checkAccept(ACCEPTS.next(random, 7), "text/html"));
    }

    @Test
    void dictionary_anyField_isReadByTheRulesOfTheRfc() {
        forAny(random -> DictionaryProperty.checkWanted(DICTIONARIES.next(random, 8)));
    }

    @Test
    void head_anyBytes_areServedOnlyIfTheStrictReaderSaysSo() {
        forAny(random -> HeadProperty.check("GET / HTTP/1.1\r\n" + (random.nextBoolean() ? "Host: x\r\n" : "")
                + HEADS.next(random, 6) + "\r\n\r\n"));
        forAny(random -> HeadProperty.check(HEADS.next(random, 8)));
    }
}
