package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A share stops in order when it is told to, and at once when it is told so twice; the exit code is 0. */
@Timeout(60)
class SignalIT {

    private static final long FILE_BYTES = 64L << 20;

    @TempDir
    private Path directory;

    @BeforeEach
    void requireTools() {
        RequiredClient.require("kill");
        RequiredClient.require("env");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void firstSignal_idle_endsWithExitCode0(String signal) throws Exception {
        try (ShareProcess share = serve("5s", "--default-signal=INT,HUP")) {
            share.signal(signal);

            Result result = share.await();

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void hangUp_ignoredAsByNohup_isIgnored() throws Exception {
        try (ShareProcess share = serve("5s", "--ignore-signal=HUP")) {
            share.signal("HUP");

            try (RawHttp http = RawHttp.connect("127.0.0.1", share.port())) {
                assertThat(http.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").read().status())
                        .isEqualTo(200);
            }
            assertThat(share.stop().exitCode()).isZero();
        }
    }

    @Test
    void firstSignal_downloadInFlight_letsItFinish() throws Exception {
        HostileTree.sparse(directory.resolve("big"), FILE_BYTES);
        try (ShareProcess share = serve("30s", "--default-signal=INT,HUP");
                Socket reader = beginDownload(share)) {
            share.signal("TERM");
            awaitNotListening(share);

            skipHead(reader.getInputStream());
            long bytes = count(reader.getInputStream());

            assertThat(bytes).isEqualTo(FILE_BYTES);
            Result result = share.await();
            assertThat(result.exitCode()).isZero();
            assertThat(result.err())
                    .startsWith("share: waiting for 1 download under way; Ctrl-C again ends at once\n")
                    .contains("\"GET /big HTTP/1.1\" 200 " + FILE_BYTES)
                    .hasLineCount(2);
        }
    }

    @Test
    void firstSignal_downloadThatStalls_isCutAfterTheGrace() throws Exception {
        HostileTree.sparse(directory.resolve("big"), FILE_BYTES);
        try (ShareProcess share = serve("100ms", "--default-signal=INT,HUP");
                Socket reader = beginDownload(share)) {
            share.signal("INT");

            assertThat(share.await().exitCode()).isZero();
            assertThat(reader.isClosed()).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void secondSignal_downloadInFlight_endsAtOnce(String signal) throws Exception {
        HostileTree.sparse(directory.resolve("big"), FILE_BYTES);
        try (ShareProcess share = serve("1h", "--default-signal=INT,HUP");
                Socket reader = beginDownload(share)) {
            share.signal(signal);
            awaitNotListening(share);
            share.signal(signal);

            assertThat(share.await().exitCode()).isZero();
            assertThat(reader.isClosed()).isFalse();
        }
    }

    /** Starts a share whose signals are as from a terminal, whatever whoever runs the tests ignores. */
    private ShareProcess serve(String grace, String signals) throws Exception {
        return ShareProcess.with("0", "-b", "127.0.0.1", "--grace", grace, directory.toString())
                .through("env", signals)
                .serve();
    }

    /** Asks for a file much larger than all buffers on the way, and reads its first byte. */
    private static Socket beginDownload(ShareProcess share) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress("127.0.0.1", share.port()));
        String request = "GET /big HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

    private static void awaitNotListening(ShareProcess share) throws Exception {
        Deadline.await("port closed", () -> {
            try (Socket probe = new Socket("127.0.0.1", share.port())) {
                return probe.isClosed();
            } catch (IOException e) {
                return true;
            }
        });
    }

    /** Reads to the end of the head. */
    private static void skipHead(InputStream in) throws IOException {
        byte[] last = new byte[4];
        byte[] end = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        while (!Arrays.equals(last, end)) {
            System.arraycopy(last, 1, last, 0, 3);
            int next = in.read();
            assertThat(next).isNotNegative();
            last[3] = (byte) next;
        }
    }

    private static long count(InputStream in) throws IOException {
        byte[] buffer = new byte[65536];
        long count = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            count += n;
        }
        return count;
    }
}
