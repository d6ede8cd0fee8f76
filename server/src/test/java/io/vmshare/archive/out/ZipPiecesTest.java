package io.vmshare.archive.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.archive.out.MemberFiles.Promise;
import io.vmshare.archive.tree.NameRoom;
import io.vmshare.archive.tree.Places;
import io.vmshare.archive.tree.Plan;
import io.vmshare.archive.tree.Report;
import io.vmshare.archive.tree.Style;
import io.vmshare.archive.tree.TreeWalk;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.RequestPath;
import io.vmshare.work.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** For whom files are read whose bytes are not wanted: a part with the directory at the end of a zip has the sums of all. */
@Timeout(20)
class ZipPiecesTest {

    private static final NameRoom ROOM = new NameRoom() {
        @Override
        public void takeNames(long bytes) {}

        @Override
        public void giveBackNames(long bytes) {}
    };

    @TempDir
    Path directory;

    private final AtomicLong clock = new AtomicLong();

    /** The last bytes of one of two files; its client has nothing else to ask, and so has closed his end. */
    private ZipPieces end(int bytes) throws IOException {
        Files.write(directory.resolve("a.png"), new byte[10_000]);
        Files.write(directory.resolve("b.png"), new byte[10_000]);
        Places places =
                new Places(Mounts.of(List.of(directory), true, false, true), RequestPath.parse("/"), Optional.empty());
        Report report = new Report();
        TreeWalk walk = new TreeWalk(places, Name.ofText("d"), Set.of(), Style.PORTABLE, report, ROOM, false);
        Plan plan = Objects.requireNonNull(Plan.of(walk, "zip", report, more -> true));
        MemberFiles files = new MemberFiles(places, Promise.BYTES);
        Sums.OfArchive sums = new Sums().of("tag", plan.count());
        long length = ZipPieces.length(plan, files, sums);
        return new ZipPieces(plan, files, sums, length - bytes, length, new Presence(() -> true, clock::get));
    }

    @Test
    void next_clientWhoWasServedJustNow_isNotSuspected() throws IOException {
        ZipPieces zip = end(5000);
        assertThat(zip.next()).isInstanceOf(FilePiece.class);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(3));

        int more = 0;
        while (zip.next() != null) {
            more++;
        }
        assertThat(more).isPositive();
        zip.close();
    }

    @Test
    void next_clientWhoWaits_hasLeftAfterAWhile() throws IOException {
        ZipPieces zip = end(100);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(3));

        assertThatThrownBy(zip::next).isInstanceOf(IOException.class).hasMessageContaining("nobody waits");
        zip.close();
    }
}
