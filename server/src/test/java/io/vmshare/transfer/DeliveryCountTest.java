package io.vmshare.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.fixtures.FakeDownload;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DeliveryCountTest {

    private final AtomicInteger reached = new AtomicInteger();
    private final DeliveryCount count = new DeliveryCount(2, reached::incrementAndGet);

    private void make(FakeDownload download) {
        count.begun(download);
        count.ended(download);
    }

    @Test
    void whole_complete_counts() {
        make(FakeDownload.of("/a", 10).complete());
        assertThat(count.delivered()).isEqualTo(1);
        assertThat(count.isReached()).isFalse();

        make(FakeDownload.of("/a", 10).complete());
        assertThat(count.isReached()).isTrue();

        make(FakeDownload.of("/b", 10).complete());
        assertThat(count.delivered()).isEqualTo(3);
        assertThat(reached).as("told once").hasValue(1);
    }

    @Test
    void whole_emptyUnknownLengthOrWithoutTag_counts() {
        make(FakeDownload.of("/empty", 0).complete());
        make(FakeDownload.of("/archive", Download.UNKNOWN).tagged("").complete());
        make(FakeDownload.of("/proc", 7).tagged("").complete());

        assertThat(count.delivered()).isEqualTo(3);
    }

    @Test
    void cut_counts_not() {
        make(FakeDownload.of("/a", 10).sent(9).cut());
        make(FakeDownload.of("/archive", Download.UNKNOWN).tagged("").sent(9).cut());
        make(FakeDownload.of("/b", 10).cut());

        assertThat(count.delivered()).isZero();
    }

    @Test
    void resumed_afterACut_countsOnce() {
        make(FakeDownload.of("/a", 10).sent(6).cut());
        make(FakeDownload.part("/a", 10, 4, 9).complete());

        assertThat(count.delivered()).isEqualTo(1);

        make(FakeDownload.part("/a", 10, 4, 9).complete());
        assertThat(count.delivered()).as("what was counted is done with").isEqualTo(1);
    }

    @Test
    void resumed_behindWhatWasWritten_countsNot() {
        make(FakeDownload.of("/a", 10).sent(6).cut());
        make(FakeDownload.part("/a", 10, 7, 9).complete());

        assertThat(count.delivered()).isZero();
    }

    @Test
    void pieces_ofOneTagAndAddress_countTogether() {
        make(FakeDownload.part("/a", 10, 5, 9).complete());
        make(FakeDownload.part("/a", 10, 0, 4).complete());

        assertThat(count.delivered()).isEqualTo(1);
    }

    @Test
    void pieces_ofOtherTagsAddressesOrTargets_doNot() {
        make(FakeDownload.part("/a", 10, 5, 9).complete());
        make(FakeDownload.part("/a", 10, 0, 4).tagged("\"2\"").complete());
        make(FakeDownload.part("/a", 10, 0, 4).by("192.0.2.2").complete());
        make(FakeDownload.part("/b", 10, 0, 4).complete());

        assertThat(count.delivered()).isZero();
    }

    @Test
    void pieces_oneStillUnderWay_countWhenThatIsOver() {
        FakeDownload first = FakeDownload.of("/a", 10).sent(8);
        FakeDownload second = FakeDownload.part("/a", 10, 5, 9);
        count.begun(first);
        count.begun(second);
        count.ended(second.complete());

        count.ended(first.cut());
        assertThat(count.delivered()).isEqualTo(1);

        count.begun(first);
        make(FakeDownload.part("/a", 10, 0, 4).complete());
        make(FakeDownload.part("/a", 10, 5, 9).complete());
        assertThat(count.delivered()).as("one is still at it").isEqualTo(1);
    }

    /** As two guests behind one address get it that ask for {@code 0-}. */
    @Test
    void parts_ofAllSideBySide_countEach() {
        FakeDownload first = FakeDownload.part("/a", 10, 0, 9);
        FakeDownload second = FakeDownload.part("/a", 10, 0, 9);
        count.begun(first);
        count.begun(second);
        count.ended(first.complete());
        count.ended(second.complete());

        assertThat(count.delivered()).isEqualTo(2);
    }

    @Test
    void pieces_ofAWeakTag_doNot() {
        make(FakeDownload.part("/a", 10, 0, 4).tagged("W/\"1\"").complete());
        make(FakeDownload.part("/a", 10, 5, 9).tagged("W/\"1\"").complete());
        assertThat(count.delivered()).isZero();

        make(FakeDownload.of("/a", 10).tagged("W/\"1\"").complete());
        assertThat(count.delivered()).isEqualTo(1);
    }

    @Test
    void severalParts_inOneAnswer_countIfItIsComplete() {
        Download.Part front = new Download.Part(0, 4);
        Download.Part end = new Download.Part(5, 9);

        make(FakeDownload.parts("/a", 10, front, end).sent(9).cut());
        assertThat(count.delivered()).isZero();

        make(FakeDownload.parts("/a", 10, front, end).complete());
        assertThat(count.delivered()).isEqualTo(1);
    }

    /** As two guests behind one address get it, of whom one fetches it at once and the other in pieces. */
    @Test
    void whole_besidePieces_countsApart() {
        make(FakeDownload.part("/a", 10, 0, 4).complete());
        make(FakeDownload.of("/a", 10).complete());
        assertThat(count.delivered()).isEqualTo(1);

        make(FakeDownload.part("/a", 10, 5, 9).complete());
        assertThat(count.delivered()).isEqualTo(2);

        make(FakeDownload.part("/a", 10, 5, 9).complete());
        assertThat(count.delivered()).as("what was counted is done with").isEqualTo(2);
    }

    @Test
    void growing_whileMoreMayCome_countsNot() {
        make(FakeDownload.of("/in", 4).growing().complete());
        make(FakeDownload.part("/in", 8, 4, 7).growing().complete());

        assertThat(count.delivered()).isZero();
    }

    @Test
    void growing_followerWhoHasAll_countsWithTheEnd() {
        make(FakeDownload.of("/in", 4).growing().complete());
        make(FakeDownload.part("/in", 9, 4, 8).growing().complete());
        make(FakeDownload.of("/in", 9).growing().by("192.0.2.2").complete());
        make(FakeDownload.of("/in", 8).growing().by("192.0.2.3").complete());
        make(FakeDownload.of("/other", 9).tagged("\"2\"").growing().complete());
        assertThat(count.delivered()).isZero();

        count.allHasCome("\"1\"", 9);
        assertThat(count.delivered()).as("those who have all of it").isEqualTo(2);
        assertThat(reached).hasValue(1);

        make(FakeDownload.part("/in", 9, 8, 8).by("192.0.2.3").complete());
        assertThat(count.delivered()).isEqualTo(3);
        assertThat(reached).as("told once").hasValue(1);
    }

    @Test
    void growing_underWayWhenItEnds_countsWhenItIsOver() {
        FakeDownload begunBefore = FakeDownload.of("/in", 9).growing();
        count.begun(begunBefore);
        count.allHasCome("\"1\"", 9);
        assertThat(count.delivered()).isZero();

        count.ended(begunBefore.complete());
        assertThat(count.delivered()).isEqualTo(1);
    }

    /** The file was opened before it ended, and the answer begins afterwards. */
    @Test
    void growing_openedBeforeItsEnd_countsAllTheSame() {
        count.allHasCome("\"1\"", 9);
        make(FakeDownload.of("/in", 9).growing().complete());
        assertThat(count.delivered()).isEqualTo(1);

        make(FakeDownload.of("/in", 8).growing().complete());
        assertThat(count.delivered()).isEqualTo(1);
    }

    @Test
    void growing_nothingCame_countsForWhoAsksAfterwards() {
        make(FakeDownload.of("/in", 0).growing().complete());
        count.allHasCome("\"1\"", 0);
        assertThat(count.delivered()).isZero();

        make(FakeDownload.of("/in", 0).complete());
        assertThat(count.delivered()).isEqualTo(1);
    }

    @Test
    void ended_neverBegun_countsOnlyAsAWhole() {
        count.ended(FakeDownload.part("/a", 10, 0, 4).complete());
        count.ended(FakeDownload.part("/a", 10, 5, 9).complete());
        assertThat(count.delivered()).isZero();

        count.ended(FakeDownload.of("/a", 10).complete());
        assertThat(count.delivered()).isEqualTo(1);
    }

    @Test
    void wanted_none_isRefused() {
        assertThatThrownBy(() -> new DeliveryCount(0, reached::incrementAndGet))
                .hasMessage("count must be positive: 0");
    }
}
