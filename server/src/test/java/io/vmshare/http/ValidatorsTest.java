package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class ValidatorsTest {

    private static final Instant ENDED = Instant.parse("1994-11-06T08:49:37.654Z");
    private static final Instant NOW = ENDED.plusSeconds(9);

    private static final Validators GROWING = Validators.growing("a.b", 0x1f, null);

    @Test
    void growing_tag_isTheSeriesAndTheLength() {
        assertThat(GROWING.entityTag()).isEqualTo(EntityTag.strong("a.b-1f"));
        assertThat(GROWING.lastModified()).isNull();
        assertThat(Validators.growing("a.b", 0, ENDED).entityTag()).isEqualTo(EntityTag.strong("a.b-0"));
        assertThat(Validators.growing("a.b", 0, ENDED).lastModified()).isEqualTo("1994-11-06T08:49:37Z");
    }

    @Test
    void commonTag_growing_isTheSameWhateverItsLength() {
        assertThat(GROWING.commonTag()).isEqualTo("\"a.b-\"");
        assertThat(Validators.growing("a.b", 7, ENDED).commonTag()).isEqualTo("\"a.b-\"");
        assertThat(new Validators(new EntityTag("x", true), ENDED).commonTag()).isEqualTo("W/\"x\"");
        assertThat(Validators.NONE.commonTag()).isEmpty();
    }

    @ParameterizedTest(name = "If-Range: {0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "a.b-1f"                        | true
            "a.b-1e"                        | true
            "a.b-0"                         | true
            "a.b-20"                        | false
            "a.b-7fffffffffffffff"          | false
            "a.b-ffffffffffffffff"          | false
            "a.b-1ffffffffffffffff"         | false
            "a.b-01"                        | false
            "a.b-1E"                        | false
            "a.b-+1"                        | false
            "a.b--1"                        | false
            "a.b-"                          | false
            "a.b"                           | false
            "a.b1"                          | false
            "a.c-1"                         | false
            "a.b-1-gz"                      | false
            W/"a.b-1f"                      | false
            W/"a.b-1"                       | false
            "a.b-1", "a.b-2"                | false
            *                               | false
            Sun, 06 Nov 1994 08:49:37 GMT   | false
            """)
    void rangeApplies_growingContent_toEarlierTagsOfIt(String ifRange, boolean applies) {
        assertThat(Preconditions.rangeApplies(ifRange, GROWING, NOW)).isEqualTo(applies);
        assertThat(Preconditions.rangeApplies(ifRange, GROWING.withoutDate(), NOW))
                .isEqualTo(applies);
    }

    @Test
    void rangeApplies_otherContentWithSuchATag_toTheTagAlone() {
        Validators other = new Validators(EntityTag.strong("a.b-1f"), null);

        assertThat(Preconditions.rangeApplies("\"a.b-1f\"", other, NOW)).isTrue();
        assertThat(Preconditions.rangeApplies("\"a.b-1e\"", other, NOW)).isFalse();
        assertThat(Preconditions.rangeApplies("\"a.b-1e\"", Validators.NONE, NOW))
                .isFalse();
    }

    /** A cache that has the beginning has not the whole, and who means the beginning does not mean the whole. */
    @ParameterizedTest(name = "{0}: If-None-Match {1}, If-Match {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "a.b-1f"   | NOT_MODIFIED | PROCEED
            "a.b-1e"   | PROCEED      | FAILED
            "a.b-0"    | PROCEED      | FAILED
            """)
    void evaluate_earlierTag_isNotTheCurrentOne(
            String tag, Preconditions.Outcome ifNoneMatch, Preconditions.Outcome ifMatch) {
        assertThat(Preconditions.evaluate(new ConditionalFields(null, tag, null, null, null), GROWING))
                .isEqualTo(ifNoneMatch);
        assertThat(Preconditions.evaluate(new ConditionalFields(tag, null, null, null, null), GROWING))
                .isEqualTo(ifMatch);
    }

    @Test
    void withoutDate_keepsTheRest() {
        Validators ended = Validators.growing("a.b", 31, ENDED);

        assertThat(ended.withoutDate()).isEqualTo(GROWING);
        assertThat(new Validators(EntityTag.strong("x"), ENDED).withoutDate())
                .isEqualTo(new Validators(EntityTag.strong("x"), null));
    }
}
