package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.wire.LimitOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a connection may ask, and how long it may keep us waiting. */
@Tag("load")
@Timeout(60)
class LimitsHttpTest {

    private static final String GET = "GET /file.txt HTTP/1.1\r\nHost: x\r\n\r\n";

    /** Long enough for a loaded machine to answer in, short enough to wait for. */
    private static final Duration SHORT = Duration.ofMillis(700);

    @TempDir
    Path directory;

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(directory.resolve("file.txt"), "content");
        HostileTree.sparse(directory.resolve("big"), 256 * 1024 * 1024);
    }

    private ShareServer start(LimitOptions limits) {
        return ShareServer.start(ShareOptions.builder(directory)
                .limits(limits)
                .stallTimeout(SHORT)
                .build());
    }

    private static RawHttp connect(ShareServer server) throws IOException {
        return RawHttp.connect("127.0.0.1", server.uri().getPort());
    }

    @ParameterizedTest(name = "a target of {0} bytes is {1}")
    @CsvSource({"8192, 404", "8193, 414", "20000, 414", "40000, 414"})
    void request_longTarget_is414(int length, int status) throws IOException {
        try (ShareServer server = start(LimitOptions.DEFAULT);
                RawHttp http = connect(server)) {
            http.send("GET /" + "/a".repeat(length).substring(0, length - 1) + " HTTP/1.1\r\nHost: x\r\n\r\n");

            RawHttp.Response answer = http.read();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).startsWith(String.valueOf(status));
        }
    }

    @ParameterizedTest(name = "a head of {0} bytes is {1}")
    @CsvSource({"32768, 200", "32769, 431", "100000, 431"})
    void request_largeHead_is431(int size, int status) throws IOException {
        String start = "GET /file.txt HTTP/1.1\r\nHost: x\r\nX: ";
        try (ShareServer server = start(LimitOptions.DEFAULT);
                RawHttp http = connect(server)) {
            http.send(start + "y".repeat(size - start.length() - 4) + "\r\n\r\n");

            assertThat(http.read().status()).isEqualTo(status);
        }
    }

    @ParameterizedTest(name = "{0} fields: {1}")
    @CsvSource({"200, 200", "201, 431", "3000, 431"})
    void request_manyFields_is431(int count, int status) throws IOException {
        try (ShareServer server = start(LimitOptions.DEFAULT);
                RawHttp http = connect(server)) {
            StringBuilder fields = new StringBuilder();
            for (int i = 1; i < count; i++) {
                fields.append('a').append(i).append(":\r\n");
            }
            http.send("GET /file.txt HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");

            assertThat(http.read().status()).isEqualTo(status);
        }
    }

    @Test
    void request_limitsOfTheOwner_areKept() throws IOException {
        try (ShareServer server = start(LimitOptions.DEFAULT.withHead(20, 100, 2))) {
            for (String[] pair : new String[][] {
                {GET, "200"},
                {"GET /file.txt?12345678901 HTTP/1.1\r\nHost: x\r\n\r\n", "414"},
                {"GET /file.txt HTTP/1.1\r\nHost: x\r\na:\r\nb:\r\n\r\n", "431"},
                {"GET /file.txt HTTP/1.1\r\nHost: " + "x".repeat(80) + "\r\n\r\n", "431"}
            }) {
                try (RawHttp http = connect(server)) {
                    assertThat(http.send(pair[0]).read().status()).hasToString(pair[1]);
                }
            }
        }
    }

    @Test
    void request_headThatStops_is408() throws IOException {
        try (ShareServer server = start(LimitOptions.DEFAULT.withHeadTimeout(SHORT));
                RawHttp http = connect(server)) {
            http.send(GET + "GET /file.txt HTTP/1.1\r\nHost:");

            assertThat(http.read().text()).isEqualTo("content");
            assertThat(http.read().status()).isEqualTo(408);
            assertThat(http.readToEnd()).isEmpty();
        }
    }

    @Test
    void request_headThatTrickles_is408() throws Exception {
        try (ShareServer server = start(LimitOptions.DEFAULT.withHeadTimeout(SHORT));
                Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            socket.getOutputStream()
                    .write("GET /file.txt HTTP/1.1\r\nHost: x\r\nX: ".getBytes(StandardCharsets.US_ASCII));

            Deadline.await("an answer to a head that never ends", () -> {
                socket.getOutputStream().write('y');
                return socket.getInputStream().available() > 0;
            });
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 408");
        }
    }

    /** An empty line is no beginning of a request: it neither hurries nor prolongs the wait for one. */
    @Test
    void connection_emptyLineAfterARequest_isIdle() throws Exception {
        try (ShareServer server =
                        start(LimitOptions.DEFAULT.withHeadTimeout(SHORT).withIdleTimeout(SHORT.multipliedBy(4)));
                RawHttp http = connect(server)) {
            assertThat(http.send(GET + "\r\n").read().text()).isEqualTo("content");
            LockSupport.parkNanos(SHORT.multipliedBy(2).toNanos());
            assertThat(http.send(GET).read().text()).isEqualTo("content");

            http.send("\r\n");
            assertThat(http.readToEnd()).as("closed as idle, without 408").isEmpty();
        }
    }

    @Test
    void connection_idle_isClosedWithoutAnAnswer() throws IOException {
        try (ShareServer server = start(LimitOptions.DEFAULT.withIdleTimeout(SHORT));
                RawHttp fresh = connect(server);
                RawHttp used = connect(server)) {
            assertThat(used.send(GET).read().text()).isEqualTo("content");

            assertThat(fresh.readToEnd()).isEmpty();
            assertThat(used.readToEnd()).isEmpty();
        }
    }

    /** The clock of an idle connection starts again with each answer, and stands still while there is one. */
    @Test
    void connection_busy_isNotIdle() throws IOException {
        try (ShareServer server = start(LimitOptions.DEFAULT.withIdleTimeout(SHORT));
                RawHttp http = connect(server)) {
            for (int i = 0; i < 6; i++) {
                assertThat(http.send(GET).read().text()).isEqualTo("content");
                LockSupport.parkNanos(SHORT.toNanos() / 3);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/big", "/missing", "/"})
    void reader_thatTakesNothing_isCut(String path) throws Exception {
        try (ShareServer server = start(LimitOptions.DEFAULT.withMaxConnections(1));
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", server.uri().getPort()));
            // As many answers as no buffer on the way holds.
            byte[] requests = ("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .repeat(1000)
                    .getBytes(StandardCharsets.ISO_8859_1);
            Thread asker = new Thread(() -> {
                try {
                    for (int i = 0; i < 1000; i++) {
                        socket.getOutputStream().write(requests);
                    }
                } catch (IOException e) {
                    return; // cut, as it should be
                }
            });
            asker.start();

            Deadline.await("another connection has the place of the one that was cut", () -> isServed(server));
            asker.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(asker.isAlive()).isFalse();
        }
    }

    @Test
    void reader_thatTakesAByteAtATime_isCut() throws Exception {
        try (ShareServer server = start(LimitOptions.DEFAULT.withMaxConnections(1));
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", server.uri().getPort()));
            socket.getOutputStream()
                    .write("GET /big HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();

            Deadline.await("another connection has the place of the one that was cut", () -> {
                in.skipNBytes(1);
                return isServed(server);
            });
        }
    }

    private static boolean isServed(ShareServer server) {
        try (RawHttp http = connect(server)) {
            return http.send(GET).read().status() == 200;
        } catch (IOException e) {
            return false; // over the cap
        }
    }

    @Test
    void connections_ofOneAddress_areCapped() throws Exception {
        try (ShareServer server = start(LimitOptions.DEFAULT.withMaxConnectionsPerAddress(2))) {
            InetSocketAddress address =
                    new InetSocketAddress("127.0.0.1", server.uri().getPort());
            try (RawHttp first = connect(server);
                    RawHttp second = connect(server);
                    Socket other = new Socket()) {
                assertThat(first.send(GET).read().status()).isEqualTo(200);
                assertThat(second.send(GET).read().status()).isEqualTo(200);
                assertThat(isServed(server)).as("a third of the same address").isFalse();

                other.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
                other.connect(address);
                other.getOutputStream().write(GET.getBytes(StandardCharsets.ISO_8859_1));
                assertThat(other.getInputStream().read())
                        .as("one of another address")
                        .isEqualTo('H');
            }
            Deadline.await("freed places count again", () -> isServed(server));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 0  | 10s | max connections
            1 | -1 | 10s | per address
            1 | 0  | 0s  | timeout
            1 | 0  | -1s | timeout
            """)
    void limits_thatMakeNoSense_areRefused(int all, int each, String time, String named) {
        Duration timeout = Duration.parse("PT" + time);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> LimitOptions.DEFAULT
                        .withMaxConnections(all)
                        .withMaxConnectionsPerAddress(each)
                        .withHeadTimeout(timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
