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

import io.vmshare.fixtures.OpenFiles;
import io.vmshare.kept.Kept;
import io.vmshare.kept.KeptFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers made of kept files that are under way when the file changes or the share is closed. */
@Timeout(60)
class EarlyEndsHttpTest {

    @RegisterExtension
    static final EarlyReaders readers = new EarlyReaders("changed", "grown", "stopped");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fileUnderWay_rewrittenOrGrown_isCutOrEndsAtThePromisedLength(boolean grown) throws Exception {
        String root = grown ? "grown" : "changed";
        ShareServer server = readers.start(root);
        String[] names = new String[MANY];
        Arrays.fill(names, "open");
        Socket socket = readers.asksOften(server, names);
        awaitUnfinished(server, 1);
        Path file = readers.resolve(root).resolve("open");

        if (grown) {
            Files.write(file, new byte[1000], StandardOpenOption.APPEND);
            for (int i = 0; i < MANY; i++) {
                byte[] answer = readAnswer(socket.getInputStream());
                boolean before = Arrays.equals(answer, content(OPEN));
                assertThat(before || Arrays.equals(answer, Files.readAllBytes(file)))
                        .as("answer %s of %s bytes", i, answer.length)
                        .isTrue();
            }
        } else {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[OPEN]), 0);
            }
            assertCutOrNew(socket.getInputStream(), new byte[OPEN]);
            assertThat(ask(server, "/open").body()).isEqualTo(new byte[OPEN]);
        }
    }

    @Test
    void close_answerThatWaits_isFinishedWithinTheGrace() throws Exception {
        ShareServer server = readers.start(
                "stopped", ShareOptions.builder(readers.resolve("stopped")).grace(Duration.ofSeconds(20)));
        Socket socket = readers.asksOften(server, many());
        awaitUnfinished(server, 1);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close, task -> new Thread(task).start());
        byte[] first = readAnswer(socket.getInputStream());
        int rest = readRest(socket.getInputStream());

        assertThat(first).isEqualTo(content(CHUNK));
        assertThat(rest).isPositive();
        closed.get(15, TimeUnit.SECONDS);
        assertThat(server.exchanges()).isZero();
    }

    @Test
    void close_answerThatWaitsLonger_isCutAndLeavesNothing() throws Exception {
        for (int i = 0; i < 5; i++) {
            ShareServer server = readers.start("stopped");
            for (int reader = 0; reader < 8; reader++) {
                readers.asksOften(server, many());
            }
            awaitUnfinished(server, 8);
            KeptFiles kept = kept(server);

            server.close();

            assertThat(server.exchanges()).isZero();
            assertThat(Kept.chunksTaken(kept)).isZero();
            assertThat(OpenFiles.includes(readers.resolve("stopped/open"))).isFalse();
        }
    }

    /**
     * Reads until the connection is cut in an answer, or else to the last one, which is of the new content. What the kernel
     * has taken by reference before may be a mix (so it is with the engine's answers, and any server's that use sendfile).
     */
    private static void assertCutOrNew(InputStream in, byte[] changed) throws IOException {
        byte[] last = new byte[0];
        try {
            for (int i = 0; i < MANY; i++) {
                last = readAnswer(in);
                if (last.length < OPEN) {
                    return;
                }
            }
        } catch (SocketException e) {
            return; // reset: cut as well
        }
        assertThat(last).isEqualTo(changed);
    }
}
