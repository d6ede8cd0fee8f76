package io.vmshare.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.FakeDownload;
import io.vmshare.transfer.Download;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RowTest {

    private static final long SECOND = 1_000_000_000;

    private static Row row(FakeDownload... downloads) {
        Row row = new Row(downloads[0]);
        for (FakeDownload download : downloads) {
            row.add(download);
        }
        return row;
    }

    @Test
    void look_steadyReader_hasItsRateAndTime() {
        FakeDownload download = FakeDownload.of("/a", 1000);
        Row row = row(download);
        for (int second = 1; second <= 4; second++) {
            download.sent(100L * second);
            row.look(second * SECOND);
        }

        assertThat(row.done()).isEqualTo(400);
        assertThat(row.goal()).isEqualTo(1000);
        assertThat(row.rate()).isEqualTo(100);
        assertThat(row.secondsLeft()).isEqualTo(6);
        assertThat(row.isStalled()).isFalse();
    }

    @Test
    void look_readerThatStops_isStalledAfterSomeSeconds() {
        FakeDownload download = FakeDownload.of("/a", 1000).sent(100);
        Row row = row(download);
        row.look(SECOND);
        row.look(4 * SECOND);
        assertThat(row.isStalled()).isFalse();

        row.look(4 * SECOND + SECOND / 2);
        assertThat(row.isStalled()).isTrue();
        assertThat(row.secondsLeft()).isEqualTo(-1);

        download.sent(200);
        row.look(5 * SECOND);
        assertThat(row.isStalled()).isFalse();
    }

    @Test
    void done_resumedFile_countsWhatWasBefore() {
        Row row = row(FakeDownload.part("/a", 1000, 600, 999).sent(100));
        row.look(SECOND);

        assertThat(row.goal()).isEqualTo(1000);
        assertThat(row.done()).isEqualTo(700);
    }

    @Test
    void done_onePartOfAFile_isOfThatPart() {
        Row row = row(FakeDownload.part("/a", 1000, 600, 799).sent(100));
        row.look(SECOND);

        assertThat(row.goal()).isEqualTo(200);
        assertThat(row.done()).isEqualTo(100);
    }

    @Test
    void done_pieces_areOfTheFile() {
        FakeDownload second = FakeDownload.part("/a", 1000, 500, 749).sent(50);
        FakeDownload first = FakeDownload.part("/a", 1000, 0, 499).sent(100);
        Row row = row(second, first);
        row.look(SECOND);
        assertThat(row.goal()).isEqualTo(1000);
        assertThat(row.done()).isEqualTo(150);

        row.finish(second.complete());
        row.look(2 * SECOND);
        assertThat(row.done()).as("what is over counts on").isEqualTo(350);
        assertThat(row.isOver()).isFalse();

        row.finish(first.complete());
        assertThat(row.isOver()).isTrue();
    }

    @Test
    void done_moreThanThereIs_isAll() {
        FakeDownload first = FakeDownload.of("/a", 1000).sent(900);
        FakeDownload second = FakeDownload.part("/a", 1000, 500, 999).sent(300);
        Row row = row(first, second);
        row.look(SECOND);

        assertThat(row.done()).isEqualTo(1000);
    }

    @Test
    void goal_unknownLength_isUnknown() {
        Row row = row(FakeDownload.of("/a/?archive=zip", Download.UNKNOWN).sent(70));
        row.look(SECOND);

        assertThat(row.goal()).isEqualTo(Download.UNKNOWN);
        assertThat(row.done()).isEqualTo(70);
        assertThat(row.secondsLeft()).isEqualTo(-1);
    }

    @Test
    void rows_sameClientFileAndTag_areOne() {
        Rows rows = new Rows();
        FakeDownload first = FakeDownload.part("/a", 1000, 0, 499).sent(10);
        FakeDownload second = FakeDownload.part("/a", 1000, 500, 999).sent(10);
        FakeDownload other = FakeDownload.of("/a", 1000).by("192.0.2.9").startedAt(3 * SECOND);
        rows.look(List.of(first, second, other), List.of(), 4 * SECOND);

        assertThat(rows.since(4 * SECOND)).extracting(Row::client).containsExactly("192.0.2.1", "192.0.2.9");
        assertThat(rows.since(2 * SECOND)).extracting(Row::done).containsExactly(20L);

        rows.look(List.of(), List.of(first.complete(), second.complete(), other.cut()), 5 * SECOND);
        assertThat(rows.since(5 * SECOND)).isEmpty();
    }

    /** As two guests on user networking fetch it, of whom one takes pieces as well. */
    @Test
    void rows_allOfAFileTwiceToOneAddress_areTwo() {
        Rows rows = new Rows();
        FakeDownload first = FakeDownload.of("/a", 1000).sent(600);
        FakeDownload second = FakeDownload.part("/a", 1000, 0, 999).sent(500);
        FakeDownload piece = FakeDownload.part("/a", 1000, 900, 999).sent(10);
        rows.look(List.of(first, second, piece), List.of(), SECOND);
        assertThat(rows.since(SECOND)).extracting(Row::done).containsExactly(610L, 500L);

        FakeDownload third = FakeDownload.of("/a", 1000);
        rows.look(List.of(second, piece), List.of(first.complete(), third.complete()), 2 * SECOND);
        assertThat(rows.since(2 * SECOND)).extracting(Row::done).containsExactly(1000L, 500L);

        rows.look(List.of(), List.of(second.complete(), piece.complete()), 3 * SECOND);
        assertThat(rows.since(3 * SECOND)).isEmpty();
    }
}
