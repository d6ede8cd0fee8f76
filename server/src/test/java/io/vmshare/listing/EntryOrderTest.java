package io.vmshare.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EntryOrderTest {

    @ParameterizedTest(name = "[{0}] before [{1}]")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a               | b
            a               | B
            A               | b
            A               | a
            B               | b
            aB              | ab
            ab              | aC
            a               | aa
            a               | a1
            a1              | a2
            a2              | a10
            a9              | a10
            disk9.img       | disk10.img
            disk9           | disk09b
            a1b2            | a1b10
            a1b9            | a2b1
            a01             | a1
            a001            | a01
            a0              | a00b
            a0              | a00
            a01b            | a1c
            a1b             | a01c
            a1              | a01b
            9               | 10
            1               | 1a
            1a              | 2
            0               | 1
            007             | 8
            18446744073709551616 | 18446744073709551617
            99999999999999999998 | 99999999999999999999
            99999999999999999999 | 100000000000000000000
            v1.9.0          | v1.10.0
            2026-9-1        | 2026-10-1
            -1              | 0
            `a b`           | ab
            .a              | a
            _               | Z
            _               | a1
            a_              | aa
            [               | a
            [               | Z
            z               | {
            z               | é
            e               | é
            É               | é
            é               | ê
            ١٠              | ٢
            """)
    void compare_table_isNatural(String first, String second) {
        assertThat(compare(Name.ofText(first), Name.ofText(second))).isNegative();
        assertThat(compare(Name.ofText(second), Name.ofText(first))).isPositive();
    }

    @Test
    void compare_randomNames_isATotalOrderConsistentWithEquals() {
        for (long seed = 0; seed < 100_000; seed++) {
            Random random = new Random(seed);
            Name a = name(random);
            Name b = name(random);
            Name c = name(random);
            String names = "seed " + seed + ": " + List.of(a, b, c);

            assertThat(compare(a, b)).as(names).isEqualTo(-compare(b, a));
            assertThat(compare(a, b) == 0).as(names).isEqualTo(a.equals(b));
            assertThat(compare(a, a)).as(names).isZero();
            if (compare(a, b) <= 0 && compare(b, c) <= 0) {
                assertThat(compare(a, c)).as(names).isLessThanOrEqualTo(0);
            }
        }
    }

    /** What all names have in common is left out of account, and it differs with the list; two of them at a time tell the same. */
    @Test
    void of_randomLists_areOrderedAsTheirPairsAre() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            String prefix = List.of("", "x", "entry-", "a1", "a00", "9").get(random.nextInt(6));
            Set<Name> names = new LinkedHashSet<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                names.add(Name.ofBytes(
                        prefix + name(random).bytes() + name(random).bytes()));
            }
            List<Name> sorted = new ArrayList<>(names);
            sorted.sort(EntryOrderTest::compare);

            assertThat(ordered(NameList.of(names))).as("seed %d", seed).isEqualTo(sorted);
        }
    }

    @Test
    void of_numbersOfHundredsOfDigits_areOrderedByValue() {
        List<Name> names = Stream.of(
                        "1".repeat(254), "9".repeat(255), "8".repeat(256), "9".repeat(256), "7".repeat(300))
                .map(Name::ofText)
                .toList();
        List<Name> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new Random(1));

        assertThat(ordered(NameList.of(shuffled))).isEqualTo(names);
    }

    private static List<Name> ordered(NameList names) {
        return IntStream.of(EntryOrder.of(names)).mapToObj(names::get).toList();
    }

    private static int compare(Name a, Name b) {
        return a.equals(b) ? 0 : EntryOrder.of(NameList.of(List.of(a, b)))[0] == 0 ? -1 : 1;
    }

    private static Name name(Random random) {
        String alphabet = "00112299aAbBzZ_.-[\u00e9\u00ff";
        StringBuilder bytes = new StringBuilder();
        random.ints(random.nextInt(6), 0, alphabet.length()).forEach(i -> bytes.append(alphabet.charAt(i)));
        return Name.ofBytes(bytes.toString());
    }
}
