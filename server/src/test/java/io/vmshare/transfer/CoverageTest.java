package io.vmshare.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class CoverageTest {

    @ParameterizedTest(name = "{0} of 10 bytes: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0-9               | true
            0-8               | false
            1-9               | false
            0-4 5-9           | true
            5-9 0-4           | true
            0-4 6-9           | false
            0-6 3-9           | true
            2-3 6-7 0-9       | true
            2-3 6-7 0-1 4-5 8-9 | true
            0-3 0-3 5-9       | false
            0-3 5-9 4-4       | true
            0-20              | true
            """)
    void isWhole_stretches_mergeWhereTheyTouch(String stretches, boolean whole) {
        Coverage coverage = new Coverage();
        for (String stretch : stretches.split(" ")) {
            String[] ends = stretch.split("-");
            coverage.add(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
        }

        assertThat(coverage.isWhole(10)).isEqualTo(whole);
    }

    @Test
    void isWhole_anyStretches_isWhatASetOfBitsSays() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Coverage coverage = new Coverage();
            BitSet bits = new BitSet();
            for (int i = 0; i < 40; i++) {
                int first = random.nextInt(100);
                int last = Math.min(99, first + random.nextInt(12));
                coverage.add(first, last);
                bits.set(first, last + 1);
                assertThat(coverage.isWhole(100)).as("seed " + seed).isEqualTo(bits.nextClearBit(0) >= 100);
            }
        }
    }

    @Test
    void stretches_pieces_areAsManyAsHaveGapsBetween() {
        Coverage coverage = new Coverage();
        for (int i = 0; i < 1000; i++) {
            coverage.add(10L * i, 10L * i + 9);
            coverage.add(10L * i, 10L * i + 9);
        }
        assertThat(coverage.stretches()).isEqualTo(1);

        coverage.add(10_001, 10_001);
        coverage.add(20_000, 20_009);
        assertThat(coverage.stretches()).isEqualTo(3);

        coverage.add(5_000, 15_000);
        assertThat(coverage.stretches()).isEqualTo(2);
    }
}
