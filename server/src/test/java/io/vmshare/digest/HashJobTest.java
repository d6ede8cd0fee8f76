package io.vmshare.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.path.Name;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Digests in the making, and those who wait for them. */
@Timeout(60)
@EnabledOnOs(OS.LINUX) // elsewhere no file system tells of every change
class HashJobTest {

    private static final Name NAME = Name.ofText("file");

    @TempDir
    private static Path root;

    private static HashedFile file;

    private final Queue<Runnable> handedOn = new ArrayDeque<>();
    private final Turns turns = new Turns(handedOn::add, 2);
    private final FileDigests digests = new FileDigests(exchange -> false);

    @BeforeAll
    static void write() throws Exception {
        file = new HashedFile(root);
        file.awaitSettled("/file");
    }

    private void runAll() {
        for (Runnable next = handedOn.poll(); next != null; next = handedOn.poll()) {
            next.run();
        }
    }

    @Test
    void join_manyForOneFile_makeItOnce() throws Exception {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(new Client(file.source()));
        }
        assertThat(clients.stream().map(client -> client.job).distinct()).hasSize(1);

        runAll();

        for (Client client : clients) {
            assertThat(client.told).isEqualTo(1);
            assertThat(HashedFile.hex(Optional.ofNullable(client.job.digest()))).isEqualTo(file.expected());
            client.close();
        }
        assertThat(OpenFiles.includes(file.path())).isFalse();
    }

    @Test
    void join_oneOfManyLeaves_goesOnForTheOthers() throws Exception {
        Client first = new Client(file.source());
        Client second = new Client(file.source());
        assertThat(second.job).isSameAs(first.job);

        first.close();
        runAll();

        assertThat(HashedFile.hex(Optional.ofNullable(second.job.digest()))).isEqualTo(file.expected());
        second.close();
        assertThat(first.told).isZero();
        assertThat(OpenFiles.includes(file.path())).isFalse();
    }

    @Test
    void join_allLeave_readsNothingAndClosesTheFile() throws Exception {
        Client client = new Client(file.source());

        client.close();

        assertThat(OpenFiles.includes(file.path())).isFalse();
        runAll();
        assertThat(client.job.isOver()).isTrue();
        assertThat(digests.count()).isZero();
    }

    @Test
    void join_afterAllHaveLeft_beginsAnew() throws Exception {
        Client gone = new Client(file.source());
        gone.close();

        Client client = new Client(file.source());
        assertThat(client.job).isNotSameAs(gone.job);
        runAll();

        assertThat(HashedFile.hex(Optional.ofNullable(client.job.digest()))).isEqualTo(file.expected());
        client.close();
    }

    @Test
    void join_clientsThatHaveLeft_areNoticedInTime() throws Exception {
        HostileTree.sparse(file.root().resolve("huge"), 1L << 40); // nobody has the time to read it
        Client here = new Client(new FileSource(file.locate("/huge")));
        Client gone = new Client(new FileSource(file.locate("/huge")));
        gone.left = true;

        Deadline.await("it is told", () -> {
            handedOn.remove().run();
            return gone.told == 1;
        });
        assertThat(here.job.isOver()).isFalse();
        here.left = true;
        Deadline.await("nothing is read any more", () -> {
            Runnable next = handedOn.poll();
            if (next != null) {
                next.run();
            }
            return here.job.isOver();
        });

        assertThat(here.told).isEqualTo(1);
        assertThat(handedOn).isEmpty();
        here.close();
        gone.close();
        assertThat(OpenFiles.includes(file.root().resolve("huge"))).isFalse();
    }

    @Test
    void join_fileThatChanges_hasNoDigest() throws Exception {
        HostileTree.sparse(file.root().resolve("shrinks"), 1L << 40);
        Files.setLastModifiedTime(file.root().resolve("shrinks"), FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        Client client = new Client(new FileSource(file.locate("/shrinks")));
        handedOn.remove().run();
        assertThat(client.told).isZero();

        try (FileChannel channel = FileChannel.open(file.root().resolve("shrinks"), StandardOpenOption.WRITE)) {
            channel.truncate(10);
        }
        runAll();

        assertThat(client.told).isEqualTo(1);
        assertThat(client.job.isOver()).isTrue();
        assertThat(client.job.digest()).isNull();
        client.close();
        assertThat(OpenFiles.includes(file.root().resolve("shrinks"))).isFalse();
    }

    /** Who waits for a digest. */
    private final class Client implements HashJob.Waiter {

        final FileSource source;
        final HashJob job;
        boolean left;
        int told;

        Client(FileSource source) {
            this.source = source;
            this.job = digests.join(turns, source, NAME, Algorithm.SHA_256, this);
        }

        void close() throws IOException {
            job.leave(this);
            if (!job.owns(source)) {
                source.close();
            }
        }

        @Override
        public boolean hasLeft() {
            return left;
        }

        @Override
        public void over() {
            told++;
        }
    }
}
