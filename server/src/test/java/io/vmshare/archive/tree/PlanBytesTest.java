package io.vmshare.archive.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PlanBytesTest {

    @Test
    void reader_whatWasPut_comesBack() {
        Random random = new Random(7);
        PlanBytes bytes = new PlanBytes(count -> true);
        List<Object> put = new ArrayList<>();
        long[] edges = {0, 1, 63, 64, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE};
        for (int i = 0; i < 20_000; i++) {
            long number = i < edges.length ? edges[i] : random.nextLong() >>> random.nextInt(64) & Long.MAX_VALUE;
            long signed = i % 2 == 0 ? -number - 1 : number;
            String text = "x\u00FF".repeat(random.nextInt(4));
            bytes.put(number);
            bytes.putSigned(signed);
            bytes.put(text);
            put.addAll(List.of(number, signed, text));
        }
        PlanBytes.Reader reader = bytes.reader();
        List<Object> read = new ArrayList<>();
        for (int i = 0; i < put.size(); i += 3) {
            read.addAll(List.of(reader.number(), reader.signed(), reader.text()));
        }

        assertThat(bytes.fits()).isTrue();
        assertThat(read.equals(put)).isTrue();
    }

    @Test
    void put_withoutRoom_doesNotFitAndTakesNoMore() {
        long[] asked = new long[1];
        PlanBytes bytes = new PlanBytes(count -> (asked[0] += count) <= 40_000);
        for (int i = 0; i < 100_000; i++) {
            bytes.put("some text");
        }

        assertThat(bytes.fits()).isFalse();
        assertThat(asked[0]).isLessThan(60_000);
    }
}
