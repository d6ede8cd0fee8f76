package io.vmshare.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.FakeDownload;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pieces of many downloads, in any order, as the count has them. */
@Timeout(60)
class UnfinishedTest {

    private final DeliveryCount count = new DeliveryCount(1, () -> {});

    private void make(FakeDownload download) {
        count.begun(download);
        count.ended(download);
    }

    /** As aria2 with a random order of pieces, a video player or QEMU ask for it. */
    @Test
    void pieces_thousandsInRandomOrder_countOnceWithTheLast() {
        long seed = System.nanoTime();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        for (int piece : order) {
            assertThat(count.delivered()).as("seed %s", seed).isZero();
            make(piece(piece, 20_000).complete());
        }
        assertThat(count.delivered()).as("seed %s", seed).isEqualTo(1);
    }

    private static FakeDownload piece(int piece, int of) {
        return FakeDownload.part("/a", 100L * of, 100L * piece, 100L * piece + 99);
    }

    /** What overlaps or comes again, whole or cut, of many files to many addresses, is as an oracle of bits has it. */
    @Test
    void pieces_ofAnyKind_countAsEveryByteIsWritten() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, BitSet> oracle = new HashMap<>();
        int expected = 0;
        for (int i = 0; i < 20_000; i++) {
            int length = 60;
            int first = random.nextInt(length);
            int last = first + random.nextInt(Math.min(20, length - first));
            int sent = random.nextInt(4) == 0 ? random.nextInt(last - first + 1) : last - first + 1;
            String target = "/" + random.nextInt(5);
            String client = "192.0.2." + random.nextInt(5);
            String tag = "\"" + random.nextInt(3) + "\"";
            make(FakeDownload.part(target, length, first, last)
                    .by(client)
                    .tagged(tag)
                    .sent(sent)
                    .cut());

            BitSet written = oracle.computeIfAbsent(client + target + tag, key -> new BitSet());
            written.set(first, first + sent);
            if (written.cardinality() == length) {
                expected++;
                written.clear();
            }
            assertThat(count.delivered()).as("seed %s, step %s", seed, i).isEqualTo(expected);
        }
        assertThat(expected).isGreaterThan(75);
    }

    @Test
    void halfFinished_asManyAsAreRemembered_allCount() {
        for (int i = 0; i < Unfinished.MAX_RESTING; i++) {
            make(FakeDownload.part("/" + i % 32, 10, 0, 4)
                    .by("192.0.2." + i / 32)
                    .complete());
        }
        for (int i = 0; i < Unfinished.MAX_RESTING; i++) {
            make(FakeDownload.part("/" + i % 32, 10, 5, 9)
                    .by("192.0.2." + i / 32)
                    .complete());
        }
        assertThat(count.delivered()).isEqualTo(Unfinished.MAX_RESTING);
    }

    @Test
    void halfFinished_moreThanAreRemembered_whatRestsLongestIsForgotten() {
        make(FakeDownload.part("/first", 10, 0, 4).complete());
        make(FakeDownload.part("/second", 10, 0, 4).complete());
        make(FakeDownload.part("/first", 10, 4, 5).complete());
        for (int i = 1; i < Unfinished.MAX_RESTING; i++) {
            make(FakeDownload.part("/" + i, 10, 0, 4).complete());
        }
        make(FakeDownload.part("/second", 10, 5, 9).complete());
        assertThat(count.delivered()).as("it was at work before the first").isZero();

        make(FakeDownload.part("/2", 10, 5, 9).complete());
        assertThat(count.delivered()).isEqualTo(1);
    }

    @Test
    void underWay_whateverOthersBegin_isNotForgotten() {
        make(FakeDownload.part("/long", 10, 0, 4).complete());
        FakeDownload second = FakeDownload.part("/long", 10, 5, 9);
        count.begun(second);
        for (int i = 0; i < 2 * Unfinished.MAX_RESTING; i++) {
            make(FakeDownload.part("/" + i, 10, 0, 4).complete());
        }
        count.ended(second.complete());

        assertThat(count.delivered()).isEqualTo(1);
    }

    /** Returns an answer with every second piece, of which none touches another. */
    private static FakeDownload everySecond(int first, int of) {
        List<Download.Part> parts = new ArrayList<>();
        for (int i = first; i < of; i += 2) {
            parts.add(new Download.Part(100L * i, 100L * i + 99));
        }
        return FakeDownload.parts("/a", 100L * of, parts.toArray(Download.Part[]::new));
    }

    @Test
    void gaps_moreThanAreRemembered_whatRestsLongestIsForgotten() {
        int pieces = 2 * Unfinished.MAX_STRETCHES;
        make(FakeDownload.part("/b", 10, 0, 4).complete());
        make(everySecond(0, pieces).complete());
        make(everySecond(1, pieces).complete());
        assertThat(count.delivered()).isEqualTo(1);

        make(FakeDownload.part("/b", 10, 5, 9).complete());
        assertThat(count.delivered()).as("its beginning rested longer").isEqualTo(1);
    }

    @Test
    void gaps_moreThanAreRememberedOfOne_itBeginsAnew() {
        int pieces = 2 * Unfinished.MAX_STRETCHES + 4;
        FakeDownload underWay = piece(0, pieces);
        count.begun(underWay);
        make(everySecond(0, pieces).complete());
        make(everySecond(1, pieces).complete());
        count.ended(underWay.complete());
        assertThat(count.delivered()).as("what was written first is forgotten").isZero();

        make(FakeDownload.part("/a", 100L * pieces, 100, 100L * pieces - 1).complete());
        assertThat(count.delivered()).as("and what came then is not").isEqualTo(1);
    }
}
