package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.http.RangeSelection.Outcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class RangeSelectionTest {

    @ParameterizedTest(name = "{0} of 18 bytes: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            bytes=0-6                   | PARTIAL       | 0-6
            bytes=0-0                   | PARTIAL       | 0-0
            bytes=17-17                 | PARTIAL       | 17-17
            bytes=0-                    | PARTIAL       | 0-17
            bytes=0-17                  | PARTIAL       | 0-17
            bytes=12-20                 | PARTIAL       | 12-17
            bytes=17-                   | PARTIAL       | 17-17
            bytes=-4                    | PARTIAL       | 14-17
            bytes=-18                   | PARTIAL       | 0-17
            bytes=-19                   | PARTIAL       | 0-17
            bytes=007-008               | PARTIAL       | 7-8
            BYTES=0-6                   | PARTIAL       | 0-6
            Bytes=-1                    | PARTIAL       | 17-17
            none                        | WHOLE         | ``
            ``                          | WHOLE         | ``
            bytes                       | WHOLE         | ``
            bytes=                      | WHOLE         | ``
            bytes=-                     | WHOLE         | ``
            bytes=--4                   | WHOLE         | ``
            bytes=4                     | WHOLE         | ``
            bytes=9-2                   | WHOLE         | ``
            bytes=0-1,9-2               | WHOLE         | ``
            bytes=u-u                   | WHOLE         | ``
            bytes=0x1-2                 | WHOLE         | ``
            bytes=+1-2                  | WHOLE         | ``
            bytes=1-+2                  | WHOLE         | ``
            bytes=1-2-3                 | WHOLE         | ``
            bytes=1.0-2                 | WHOLE         | ``
            bytes=1 -2                  | WHOLE         | ``
            bytes=1- 2                  | WHOLE         | ``
            bytes=1-2;3-4               | WHOLE         | ``
            bytes=1-2 3-4               | WHOLE         | ``
            bytes= 1-2                  | WHOLE         | ``
            bytes =1-2                  | WHOLE         | ``
            ` bytes=1-2`                | WHOLE         | ``
            bytes 1-2                   | WHOLE         | ``
            bytes:1-2                   | WHOLE         | ``
            byte=1-2                    | WHOLE         | ``
            bytess=1-2                  | WHOLE         | ``
            seconds=1-2                 | WHOLE         | ``
            =1-2                        | WHOLE         | ``
            1-2                         | WHOLE         | ``
            bytes=0-1, bytes=3-4        | WHOLE         | ``
            bytes=٠-٦                   | WHOLE         | ``
            bytes=18-                   | UNSATISFIABLE | ``
            bytes=18-18                 | UNSATISFIABLE | ``
            bytes=18-,19-20             | UNSATISFIABLE | ``
            bytes=-0                    | UNSATISFIABLE | ``
            bytes=-0,18-                | UNSATISFIABLE | ``
            bytes=-000                  | UNSATISFIABLE | ``
            """)
    void of_singleRange_selects(@Nullable String field, Outcome outcome, String ranges) {
        assertSelects(field, 18, outcome, ranges);
    }

    @ParameterizedTest(name = "{0} of 18 bytes: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bytes=0-1,4-5               | PARTIAL       | 0-1 4-5
            bytes=4-5,0-1               | PARTIAL       | 4-5 0-1
            bytes=0-0,-1                | PARTIAL       | 0-0 17-17
            bytes=0-1 , 4-5             | PARTIAL       | 0-1 4-5
            `bytes=0-1\t,\t4-5`         | PARTIAL       | 0-1 4-5
            bytes=,0-1,,  ,4-5,         | PARTIAL       | 0-1 4-5
            bytes= ,0-1                 | PARTIAL       | 0-1
            bytes=0-1,18-               | PARTIAL       | 0-1
            bytes=18-,0-1               | PARTIAL       | 0-1
            bytes=-0,0-1                | PARTIAL       | 0-1
            bytes=0-1,2-3               | PARTIAL       | 0-3
            bytes=2-3,0-1               | PARTIAL       | 0-3
            bytes=0-4,2-6               | PARTIAL       | 0-6
            bytes=0-6,2-4               | PARTIAL       | 0-6
            bytes=2-4,2-4               | PARTIAL       | 2-4
            bytes=0-1,3-4               | PARTIAL       | 0-1 3-4
            bytes=0-1,8-9,2-3           | PARTIAL       | 0-3 8-9
            bytes=8-9,0-1,2-3           | PARTIAL       | 8-9 0-3
            bytes=0-1,4-5,8-9,2-3       | PARTIAL       | 0-5 8-9
            bytes=8-9,0-1,4-5,2-3       | PARTIAL       | 8-9 0-5
            bytes=0-8,9-                | PARTIAL       | 0-17
            bytes=0-,0-                 | WHOLE         | ``
            bytes=0-9,0-8               | WHOLE         | ``
            bytes=0-17,-1               | WHOLE         | ``
            bytes=-18,0-0               | WHOLE         | ``
            bytes=0-1,u-u               | WHOLE         | ``
            bytes=0-1,x                 | WHOLE         | ``
            bytes=0-1,-                 | WHOLE         | ``
            bytes=,                     | WHOLE         | ``
            bytes= , ,                  | WHOLE         | ``
            """)
    void of_severalRanges_selectsCoalescedInOrder(String field, Outcome outcome, String ranges) {
        assertSelects(field, 18, outcome, ranges);
    }

    @ParameterizedTest(name = "{0} of nothing: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            bytes=0-      | UNSATISFIABLE
            bytes=0-0     | UNSATISFIABLE
            bytes=1-2     | UNSATISFIABLE
            bytes=-0      | UNSATISFIABLE
            bytes=0-,-0   | UNSATISFIABLE
            bytes=-1      | WHOLE
            bytes=-99     | WHOLE
            bytes=0-,-1   | WHOLE
            bytes=9-2     | WHOLE
            """)
    void of_emptyRepresentation_hasNoPart(String field, Outcome outcome) {
        assertSelects(field, 0, outcome, "");
    }

    @ParameterizedTest(name = "{0} of {1} bytes: {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bytes=0-9223372036854775806                    | 18                  | PARTIAL       | 0-17
            bytes=0-9223372036854775807                    | 18                  | PARTIAL       | 0-17
            bytes=0-9223372036854775808                    | 18                  | PARTIAL       | 0-17
            bytes=0-99999999999999999999999                | 18                  | PARTIAL       | 0-17
            bytes=-99999999999999999999999                 | 18                  | PARTIAL       | 0-17
            bytes=9223372036854775807-                     | 18                  | UNSATISFIABLE | ``
            bytes=9223372036854775808-                     | 18                  | UNSATISFIABLE | ``
            bytes=99999999999999999999-99999999999999999999| 18                  | UNSATISFIABLE | ``
            bytes=99999999999999999999-0                   | 18                  | WHOLE         | ``
            bytes=99999999999999999999-99999999999999999998| 18                  | WHOLE         | ``
            bytes=99999999999999999998-99999999999999999999| 18                  | UNSATISFIABLE | ``
            bytes=000000000000000000005-6                  | 18                  | PARTIAL       | 5-6
            bytes=5-00000000000000000000006                | 18                  | PARTIAL       | 5-6
            bytes=7-00000000000000000000006                | 18                  | WHOLE         | ``
            bytes=0-                                       | 9223372036854775807 | PARTIAL       | 0-9223372036854775806
            bytes=-1                                       | 9223372036854775807 | PARTIAL       | 9223372036854775806-9223372036854775806
            bytes=9223372036854775807-                     | 9223372036854775807 | UNSATISFIABLE | ``
            bytes=0-,0-,0-                                 | 9223372036854775807 | WHOLE         | ``
            bytes=4294967295-4294967296                    | 5368709120          | PARTIAL       | 4294967295-4294967296
            bytes=2147483647-2147483648                    | 5368709120          | PARTIAL       | 2147483647-2147483648
            """)
    void of_hugePosition_saturates(String field, long length, Outcome outcome, String ranges) {
        assertSelects(field, length, outcome, ranges);
    }

    @Test
    void of_asManyRangesAsAllowed_isPartialAndOneMoreIsWhole() {
        String ranges =
                IntStream.range(0, 256).mapToObj(i -> 3 * i + "-" + 3 * i).collect(Collectors.joining(","));

        assertThat(RangeSelection.of("bytes=" + ranges, 1000).ranges()).hasSize(256);
        assertSelects("bytes=" + ranges + ",900-901", 1000, Outcome.WHOLE, "");
        assertSelects("bytes=" + ranges + ",1000-", 1000, Outcome.WHOLE, "");
    }

    @Test
    void of_negativeLength_isRefused() {
        assertThatThrownBy(() -> RangeSelection.of(null, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void of_randomFields_agreesWithANaiveOracle() {
        for (long seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            int length = random.nextInt(25);
            List<Spec> specs = new ArrayList<>();
            for (int i = random.nextInt(4) + 1; i > 0; i--) {
                specs.add(Spec.random(random));
            }
            String field = "bytes=" + specs.stream().map(Spec::text).collect(Collectors.joining(","));
            RangeSelection selection = RangeSelection.of(field, length);

            assertThat(selection.outcome())
                    .as("seed %d: %s of %d", seed, field, length)
                    .isEqualTo(oracle(specs, length));
            if (selection.outcome() == Outcome.PARTIAL) {
                assertThat(bytes(selection))
                        .as("seed %d: %s of %d", seed, field, length)
                        .isEqualTo(bytes(specs, length));
                assertThat(gaps(selection))
                        .as("seed %d: %s of %d", seed, field, length)
                        .isTrue();
            }
        }
    }

    /** What the field says, before it is text. */
    private record Spec(int first, int last) {

        static Spec random(Random random) {
            int first = random.nextInt(28) - 1;
            int last = random.nextInt(29) - 1;
            return new Spec(first, first < 0 ? Math.max(last, 0) : last);
        }

        String text() {
            return (first < 0 ? "" : "" + first) + "-" + (last < 0 ? "" : "" + last);
        }

        boolean isValid() {
            return first < 0 || last < 0 || first <= last;
        }

        boolean selects(int position, int length) {
            return first < 0 ? position >= length - last : position >= first && (last < 0 || position <= last);
        }
    }

    /** Asks each position whether each element selects it. */
    private static Outcome oracle(List<Spec> specs, int length) {
        boolean suffixOfNothing = length == 0 && specs.stream().anyMatch(s -> s.first() < 0 && s.last() > 0);
        int total = specs.stream()
                .mapToInt(s -> (int) IntStream.range(0, length)
                        .filter(i -> s.selects(i, length))
                        .count())
                .sum();
        if (!specs.stream().allMatch(Spec::isValid) || suffixOfNothing || total > length) {
            return Outcome.WHOLE;
        }
        return total == 0 ? Outcome.UNSATISFIABLE : Outcome.PARTIAL;
    }

    private static BitSet bytes(List<Spec> specs, int length) {
        BitSet bytes = new BitSet();
        IntStream.range(0, length)
                .filter(i -> specs.stream().anyMatch(s -> s.selects(i, length)))
                .forEach(bytes::set);
        return bytes;
    }

    private static BitSet bytes(RangeSelection selection) {
        BitSet bytes = new BitSet();
        selection.ranges().forEach(r -> bytes.set((int) r.first(), (int) r.last() + 1));
        return bytes;
    }

    /** Whether there is a byte between every two ranges. */
    private static boolean gaps(RangeSelection selection) {
        List<ByteRange> ranges = selection.ranges();
        return ranges.stream()
                .allMatch(a ->
                        ranges.stream().allMatch(b -> a == b || a.last() + 1 < b.first() || b.last() + 1 < a.first()));
    }

    private static void assertSelects(@Nullable String field, long length, Outcome outcome, String ranges) {
        RangeSelection selection = RangeSelection.of(field, length);

        assertThat(selection.outcome()).isEqualTo(outcome);
        assertThat(selection.ranges().stream()
                        .map(r -> r.first() + "-" + r.last())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(ranges);
    }
}
