package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.http.Decision.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of RFC 9110 §13.2.2; what each step says is tested with it. */
@Timeout(10)
class DecisionTest {

    private static final Instant MODIFIED = Instant.parse("2026-11-20T10:11:12Z");
    private static final Validators CURRENT = new Validators(EntityTag.strong("a"), MODIFIED);

    @ParameterizedTest(name = "If-Match {0}, If-None-Match {1}, If-Range {2}, Range {3}: {4} {5}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', nullValues = "none", textBlock = """
            none | none | none | none         | WHOLE         | []
            none | none | none | bytes=1-2    | PARTIAL       | [ByteRange[first=1, last=2]]
            none | none | none | bytes=1-9999 | PARTIAL       | [ByteRange[first=1, last=99]]
            none | none | none | bytes=100-   | UNSATISFIABLE | []
            none | none | none | bytes=2-1    | WHOLE         | []
            none | none | none | lines=1-2    | WHOLE         | []
            none | none | none | bytes=0-1,3-4 | PARTIAL      | [ByteRange[first=0, last=1], ByteRange[first=3, last=4]]
            none | none | "a"  | bytes=1-2    | PARTIAL       | [ByteRange[first=1, last=2]]
            none | none | "b"  | bytes=1-2    | WHOLE         | []
            none | none | "b"  | bytes=100-   | WHOLE         | []
            none | none | "b"  | none         | WHOLE         | []
            none | "a"  | none | none         | NOT_MODIFIED  | []
            none | "a"  | none | bytes=1-2    | NOT_MODIFIED  | []
            none | "a"  | none | bytes=100-   | NOT_MODIFIED  | []
            none | "b"  | none | bytes=1-2    | PARTIAL       | [ByteRange[first=1, last=2]]
            "a"  | none | none | bytes=1-2    | PARTIAL       | [ByteRange[first=1, last=2]]
            "a"  | "a"  | none | bytes=1-2    | NOT_MODIFIED  | []
            "b"  | none | none | none         | FAILED        | []
            "b"  | "a"  | none | bytes=100-   | FAILED        | []
            """)
    void of_fields_isTheFirstThatDecides(
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable String ifRange,
            @Nullable String range,
            Outcome outcome,
            String ranges) {
        ConditionalFields conditions = new ConditionalFields(ifMatch, ifNoneMatch, null, null, ifRange);

        Decision decision = Decision.of(conditions, range, CURRENT, 100, MODIFIED.plusSeconds(60));

        assertThat(decision.outcome()).isEqualTo(outcome);
        assertThat(decision.ranges().toString()).isEqualTo(ranges);
    }
}
