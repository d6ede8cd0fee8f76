package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.wire.LimitOptions;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of a server: start, listen, stop. */
@Timeout(60)
class ShareServerTest {

    private static final String GET = "GET /file.txt HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int BIG = 64 * 1024 * 1024;

    @TempDir
    Path directory;

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(directory.resolve("file.txt"), "content");
        try (var file = Files.newByteChannel(
                directory.resolve("big"),
                java.nio.file.StandardOpenOption.WRITE,
                java.nio.file.StandardOpenOption.CREATE_NEW,
                java.nio.file.StandardOpenOption.SPARSE)) {
            file.position(BIG - 1).write(java.nio.ByteBuffer.allocate(1));
        }
    }

    private ShareOptionsBuilder options() {
        return ShareOptions.builder(directory);
    }

    private static String fetch(InetSocketAddress address) throws IOException {
        try (RawHttp http = RawHttp.connect(address.getAddress().getHostAddress(), address.getPort())) {
            return http.send(GET).read().text();
        }
    }

    @Test
    void start_defaults_listensOnLoopbackOnly() throws IOException {
        try (ShareServer server = ShareServer.start(options().build())) {
            assertThat(server.uri().toString()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*/");
            assertThat(server.addresses())
                    .singleElement()
                    .satisfies(address ->
                            assertThat(address.getAddress().isLoopbackAddress()).isTrue());
            assertThat(fetch(server.addresses().get(0))).isEqualTo("content");
        }
    }

    @Test
    void start_twice_getsDifferentPorts() {
        try (ShareServer one = ShareServer.start(options().build());
                ShareServer other = ShareServer.start(options().build())) {
            assertThat(one.uri().getPort()).isNotEqualTo(other.uri().getPort());
        }
    }

    @Test
    void start_everyAddress_answersIpv4AndIpv6() throws IOException {
        try (ShareServer server = ShareServer.start(
                options().addresses(InetAddress.getByName("::")).build())) {
            int port = server.uri().getPort();
            assertThat(fetch(new InetSocketAddress("127.0.0.1", port))).isEqualTo("content");
            assertThat(fetch(new InetSocketAddress("::1", port))).isEqualTo("content");
        }
    }

    @Test
    void start_everyIpv4Address_refusesIpv6() throws IOException {
        try (ShareServer server = ShareServer.start(
                options().addresses(InetAddress.getByName("0.0.0.0")).build())) {
            int port = server.uri().getPort();
            assertThat(fetch(new InetSocketAddress("127.0.0.1", port))).isEqualTo("content");
            assertThatThrownBy(() -> fetch(new InetSocketAddress("::1", port))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void start_severalAddresses_shareOnePort() throws IOException {
        try (ShareServer server = ShareServer.start(options()
                .addresses(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2"))
                .build())) {
            assertThat(server.addresses())
                    .extracting(InetSocketAddress::getPort)
                    .containsOnly(server.uri().getPort());
            assertThat(fetch(server.addresses().get(1))).isEqualTo("content");
        }
    }

    @Test
    void start_portTaken_saysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> ShareServer.start(
                            options().port(taken.getLocalPort()).build()))
                    .isInstanceOfSatisfying(
                            StartupException.class,
                            e -> assertThat(e.reason()).isEqualTo(StartupException.Reason.PORT_IN_USE))
                    .hasMessage("cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": port already in use; choose another port");
        }
    }

    @Test
    void start_foreignAddress_saysSo() throws IOException {
        InetAddress foreign = InetAddress.getByName("203.0.113.77");

        assertThatThrownBy(() -> ShareServer.start(options().addresses(foreign).build()))
                .isInstanceOfSatisfying(
                        StartupException.class, e -> assertThat(e.reason()).isEqualTo(StartupException.Reason.ADDRESS))
                .hasMessageContaining("not an address of this machine");
    }

    @Test
    void start_missingPath_saysSo() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> ShareServer.start(ShareOptions.builder(missing).build()))
                .isInstanceOfSatisfying(
                        StartupException.class, e -> assertThat(e.reason()).isEqualTo(StartupException.Reason.PATH))
                .hasMessageStartingWith("cannot share " + missing + ": no such file or directory");
    }

    @Test
    void listen_whileRunning_addsAnAddressAndStopListeningTakesItAway() throws IOException {
        try (ShareServer server = ShareServer.start(options().build())) {
            InetSocketAddress more = server.listen(
                    new InetSocketAddress("127.0.0.3", server.uri().getPort()));
            assertThat(fetch(more)).isEqualTo("content");

            server.stopListening(more);

            assertThat(server.addresses()).hasSize(1);
            assertThatThrownBy(() -> fetch(more)).isInstanceOf(IOException.class);
            assertThat(fetch(server.addresses().get(0))).isEqualTo("content");
        }
    }

    @Test
    void stopListening_openConnection_goesOn() throws IOException {
        try (ShareServer server = ShareServer.start(options().build());
                RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            assertThat(http.send(GET).read().text()).isEqualTo("content");
            server.stopListening(server.addresses().get(0));
            assertThat(http.send(GET).read().text()).isEqualTo("content");
        }
    }

    @Test
    void connections_overTheCap_areClosedWithoutAnAnswerAndFreedOnesCountAgain() throws Exception {
        try (ShareServer server = ShareServer.start(
                options().limits(LimitOptions.DEFAULT.withMaxConnections(2)).build())) {
            int port = server.uri().getPort();
            try (RawHttp one = RawHttp.connect("127.0.0.1", port)) {
                assertThat(one.send(GET).read().text()).isEqualTo("content");
                try (RawHttp two = RawHttp.connect("127.0.0.1", port)) {
                    assertThat(two.send(GET).read().text()).isEqualTo("content");
                    try (RawHttp three = RawHttp.connect("127.0.0.1", port)) {
                        assertThat(closedWithoutAnAnswer(three)).isTrue();
                    }
                }
            }
            Deadline.await("a freed connection counts again", () -> answers(port));
        }
    }

    private static boolean closedWithoutAnAnswer(RawHttp http) throws IOException {
        try {
            return http.send(GET).readToEnd().length == 0;
        } catch (SocketException e) {
            return true; // reset, because the request came after the close
        }
    }

    private static boolean answers(int port) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
            return http.send(GET).read().status() == 200;
        } catch (EOFException | SocketException e) {
            return false;
        }
    }

    @Test
    void close_twice_isTheSameAsOnce() {
        ShareServer server = ShareServer.start(options().build());
        server.close();
        server.close();
        assertThatThrownBy(() -> server.listen(new InetSocketAddress("127.0.0.1", 0)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_idleConnection_isClosedAtOnce() throws IOException {
        ShareServer server =
                ShareServer.start(options().grace(Duration.ofSeconds(30)).build());
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            http.send(GET).read();
            long before = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(http.readToEnd()).isEmpty();
        }
    }

    @Test
    void close_downloadUnderWay_finishesWithinTheGrace() throws Exception {
        ShareServer server =
                ShareServer.start(options().grace(Duration.ofSeconds(30)).build());
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            socket.getOutputStream().write("GET /big HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            socket.getInputStream().readNBytes(1000);
            Thread closing = new Thread(server::close);
            closing.start();
            socket.setSoTimeout(30_000);

            assertThat(1000 + readAll(socket)).isGreaterThan(BIG);

            closing.join(10_000);
            assertThat(closing.isAlive()).isFalse();
        }
    }

    @Test
    void close_graceOver_cutsTheDownload() throws Exception {
        ShareServer server =
                ShareServer.start(options().grace(Duration.ofMillis(200)).build());
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            socket.getOutputStream().write("GET /big HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            socket.getInputStream().readNBytes(1000);

            server.close();

            assertThat(readAll(socket)).isLessThan(BIG - 1000L);
        }
    }

    private static long readAll(Socket socket) {
        try {
            long count = 0;
            byte[] buffer = new byte[65536];
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                count += n;
            }
            return count;
        } catch (SocketException e) {
            return 0; // reset
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
