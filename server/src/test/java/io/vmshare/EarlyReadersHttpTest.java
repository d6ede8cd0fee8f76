package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.kept.Kept;
import io.vmshare.kept.KeptFiles;
import io.vmshare.wire.LimitOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers made of kept files to readers that are slow, stall or leave. */
@Timeout(60)
class EarlyReadersHttpTest {

    private static final int CHUNK = 100 * 1024;
    private static final int OPEN = 400 * 1024;

    /** More than the system takes for a reader that takes nothing. */
    private static final int MANY = 80;

    private static Path all;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void fill() throws IOException {
        all = Files.createTempDirectory("readers").toRealPath();
        for (String name : List.of("plain", "changed", "grown", "stopped", "leaves")) {
            Path root = Files.createDirectory(all.resolve(name));
            Files.write(root.resolve("chunk"), content(CHUNK));
            Files.write(root.resolve("open"), content(OPEN));
            Files.write(root.resolve("small"), content(100));
        }
    }

    @AfterAll
    static void delete() throws IOException {
        HostileTree.delete(all);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private ShareServer start(String root, ShareOptions.Builder options) throws Exception {
        ShareServer server = ShareServer.start(options.build());
        opened.add(server);
        for (String name : List.of("open", "chunk")) {
            Deadline.await(name + " of " + root + " is kept", () -> {
                long before = Kept.answers(kept(server));
                ask(server, name);
                return Kept.answers(kept(server)) > before;
            });
        }
        return server;
    }

    private ShareServer start(String root) throws Exception {
        return start(root, ShareOptions.builder(all.resolve(root)).grace(Duration.ZERO));
    }

    private static KeptFiles kept(ShareServer server) {
        return server.keptFiles().orElseThrow();
    }

    private static Response ask(ShareServer server, String name) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            return http.send(request(name)).read();
        }
    }

    private static String request(String name) {
        return "GET /" + name + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    /** A client that has asked often, and takes nothing until it is told to. */
    private Socket asksOften(ShareServer server, String... names) throws IOException {
        Socket socket = new Socket();
        opened.add(socket);
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", server.uri().getPort()));
        StringBuilder requests = new StringBuilder();
        for (String name : names) {
            requests.append(request(name));
        }
        socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String[] many() {
        String[] names = new String[MANY];
        for (int i = 0; i < MANY; i++) {
            boolean begins = i > 0 && i < 15; // these alone are too much for one turn
            names[i] = begins || i % 3 == 1 ? "open" : i % 3 == 0 ? "chunk" : "small";
        }
        return names;
    }

    private static void awaitUnfinished(ShareServer server, int count) throws Exception {
        Deadline.await(count + " answers wait", () -> server.exchanges() == count);
    }

    /** Reads the next answer's head and content, less of that if the connection ends. */
    private static byte[] readAnswer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed after \"" + head + "\"");
            }
            head.append((char) b);
        }
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        return in.readNBytes(Integer.parseInt(head.substring(at, head.indexOf("\r\n", at))));
    }

    /** Reads whatever still comes, however the connection ends. */
    private static int readRest(InputStream in) throws IOException {
        byte[] buffer = new byte[65536];
        int count = 0;
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count += n;
            }
        } catch (SocketException e) {
            return count;
        }
        return count;
    }

    @Test
    void reader_whoTakesNothingAndThenAll_getsEachAnswerWhole() throws Exception {
        ShareServer server = start("plain");
        Socket socket = asksOften(server, many());
        awaitUnfinished(server, 1);
        assertThat(ask(server, "chunk").body()).hasSize(CHUNK); // others go on

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
        ShareServer server = start(
                "plain",
                ShareOptions.builder(all.resolve("plain")).limits(limits).grace(Duration.ZERO));
        Socket socket = asksOften(server, many());
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
        ShareServer server = start("leaves");
        Path open = all.resolve("leaves/open");
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sockets.add(asksOften(server, many()));
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
        ShareServer server = start(
                "plain",
                ShareOptions.builder(all.resolve("plain"))
                        .stallTimeout(Duration.ofMillis(500))
                        .grace(Duration.ZERO));
        Socket socket = asksOften(server, many());
        awaitUnfinished(server, 1);

        awaitUnfinished(server, 0);
        assertThat(readRest(socket.getInputStream())).isLessThan(MANY / 3 * OPEN);
    }

    /** More of them than there are chunks. */
    @Test
    void readers_whoTakeNothing_doNotStopAnother() throws Exception {
        ShareServer server = start("plain");
        String[] names = new String[MANY];
        Arrays.fill(names, "open");
        for (int i = 0; i < 100; i++) {
            asksOften(server, names);
        }
        Deadline.await("as many answers wait", () -> server.exchanges() >= 100);

        for (String name : List.of("open", "chunk", "small")) {
            assertThat(ask(server, name).body()).isEqualTo(Files.readAllBytes(all.resolve("plain/" + name)));
        }
        assertThat(Kept.chunksTaken(kept(server))).isLessThanOrEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fileUnderWay_rewrittenOrGrown_isCutOrEndsAtThePromisedLength(boolean grown) throws Exception {
        String root = grown ? "grown" : "changed";
        ShareServer server = start(root);
        String[] names = new String[MANY];
        Arrays.fill(names, "open");
        Socket socket = asksOften(server, names);
        awaitUnfinished(server, 1);
        Path file = all.resolve(root).resolve("open");

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
            assertThat(ask(server, "open").body()).isEqualTo(new byte[OPEN]);
        }
    }

    @Test
    void close_answerThatWaits_isFinishedWithinTheGrace() throws Exception {
        ShareServer server =
                start("stopped", ShareOptions.builder(all.resolve("stopped")).grace(Duration.ofSeconds(20)));
        Socket socket = asksOften(server, many());
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
            ShareServer server = start("stopped");
            for (int reader = 0; reader < 8; reader++) {
                asksOften(server, many());
            }
            awaitUnfinished(server, 8);
            KeptFiles kept = kept(server);

            server.close();

            assertThat(server.exchanges()).isZero();
            assertThat(Kept.chunksTaken(kept)).isZero();
            assertThat(OpenFiles.includes(all.resolve("stopped/open"))).isFalse();
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
