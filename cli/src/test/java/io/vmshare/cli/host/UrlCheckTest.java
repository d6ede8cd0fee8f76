package io.vmshare.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class UrlCheckTest {

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 200 OK~Content-Length: 2~~hi           | true  | status 200, 2 bytes
            HTTP/1.1 301 Moved~Location: /x~Content-Length: 0~~ | true  | status 301, 0 bytes
            HTTP/1.0 200 OK~~all until the end              | true  | status 200, 17 bytes
            HTTP/1.1 404 No~Content-Length: 0~~             | false | status 404: a server answers, but not with this
            HTTP/1.1 503 No~Content-Length: 0~~             | false | status 503: a server answers, but not with this
            HTTP/1.1 200 OK~Content-Length: 9~~hi           | false | cut short after 2 of 9 bytes
            SSH-2.0-OpenSSH_9.2~                            | false | not HTTP
            """)
    void of_answer_isJudged(String answer, boolean reached, String text) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerAll(server, answer.replace("~", "\r\n")));
            answering.setDaemon(true);
            answering.start();

            UrlCheck check = UrlCheck.of(new URL("http://127.0.0.1:" + server.getLocalPort() + "/"));

            assertThat(check.text()).contains(text);
            assertThat(check.reached()).isEqualTo(reached);
        }
    }

    @Test
    void of_closedPort_isRefused() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }

        UrlCheck check = UrlCheck.of(new URL("http://127.0.0.1:" + port + "/"));

        assertThat(check.reached()).isFalse();
        assertThat(check.text())
                .endsWith(
                        "connection refused: nothing listens on that address and port, or a firewall rejects it; a share has to be bound to it");
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 200 OK                               | x
            HTTP/1.1 200 OK~X:                            | x
            HTTP/1.1 200 OK~Content-Length: 9999~~        | x
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~  | 1~x~
            """)
    void of_serverThatDrips_endsByTheDeadline(String head, String drop) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CountDownLatch gone = new CountDownLatch(1);
            Thread dripping = new Thread(
                    () -> drip(server, head.replace("~", "\r\n"), drop.replace("~", "\r\n"), gone), "dripping");
            dripping.setDaemon(true);
            dripping.start();
            long start = System.nanoTime();

            UrlCheck check =
                    UrlCheck.of(new URL("http://127.0.0.1:" + server.getLocalPort() + "/"), Duration.ofSeconds(1));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(check.what()).startsWith("connected, but no whole answer within 1 s");
            assertThat(check.reached()).isFalse();
            assertThat(gone.await(10, TimeUnit.SECONDS))
                    .as("the client hangs up")
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0} bytes, announced: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1048576  | true  | status 200, 1048576 bytes
            1048576  | false | status 200, 1048576 bytes
            99999999 | true  | status 200, answers; stopped reading after 1 MiB of 99999999 bytes
            99999999 | false | status 200, answers; stopped reading after 1 MiB
            """)
    void of_longAnswer_isReadForOneMebibyte(int bytes, boolean announced, String what) throws Exception {
        String length = announced ? "Content-Length: " + bytes + "\r\n" : "";
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String answer = "HTTP/1.1 200 OK\r\nServer: share\r\n" + length + "Connection: close\r\n\r\n";
            Thread answering = new Thread(() -> answerAll(server, answer + "x".repeat(bytes)));
            answering.setDaemon(true);
            answering.start();

            UrlCheck check = UrlCheck.of(new URL("http://127.0.0.1:" + server.getLocalPort() + "/"));

            assertThat(check.what()).isEqualTo(what);
            assertThat(check.outcome()).isEqualTo(UrlCheck.Outcome.SHARE);
        }
    }

    /** Sends {@code head}, then {@code drop} ten times a second until the client is gone. */
    private static void drip(ServerSocket server, String head, String drop, CountDownLatch gone) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                out.write(drop.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (IOException e) {
            gone.countDown();
        }
    }

    /** Answers each connection until the socket is closed; a client may try twice. */
    private static void answerAll(ServerSocket server, String answer) {
        while (true) {
            try (Socket socket = server.accept()) {
                byte[] request = new byte[4096];
                assertThat(socket.getInputStream().read(request)).isPositive();
                OutputStream out = socket.getOutputStream();
                out.write(answer.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException e) {
                return;
            }
        }
    }
}
