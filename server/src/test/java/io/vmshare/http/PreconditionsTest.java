package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.http.Preconditions.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class PreconditionsTest {

    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final String SAME = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String AFTER = "Sun, 06 Nov 1994 08:49:38 GMT";
    private static final Instant CHANGED = Instant.parse("1994-11-06T08:49:37.654Z");

    private static final Validators CURRENT = new Validators(EntityTag.strong("x"), CHANGED);
    private static final Validators WEAK = new Validators(new EntityTag("x", true), CHANGED);

    @ParameterizedTest(name = "If-Match: {0} is {1}, for the weak tag {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "x"           | PROCEED | FAILED
            "a", "x"      | PROCEED | FAILED
            , "x" ,,      | PROCEED | FAILED
            *             | PROCEED | PROCEED
            W/"x"         | FAILED  | FAILED
            "y"           | FAILED  | FAILED
            "X"           | FAILED  | FAILED
            "a,x"         | FAILED  | FAILED
            x             | FAILED  | FAILED
            "x", junk     | FAILED  | FAILED
            "*"           | FAILED  | FAILED
            *, *          | FAILED  | FAILED
            ``            | FAILED  | FAILED
            """)
    void evaluate_ifMatch_comparesStrongly(String field, Outcome strong, Outcome weak) {
        ConditionalFields fields = new ConditionalFields(field, null, null, null, null);

        assertThat(Preconditions.evaluate(fields, CURRENT)).isEqualTo(strong);
        assertThat(Preconditions.evaluate(fields, WEAK)).isEqualTo(weak);
    }

    @ParameterizedTest(name = "If-None-Match: {0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "x"           | NOT_MODIFIED
            W/"x"         | NOT_MODIFIED
            "a", W/"x"    | NOT_MODIFIED
            "a","x","b"   | NOT_MODIFIED
            *             | NOT_MODIFIED
            "y"           | PROCEED
            "X"           | PROCEED
            "x-gzip"      | PROCEED
            "a,x"         | PROCEED
            x             | PROCEED
            "x            | PROCEED
            "x", junk     | PROCEED
            "*"           | PROCEED
            *, "x"        | PROCEED
            ``            | PROCEED
            """)
    void evaluate_ifNoneMatch_comparesWeakly(String field, Outcome outcome) {
        ConditionalFields fields = new ConditionalFields(null, field, null, null, null);

        assertThat(Preconditions.evaluate(fields, CURRENT)).isEqualTo(outcome);
        assertThat(Preconditions.evaluate(fields, WEAK)).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0}: If-Modified-Since {1}, If-Unmodified-Since {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Sun, 06 Nov 1994 08:49:36 GMT            | PROCEED      | FAILED
            Sun, 06 Nov 1994 08:49:37 GMT            | NOT_MODIFIED | PROCEED
            Sun, 06 Nov 1994 08:49:38 GMT            | NOT_MODIFIED | PROCEED
            Sunday, 06-Nov-94 08:49:37 GMT           | NOT_MODIFIED | PROCEED
            Sunday, 06-Nov-94 08:49:36 GMT           | PROCEED      | FAILED
            Sun Nov  6 08:49:37 1994                 | NOT_MODIFIED | PROCEED
            Sun, 06 Nov 1994 08:49:36                | PROCEED      | PROCEED
            Sun, 06 Nov 1994 08:49:38 UTC            | PROCEED      | PROCEED
            784111777                                | PROCEED      | PROCEED
            *                                        | PROCEED      | PROCEED
            Sun, 06 Nov 1994 08:49:38 GMT; length=18 | PROCEED      | PROCEED
            """)
    void evaluate_date_countsBySecondsAndOnlyWhenValid(String date, Outcome ifModified, Outcome ifUnmodified) {
        assertThat(Preconditions.evaluate(new ConditionalFields(null, null, date, null, null), CURRENT))
                .isEqualTo(ifModified);
        assertThat(Preconditions.evaluate(new ConditionalFields(null, null, null, date, null), CURRENT))
                .isEqualTo(ifUnmodified);
    }

    @ParameterizedTest(name = "If-Match {0}, If-None-Match {1}, If-Modified-Since {2}, If-Unmodified-Since {3}: {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            -   | -   | -      | -      | PROCEED
            "x" | "x" | -      | -      | NOT_MODIFIED
            "y" | "x" | -      | -      | FAILED
            "x" | "y" | -      | -      | PROCEED
            "x" | -   | -      | before | PROCEED
            "y" | -   | -      | after  | FAILED
            -   | "y" | after  | -      | PROCEED
            -   | "x" | before | -      | NOT_MODIFIED
            -   | x   | after  | -      | PROCEED
            -   | -   | after  | before | FAILED
            -   | "x" | -      | before | FAILED
            -   | "x" | before | same   | NOT_MODIFIED
            -   | -   | after  | after  | NOT_MODIFIED
            -   | -   | before | after  | PROCEED
            "x" | "x" | before | before | NOT_MODIFIED
            "x" | "y" | after  | before | PROCEED
            """)
    void evaluate_severalFields_takesTheOrderOfTheRfc(
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince,
            @Nullable String ifUnmodifiedSince,
            Outcome outcome) {
        ConditionalFields fields =
                new ConditionalFields(ifMatch, ifNoneMatch, date(ifModifiedSince), date(ifUnmodifiedSince), "\"z\"");

        assertThat(Preconditions.evaluate(fields, CURRENT)).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "If-Match {0}, If-None-Match {1}, If-Modified-Since {2}, If-Unmodified-Since {3}: {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            "x" | -   | -      | -      | FAILED
            *   | -   | -      | -      | PROCEED
            -   | "x" | -      | -      | PROCEED
            -   | *   | -      | -      | NOT_MODIFIED
            -   | -   | after  | -      | PROCEED
            -   | -   | -      | before | PROCEED
            """)
    void evaluate_withoutValidators_onlyAStarIsMet(
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince,
            @Nullable String ifUnmodifiedSince,
            Outcome outcome) {
        ConditionalFields fields =
                new ConditionalFields(ifMatch, ifNoneMatch, date(ifModifiedSince), date(ifUnmodifiedSince), null);

        assertThat(Preconditions.evaluate(fields, Validators.NONE)).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "If-Range: {0} is {1}, for the weak tag {2}, without validators {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            -                              | true  | true  | true
            "x"                            | true  | false | false
            W/"x"                          | false | false | false
            "y"                            | false | false | false
            "x", "x"                       | false | false | false
            x                              | false | false | false
            *                              | false | false | false
            ``                             | false | false | false
            Sun, 06 Nov 1994 08:49:37 GMT  | true  | true  | false
            Sunday, 06-Nov-94 08:49:37 GMT | true  | true  | false
            Sun Nov  6 08:49:37 1994       | true  | true  | false
            Sun, 06 Nov 1994 08:49:36 GMT  | false | false | false
            Sun, 06 Nov 1994 08:49:38 GMT  | false | false | false
            Sun, 06 Nov 1994 08:49:37      | false | false | false
            """)
    void rangeApplies_ifRange_needsAStrongMatch(
            @Nullable String ifRange, boolean strong, boolean weak, boolean without) {
        Instant now = Instant.parse("2026-07-01T12:00:00Z");

        assertThat(Preconditions.rangeApplies(ifRange, CURRENT, now)).isEqualTo(strong);
        assertThat(Preconditions.rangeApplies(ifRange, WEAK, now)).isEqualTo(weak);
        assertThat(Preconditions.rangeApplies(ifRange, Validators.NONE, now)).isEqualTo(without);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            1994-11-06T08:49:38Z         | true
            1994-11-06T08:49:38.001Z     | true
            1994-11-06T08:49:37.999Z     | false
            1994-11-06T08:49:37Z         | false
            1994-11-06T08:49:36Z         | false
            """)
    void rangeApplies_date_isStrongOneSecondAfterTheChange(Instant now, boolean applies) {
        assertThat(Preconditions.rangeApplies(SAME, CURRENT, now)).isEqualTo(applies);
    }

    @Test
    void validators_lastModified_isTruncatedToTheSecond() {
        assertThat(CURRENT.lastModified()).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @ParameterizedTest
    @CsvSource({"-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void validators_lastModifiedNoDateCanSay_isLeftOut(Instant changed) {
        assertThat(new Validators(null, changed)).isEqualTo(Validators.NONE);
    }

    private static @Nullable String date(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "before" -> BEFORE;
            case "same" -> SAME;
            case "after" -> AFTER;
            default -> throw new IllegalArgumentException(word);
        };
    }
}
