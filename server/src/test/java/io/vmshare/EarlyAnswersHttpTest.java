package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.DefaultByteBufferPool;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.wire.Connections;
import io.vmshare.wire.EarlyAnswer;
import io.vmshare.wire.EarlyAnswers;
import io.vmshare.wire.LimitOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.conduits.StreamSinkConduit;

/** What stands around early answers, whatever they are made of: one I/O thread, and answers that a test makes. */
@Timeout(60)
class EarlyAnswersHttpTest {

    private static final String EARLY = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly";

    private XnioWorker worker;

    @BeforeEach
    void start() throws IOException {
        worker = Xnio.getInstance()
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_IO_THREADS, 1)
                        .set(Options.THREAD_DAEMON, true)
                        .getMap());
    }

    @AfterEach
    void stop() {
        worker.shutdownNow();
    }

    private int listen(EarlyAnswers answers) {
        Connections connections = new Connections(worker, LimitOptions.DEFAULT, answers, Duration.ofMinutes(1));
        Listener listener = Listener.open(
                worker,
                new DefaultByteBufferPool(true, 16 * 1024),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                exchange -> exchange.getResponseSender().send("engine of " + exchange.getRequestPath()),
                LimitOptions.DEFAULT,
                connections);
        return listener.address().getPort();
    }

    private static String request(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    /** A short answer. */
    private static final class Early implements EarlyAnswer {

        private final ByteBuffer bytes = ByteBuffer.wrap(EARLY.getBytes(StandardCharsets.US_ASCII));
        private final Runnable end;

        Early(Runnable end) {
            this.end = end;
        }

        @Override
        public boolean writeTo(StreamSinkConduit sink) throws IOException {
            while (bytes.hasRemaining()) {
                if (sink.write(bytes) == 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void end() {
            end.run();
        }
    }

    @Test
    void answers_thatFail_areLeftToTheEngine() throws IOException {
        int port = listen((head, peer) -> {
            if (head.line().target().equals("/fails")) {
                throw new IllegalStateException("a bug, for a test");
            }
            return head.line().target().equals("/early") ? new Early(() -> {}) : null;
        });
        try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
            http.send(request("/early") + request("/fails") + request("/early") + request("/engine"));

            assertThat(http.read(4))
                    .extracting(Response::text)
                    .containsExactly("early", "engine of /fails", "early", "engine of /engine");
        }
    }

    /** Nothing tells how much of it has gone out. */
    @Test
    void answer_thatFailsHalfway_isCutAndEndsOnce() throws Exception {
        AtomicInteger ends = new AtomicInteger();
        int port = listen((head, peer) -> new EarlyAnswer() {
            @Override
            public boolean writeTo(StreamSinkConduit sink) throws IOException {
                sink.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII)));
                throw new IllegalStateException("a bug, for a test");
            }

            @Override
            public void end() {
                ends.incrementAndGet();
            }
        });
        try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
            http.send(request("/early"));

            assertThat(new String(http.readToEnd(), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK\r\n");
        }
        try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
            http.send(request("/early")).readToEnd();
        }
        Deadline.await("each answer has ended", () -> ends.get() >= 2);
        assertThat(ends.get()).isEqualTo(2);
    }

    /** The engine's answers and early ones take turns on one connection, also when they have to wait for the reader. */
    @Test
    void answers_ofBothKinds_comeInOrder() throws IOException {
        int port = listen((head, peer) -> head.line().target().startsWith("/early") ? new Early(() -> {}) : null);
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            requests.append(request(i % 50 < 40 ? "/early" : "/" + i));
        }
        try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
            http.send(requests.toString());
            for (int i = 0; i < 300; i++) {
                assertThat(http.read().text()).isEqualTo(i % 50 < 40 ? "early" : "engine of /" + i);
            }
        }
    }

    /** Who sends requests faster than they are answered has no I/O thread for himself. */
    @Test
    void client_whoNeverStopsAsking_doesNotStopAnother() throws Exception {
        int port = listen((head, peer) -> new Early(() -> {}));
        byte[] flood = request("/early").repeat(2000).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            AtomicInteger read = new AtomicInteger();
            var writes = running(() -> {
                try {
                    while (true) {
                        socket.getOutputStream().write(flood);
                    }
                } catch (IOException e) {
                    return; // closed at the end
                }
            });
            var reads = running(() -> {
                byte[] buffer = new byte[1024 * 1024];
                try {
                    for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
                        read.addAndGet(n);
                    }
                } catch (IOException e) {
                    return; // closed at the end
                }
            });
            Deadline.await("the flood runs", () -> read.get() > 5_000_000);
            for (int i = 0; i < 20; i++) {
                try (RawHttp http = RawHttp.connect("127.0.0.1", port, Duration.ofSeconds(5))) {
                    assertThat(http.send(request("/early")).read().text()).isEqualTo("early");
                }
            }
            assertThat(writes.isDone() || reads.isDone()).isFalse();
        }
    }

    /** On a thread of its own: the pool that all share has one thread on a small machine. */
    private static CompletableFuture<Void> running(Runnable task) {
        return CompletableFuture.runAsync(task, work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            thread.start();
        });
    }
}
