package io.vmshare;

import static io.vmshare.EarlyReaders.CHUNK;
import static io.vmshare.EarlyReaders.MANY;
import static io.vmshare.EarlyReaders.OPEN;
import static io.vmshare.EarlyReaders.ask;
import static io.vmshare.EarlyReaders.awaitUnfinished;
import static io.vmshare.EarlyReaders.content;
import static io.vmshare.EarlyReaders.kept;
import static io.vmshare.EarlyReaders.many;
import static io.vmshare.EarlyReaders.readAnswer;
import static io.vmshare.EarlyReaders.readRest;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.kept.Kept;
import io.vmshare.kept.KeptFiles;
import io.vmshare.wire.LimitOptions;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers made of kept files to readers that are slow, stall or leave. */
@Timeout(60)
class EarlyReadersHttpTest {

    @RegisterExtension
    static final EarlyReaders readers = new EarlyReaders("plain", "leaves");

    @Test
    void reader_whoTakesNothingAndThenAll_getsEachAnswerWhole() throws Exception {
        ShareServer server = readers.start("plain");
        Socket socket = readers.asksOften(server, many());
        awaitUnfinished(server, 1);
        assertThat(ask(server, "/chunk").body()).hasSize(CHUNK); // others go on

        for (String name : many()) {
            byte[] expected = content(name.equals("chunk") ? CHUNK : name.equals("open") ? OPEN : 100);
            assertThat(Arrays.equals(readAnswer(socket.getInputStream()), expected))
                    .as(name)
                    .isTrue();
        }
        awaitUnfinished(server, 0);
    }

    /** While an answer waits, nothing of its connection takes any time, and no other deadline than the stall's counts. */
    @Test
    void reader_slowerThanAHeadMayBe_isNotRefused() throws Exception {
        LimitOptions limits =
                LimitOptions.DEFAULT.withHeadTimeout(Duration.ofMillis(300)).withIdleTimeout(Duration.ofMillis(300));
        ShareServer server = readers.start(
                "plain",
                ShareOptions.builder(readers.resolve("plain")).limits(limits).grace(Duration.ZERO));
        Socket socket = readers.asksOften(server, many());
        awaitUnfinished(server, 1);
        long since = System.nanoTime();
        Deadline.await("a second has passed", () -> System.nanoTime() - since > 1_000_000_000L);

        for (String name : many()) {
            byte[] expected = content(name.equals("chunk") ? CHUNK : name.equals("open") ? OPEN : 100);
            assertThat(Arrays.equals(readAnswer(socket.getInputStream()), expected))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void readers_whoLeave_leaveNothing() throws Exception {
        ShareServer server = readers.start("leaves");
        Path open = readers.resolve("leaves/open");
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sockets.add(readers.asksOften(server, many()));
        }
        awaitUnfinished(server, 20);

        for (Socket socket : sockets) {
            socket.close();
        }

        awaitUnfinished(server, 0);
        assertThat(Kept.chunksTaken(kept(server))).isLessThanOrEqualTo(1); // by what is kept still
        KeptFiles kept = kept(server);
        server.close();
        assertThat(Kept.chunksTaken(kept)).isZero();
        assertThat(OpenFiles.includes(open)).isFalse();
    }

    @Test
    void reader_whoTakesNothing_isCutAfterTheStallTimeout() throws Exception {
        ShareServer server = readers.start(
                "plain",
                ShareOptions.builder(readers.resolve("plain"))
                        .stallTimeout(Duration.ofMillis(500))
                        .grace(Duration.ZERO));
        Socket socket = readers.asksOften(server, many());
        awaitUnfinished(server, 1);

        awaitUnfinished(server, 0);
        assertThat(readRest(socket.getInputStream())).isLessThan(MANY / 3 * OPEN);
    }

    /** More of them than there are chunks. */
    @Test
    void readers_whoTakeNothing_doNotStopAnother() throws Exception {
        ShareServer server = readers.start("plain");
        String[] names = new String[MANY];
        Arrays.fill(names, "open");
        for (int i = 0; i < 100; i++) {
            readers.asksOften(server, names);
        }
        Deadline.await("as many answers wait", () -> server.exchanges() >= 100);

        for (String name : List.of("open", "chunk", "small")) {
            assertThat(ask(server, "/" + name).body()).isEqualTo(Files.readAllBytes(readers.resolve("plain/" + name)));
        }
        assertThat(Kept.chunksTaken(kept(server))).isLessThanOrEqualTo(64);
    }
}
