package io.vmshare.cli.forward.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.cli.forward.ForwardException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class QmpClientTest {

    private static final String GREETING = "{\"QMP\": {\"version\": {}, \"capabilities\": [\"oob\"]}}\r\n";
    private static final String OK = "{\"return\": {}}\r\n";
    private static final String EVENT = "{\"event\": \"RTC_CHANGE\", \"data\": {\"offset\": 0}, \"timestamp\": {}}\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path directory;

    private Path socket() {
        return directory.resolve("qmp");
    }

    private QmpClient connect(Duration patience) {
        return QmpClient.connect(socket(), "QMP", patience);
    }

    private static void assertRefused(ThrowingCallable code, String message) {
        assertThatThrownBy(code).isInstanceOf(ForwardException.class).hasMessageContaining(message);
    }

    @Test
    void humanMonitor_text_isWhatQemuReturns() throws IOException {
        try (ScriptedMonitor qemu = ScriptedMonitor.start(
                        socket(), GREETING, OK, "{\"return\": \"\"}\n", "{\"return\": \"a \\\"b\\\"\\r\\n\"}\n");
                QmpClient client = connect(PATIENCE)) {
            assertThat(client.humanMonitor("hostfwd_add tcp:127.0.0.1:0-:8000")).isEmpty();
            assertThat(client.humanMonitor("info \"x\"")).isEqualTo("a \"b\"\r\n");

            assertThat(qemu.heard())
                    .containsExactly(
                            "{\"execute\":\"qmp_capabilities\",\"arguments\":{},\"id\":1}",
                            "{\"execute\":\"human-monitor-command\",\"arguments\":"
                                    + "{\"command-line\":\"hostfwd_add tcp:127.0.0.1:0-:8000\"},\"id\":2}",
                            "{\"execute\":\"human-monitor-command\",\"arguments\":"
                                    + "{\"command-line\":\"info \\\"x\\\"\"},\"id\":3}");
        }
    }

    @Test
    void execute_eventsBetween_areSkipped() throws IOException {
        String many = EVENT.repeat(40);
        try (ScriptedMonitor qemu =
                        ScriptedMonitor.start(socket(), GREETING + EVENT, many + OK + many, "{\"return\": \"x\"}\n");
                QmpClient client = connect(PATIENCE)) {
            assertThat(client.humanMonitor("info usernet")).isEqualTo("x");
            assertThat(qemu.heard()).hasSize(2);
        }
    }

    @Test
    void execute_error_isTold() throws IOException {
        String error =
                "{\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"The command x has not been found\"}}\n";
        try (ScriptedMonitor qemu = ScriptedMonitor.start(socket(), GREETING, OK, error);
                QmpClient client = connect(PATIENCE)) {
            assertRefused(
                    () -> client.humanMonitor("x"),
                    "--qmp: QMP: QEMU refuses human-monitor-command: The command x has not been found");
            assertThat(qemu.heard()).hasSize(2);
        }
    }

    @Test
    void execute_silence_endsInTime() throws IOException {
        try (ScriptedMonitor qemu = ScriptedMonitor.start(socket(), GREETING, OK);
                QmpClient client = connect(SHORT)) {
            assertRefused(() -> client.humanMonitor("x"), "no answer to human-monitor-command within 200 ms");
            assertThat(client.hasEnded(Duration.ZERO)).isFalse();
            assertThat(qemu.heard()).isNotEmpty();
        }
    }

    @Test
    void execute_replyThatIsLate_isNotTakenForTheNextOne() throws IOException {
        String late = "{\"return\": \"late\", \"id\": 2}\n{\"return\": \"right\", \"id\": 3}\n";
        try (ScriptedMonitor qemu = ScriptedMonitor.start(socket(), GREETING, OK, "", late);
                QmpClient client = connect(Duration.ofSeconds(1))) {
            assertRefused(() -> client.humanMonitor("x"), "no answer to human-monitor-command");

            assertThat(client.humanMonitor("y")).isEqualTo("right");
            assertThat(qemu.heard()).hasSize(3);
        }
    }

    @Test
    void execute_lateRepliesWithoutEnd_giveNoMoreTime() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
        Thread late = new Thread(() -> answerLate(server), "late");
        late.setDaemon(true);
        late.start();
        try (server;
                QmpClient client = connect(Duration.ofSeconds(1))) {
            long start = System.nanoTime();

            assertRefused(() -> client.humanMonitor("x"), "no answer to human-monitor-command within 1000 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    /** Greets, and then answers only the first question, ten times a second. */
    private static void answerLate(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            client.write(ByteBuffer.wrap(GREETING.getBytes(StandardCharsets.US_ASCII)));
            while (client.isOpen()) {
                client.write(ByteBuffer.wrap("{\"return\": {}, \"id\": 1}\n".getBytes(StandardCharsets.US_ASCII)));
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        } catch (IOException e) {
            return; // the client is gone
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"]\":\"]]]]]]]]]]\","})
    void connect_nestedWithoutEnd_isNoQmp(String before) throws IOException {
        String text = "{" + before + "\"QMP\":" + "[".repeat(5_000) + "\n";
        try (ScriptedMonitor server = ScriptedMonitor.start(socket(), text)) {
            assertRefused(() -> connect(PATIENCE), "not QMP: what it says is nested too deep; name the socket");
            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    void execute_connectionClosed_isTheGuestsEnd() throws IOException {
        try (ScriptedMonitor qemu = ScriptedMonitor.start(socket(), GREETING, OK, "CLOSE");
                QmpClient client = connect(PATIENCE)) {
            assertRefused(() -> client.humanMonitor("x"), "the guest is gone");
            assertThat(client.hasEnded(PATIENCE)).isTrue();
            assertRefused(() -> client.humanMonitor("x"), "the guest is gone");
            assertThat(qemu.heard()).hasSize(2);
        }
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', textBlock = """
            QEMU 7.2.22 monitor - type 'help' for more information~(qemu) | not QMP: it says QEMU 7.2.22 monitor - type 'help' for more information; name the socket
            HTTP/1.1 400 Bad Request~                                     | not QMP: it says HTTP/1.1 400 Bad Request
            {"hello": 1}~                                                 | not QMP: it speaks JSON, but does not greet
            [1, 2]~                                                       | not QMP: it says [1, 2]
            {"QMP": ~                                                     | not QMP: it says {"QMP":
            CLOSE                                                         | nobody listens: closed
            """)
    void connect_foreignServer_isNamed(String text, String message) throws IOException {
        try (ScriptedMonitor server = ScriptedMonitor.start(socket(), text.replace("~", "\r\n"))) {
            assertRefused(() -> connect(PATIENCE), message);
            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    void connect_endlessLine_isCutOff() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
        Thread flood = new Thread(() -> flood(server), "flood");
        flood.setDaemon(true);
        flood.start();
        try (server) {
            assertRefused(() -> connect(PATIENCE), "a line of more than 1048576 bytes");
        }
    }

    private static void flood(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            byte[] zeros = "0".repeat(65536).getBytes(StandardCharsets.US_ASCII);
            while (client.isOpen()) {
                client.write(ByteBuffer.wrap(zeros));
            }
        } catch (IOException e) {
            return; // cut off, as it should be
        }
    }

    @Test
    void connect_silence_isAnotherClientAtTheMonitor() throws IOException {
        try (ScriptedMonitor silent = ScriptedMonitor.start(socket(), "")) {
            assertRefused(
                    () -> connect(SHORT),
                    "no greeting within 200 ms: another program (libvirt, another forward) holds the monitor");
            assertThat(silent.heard()).isEmpty();
        }
    }

    @Test
    void connect_fullQueue_endsInTime() throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket()), 1);
            for (int i = 0; i < 2; i++) {
                waiting.add(SocketChannel.open(UnixDomainSocketAddress.of(socket())));
            }
            assertRefused(() -> connect(SHORT), "holds the monitor");
        } finally {
            for (SocketChannel one : waiting) {
                one.close();
            }
        }
    }

    @Test
    void connect_noSocket_saysWhy() throws IOException {
        assertRefused(
                () -> connect(PATIENCE),
                "--qmp: QMP: no such socket; start QEMU with -qmp unix:QMP,server=on,wait=off");

        Files.createFile(socket());
        assertRefused(() -> connect(PATIENCE), "--qmp: QMP: not a socket");

        Files.delete(socket());
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket()))
                .close();
        assertRefused(() -> connect(PATIENCE), "--qmp: QMP: nobody listens: ");
    }
}
