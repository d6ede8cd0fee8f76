package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies under way: slow readers, stalled readers, readers that leave, files that change. */
@Timeout(60)
class TransferHttpTest {

    private static final int SIZE = 32 * 1024 * 1024;

    @RegisterExtension
    final ShareExtension share = ShareExtension.of(options -> options.stallTimeout(Duration.ofMillis(1500)));

    private Path big() throws IOException {
        Path file = share.root().resolve("big");
        byte[] block = new byte[1024 * 1024];
        Random random = new Random(11);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SIZE / block.length; i++) {
                random.nextBytes(block);
                channel.write(ByteBuffer.wrap(block));
            }
        }
        return file;
    }

    private Socket ask() throws IOException {
        return ask(share.port());
    }

    private Socket ask(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new java.net.InetSocketAddress(share.uri().getHost(), port));
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write("GET /big HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes());
        return socket;
    }

    @Test
    void get_fileThatShrinksUnderWay_cutsTheConnection() throws IOException {
        Path file = big();
        try (Socket socket = ask()) {
            InputStream in = socket.getInputStream();
            in.readNBytes(1000);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(1_000_000);
            }
            assertThat(readToEnd(in)).isLessThan(SIZE - 1000L);
        }
        try (RawHttp http = share.raw()) {
            assertThat(http.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n").read().body())
                    .hasSize(1_000_000);
        }
    }

    @Test
    void get_fileThatGrowsUnderWay_endsAtThePromisedLength() throws IOException {
        Path file = big();
        try (Socket socket = ask()) {
            InputStream in = socket.getInputStream();
            byte[] head = in.readNBytes(1000);
            Files.write(file, new byte[1_000_000], StandardOpenOption.APPEND);
            int headLength = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            assertThat(1000 + readToEnd(in) - headLength).isEqualTo(SIZE);
        }
    }

    @Test
    void get_fileDeletedOrReplacedUnderWay_isSentAsItWasOpened() throws IOException {
        Path file = big();
        byte[] before = Files.readAllBytes(file);
        try (Socket socket = ask()) {
            InputStream in = socket.getInputStream();
            byte[] start = in.readNBytes(1000);
            Files.delete(file);
            Files.write(file, new byte[SIZE]);
            byte[] rest = in.readAllBytes();
            int headLength = new String(start, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            byte[] body = new byte[start.length - headLength + rest.length];
            System.arraycopy(start, headLength, body, 0, start.length - headLength);
            System.arraycopy(rest, 0, body, start.length - headLength, rest.length);
            assertThat(java.util.Arrays.equals(body, before)).isTrue();
        }
    }

    @Test
    void get_readerThatTakesNothing_isCutAfterTheStallTimeout() throws Exception {
        big();
        try (Socket stalled = ask()) {
            stalled.getInputStream().readNBytes(1000);
            Path file = share.root().resolve("big");
            Deadline.await("the server closes the file", () -> !OpenFiles.includes(file));
            assertThat(readToEnd(stalled.getInputStream())).isLessThan(SIZE - 1000L);
        }
    }

    @Test
    void get_slowReaderThatKeepsTaking_isNotCut() throws Exception {
        big();
        try (Socket slow = ask()) {
            InputStream in = slow.getInputStream();
            long deadline = System.nanoTime() + Duration.ofSeconds(4).toNanos();
            long count = 0;
            while (System.nanoTime() < deadline) {
                count += in.readNBytes(64 * 1024).length;
                Thread.onSpinWait();
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
            count += readToEnd(in);
            assertThat(count).isGreaterThan(SIZE);
        }
    }

    @Test
    void get_sixtyReadersThatTakeNothing_doNotStopAnother() throws IOException {
        big();
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                stalled.add(ask());
            }
            Files.writeString(share.root().resolve("small"), "quick");
            for (int i = 0; i < 20; i++) {
                try (RawHttp http = share.raw()) {
                    assertThat(http.send("GET /small HTTP/1.1\r\nHost: x\r\n\r\n")
                                    .read()
                                    .text())
                            .isEqualTo("quick");
                }
            }
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void get_readersThatLeave_leaveNoFileOpen() throws Exception {
        Path file = big();
        for (int i = 0; i < 50; i++) {
            try (Socket socket = ask()) {
                socket.getInputStream().readNBytes(1000);
            }
        }
        Deadline.await("no descriptor of " + file + " is left", () -> !OpenFiles.includes(file));
    }

    @Test
    void close_readerThatTakesNothing_leavesNoFileOpen() throws IOException {
        Path file = big();
        ShareServer server = ShareServer.start(
                ShareOptions.builder(share.root()).grace(Duration.ZERO).build());
        try (Socket stalled = ask(server.uri().getPort())) {
            stalled.getInputStream().readNBytes(1000);
            assertThat(OpenFiles.includes(file)).isTrue();

            server.close();

            assertThat(OpenFiles.includes(file)).isFalse();
        }
    }

    private static long readToEnd(InputStream in) throws IOException {
        long count = 0;
        byte[] buffer = new byte[65536];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count += n;
            }
        } catch (SocketException e) {
            return count; // reset: cut as well
        }
        return count;
    }
}
