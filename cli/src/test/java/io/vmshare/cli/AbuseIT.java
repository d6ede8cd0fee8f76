package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Crowds of bad clients against the program as it is run, in the memory of a small machine. */
@Tag("load")
@Timeout(120)
@EnabledOnOs(OS.LINUX) // counts in /proc
class AbuseIT {

    /** With a young heap that small, what counts is what is held, and a single compiler takes little and always as much. */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms16m",
            "-Xmn6m",
            "-Xmx64m",
            "-XX:MaxDirectMemorySize=32m");

    private static final int CROWD = 1000;
    private static final int MANY = 10_000;
    private static final int IDLERS_KIB = 100 * 1024;
    private static final String GET = "GET /file.txt HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final List<SocketChannel> crowd = new ArrayList<>();

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(directory.resolve("file.txt"), "content");
        HostileTree.sparse(directory.resolve("big"), 64 * 1024 * 1024);
        Files.write(directory.resolve("pageful"), new byte[15_000]);
    }

    private ShareProcess serve(String... more) throws Exception {
        List<String> command = new ArrayList<>(ShareProcess.command());
        command.addAll(1, JVM);
        List<String> arguments = new ArrayList<>(List.of("--port", "0", "--bind", "127.0.0.1", "--access-log", "none"));
        arguments.addAll(List.of(more));
        return ShareProcess.with(arguments.toArray(String[]::new))
                .command(command)
                .in(directory)
                .serve();
    }

    /**
     * Heads that are nearly as large as they may be take more memory together than there is, and they come faster than
     * the connections of those that are refused can be closed.
     */
    @Test
    void heads_largeAndNeverEnding_leaveMemoryForGoodClients() throws Exception {
        try (ShareProcess share = serve()) {
            String head = "GET /file.txt HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(30_000);
            for (int i = 0; i < MANY; i++) {
                send(connect(share), head);
            }
            Deadline.await("all heads have been read", () -> isServedAtAll(share));
            for (int i = 0; i < 20; i++) {
                isServed(share, 20);
            }
        } finally {
            leave();
        }
    }

    /** Half of them read the whole text and stay, half read nothing: neither may keep it in memory. */
    @Test
    void texts_compressedForManyReaders_leaveMemoryForGoodClients() throws Exception {
        StringBuilder text = new StringBuilder();
        Random random = new Random(3);
        while (text.length() < 1_000_000) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        Files.writeString(directory.resolve("text.html"), text);
        try (ShareProcess share = serve()) {
            String request = "GET /text.html HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n";
            ByteBuffer answer = ByteBuffer.allocate(1 << 20);
            for (int i = 0; i < 400; i++) {
                send(connect(share), request.repeat(4));
                SocketChannel reader = connect(share);
                send(reader, request);
                answer.clear();
                while (reader.read(answer) > 0 && answer.position() < 800_000) {}
                assertThat(answer.position()).as("bytes of answer %d", i).isGreaterThanOrEqualTo(800_000);
            }
            for (int i = 0; i < 20; i++) {
                isServed(share, 20);
            }
        } finally {
            leave();
        }
    }

    private SocketChannel connect(ShareProcess share) throws IOException {
        SocketChannel channel = SocketChannel.open();
        crowd.add(channel);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 8192);
        channel.connect(new InetSocketAddress("127.0.0.1", share.port()));
        return channel;
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private void leave() throws IOException {
        for (SocketChannel channel : crowd) {
            channel.close();
        }
        crowd.clear();
    }

    /** Whoever comes while the others still send may find no room. */
    private static boolean isServedAtAll(ShareProcess share) {
        try {
            isServed(share, 20);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void isServed(ShareProcess share, int requests) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", share.port(), PATIENCE)) {
            for (int i = 0; i < requests; i++) {
                assertThat(http.send(GET).read().text()).isEqualTo("content");
            }
        }
    }

    private static long descriptors(ShareProcess share) throws IOException {
        try (var list = Files.list(Path.of("/proc", String.valueOf(share.pid()), "fd"))) {
            return list.count();
        }
    }

    /**
     * A thousand each that never end a head, that never send the content they announced, that never read a large file,
     * that never read the answers to many requests.
     */
    @Test
    void slowloris_fourThousand_leaveGoodClientsUnharmed() throws Exception {
        try (ShareProcess share = serve("--head-timeout", "4s", "--stall-timeout", "6s", "--idle-timeout", "6s")) {
            isServed(share, 1);
            long before = descriptors(share);
            String pageful = "GET /pageful HTTP/1.1\r\nHost: x\r\n\r\n".repeat(700);
            String missing = "GET /missing HTTP/1.1\r\nHost: x\r\n\r\n".repeat(700);
            for (int i = 0; i < CROWD; i++) {
                send(connect(share), "GET /file.txt HTTP/1.1\r\nHost: x\r\nX: ");
                send(connect(share), "POST /file.txt HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
                send(connect(share), "GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
                send(connect(share), i % 2 == 0 ? pageful : missing);
            }

            for (int i = 0; i < 20; i++) {
                isServed(share, 20);
            }
            // They are got rid of while they are still there: 408 or the stall timeout.
            Deadline.await("the crowd has no connection any more", () -> descriptors(share) <= before + 10);
            isServed(share, 20);
        } finally {
            leave();
        }
    }

    @Test
    void connections_tenThousandIdle_areKeptAndAnswerAgain() throws Exception {
        try (ShareProcess share = serve()) {
            ByteBuffer answer = ByteBuffer.allocate(4096);
            for (int i = 0; i < MANY; i++) {
                send(connect(share), GET);
            }
            for (int round = 0; round < 2; round++) {
                for (SocketChannel channel : crowd) {
                    answer.clear();
                    do {
                        assertThat(channel.read(answer))
                                .as("bytes of an answer")
                                .isPositive();
                    } while (!endsWith(answer, "content"));
                    send(channel, GET);
                }
            }
            assertThat(memoryKib(share)).as("KiB held with them").isLessThan(IDLERS_KIB);
            isServed(share, 20);
        } finally {
            leave();
        }
    }

    /** Returns the memory of the process; what it shares with others counts by their number. */
    private static long memoryKib(ShareProcess share) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(share.pid()), "smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    private static boolean endsWith(ByteBuffer bytes, String end) {
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        return text.endsWith(end);
    }

    /** With room for 2,000 buffers outside the heap, a buffer lost in each would end the program. */
    @Test
    void downloads_tenThousandAborted_leaveNeitherDescriptorsNorMemory() throws Exception {
        try (ShareProcess share = serve()) {
            isServed(share, 1);
            long before = descriptors(share);
            String several = "GET /big HTTP/1.1\r\nHost: x\r\nRange: bytes=0-999999,2000000-\r\n\r\n";
            for (int i = 0; i < 10_000; i++) {
                SocketChannel channel = connect(share);
                send(channel, i % 3 == 0 ? "GET /big HTTP/1.1\r\nHost: x\r\n\r\n" : i % 3 == 1 ? several : GET + GET);
                if (i % 2 == 0) {
                    channel.read(ByteBuffer.allocate(1000));
                }
                if (crowd.size() == 50) {
                    leave();
                }
            }
            leave();

            Deadline.await("no descriptor is left", () -> descriptors(share) <= before + 10);
            isServed(share, 100);
        } finally {
            leave();
        }
    }
}
