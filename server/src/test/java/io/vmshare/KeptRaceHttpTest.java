package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.http.HttpDate;
import io.vmshare.kept.Kept;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Writers that replace files, by a rename and in place, above and below the age at which a file is kept, against readers: no
 * answer mixes two versions, one tag is never two versions', and what was replaced is never served again.
 */
@Tag("race")
@Timeout(60)
@Isolated // it takes every processor
class KeptRaceHttpTest {

    private static final Duration RACE = Duration.ofSeconds(12);

    /** In memory; in a chunk; open. */
    private static final int[] SIZES = {1000, 60_000, 200_000};

    private static final int READERS = 8;

    /** The kernel has an open file's pages, not copies, until the reader takes them: docs/http.md, changing files. */
    private static final int MOST_LATE = 2;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> versionOfTag = new ConcurrentHashMap<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final long end = System.nanoTime() + RACE.toNanos();
    private Path root;

    /** The latest version of each file that was there before a request was sent. */
    private final Map<String, Integer> written = new ConcurrentHashMap<>();

    @BeforeEach
    void makeDirectory() throws IOException {
        root = Files.createTempDirectory("race").toRealPath();
    }

    @AfterEach
    void deleteDirectory() throws IOException {
        executor.shutdownNow();
        HostileTree.delete(root);
    }

    /** Every version has a byte of its own, all over, and a length of its own, but for those written in place. */
    private static ByteBuffer content(int size, int version, boolean inPlace) {
        ByteBuffer bytes = ByteBuffer.allocate(inPlace ? size : size + version % 100);
        while (bytes.hasRemaining()) {
            bytes.put((byte) version);
        }
        return bytes.flip();
    }

    private Void replaceOn(String name, int size, long pauseMillis) throws IOException {
        Path file = root.resolve(name);
        for (int version = 1; System.nanoTime() < end; version++) {
            Path next = root.resolve(name + ".next");
            try (FileChannel channel =
                    FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                channel.write(content(size, version, false));
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            written.put(name, version);
            LockSupport.parkNanos(Duration.ofMillis(pauseMillis).toNanos());
        }
        return null;
    }

    /** One write of one buffer; the system may show a reader half of it, but not under a tag. */
    private Void overwriteOn(String name, int size, long pauseMillis) throws IOException {
        Path file = root.resolve(name);
        for (int version = 1; System.nanoTime() < end; version++) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(content(size, version, true), 0);
            }
            written.put(name, version);
            LockSupport.parkNanos(Duration.ofMillis(pauseMillis).toNanos());
        }
        return null;
    }

    private Void askOn(int port, List<String> names, int seed) throws IOException {
        RawHttp http = RawHttp.connect("127.0.0.1", port);
        String tag = "\"none\"";
        for (int i = seed; System.nanoTime() < end && findings.size() < 20; i++) {
            String name = names.get(i / 3 % names.size()); // the range after the whole of the same file
            int before = written.getOrDefault(name, 0);
            boolean head = i % 11 == 0;
            boolean range = i % 3 == 1;
            try {
                http.send((head ? "HEAD /" : "GET /") + name + " HTTP/1.1\r\nHost: x\r\n"
                        + (range ? "Range: bytes=10-499\r\nIf-Range: " + tag + "\r\n" : "") + "\r\n");
                Response response = head ? http.readHead() : http.read();
                tag = response.field("ETag").orElse("\"none\"");
                check(name, before, head, response);
            } catch (EOFException | SocketException e) {
                cuts.incrementAndGet(); // in the middle of a file that was overwritten
                http.close();
                http = RawHttp.connect("127.0.0.1", port);
            }
        }
        http.close();
        return null;
    }

    private void check(String name, int before, boolean head, Response response) {
        answers.incrementAndGet();
        if (response.status() != 200 && response.status() != 206) {
            findings.add(name + ": " + response.statusLine());
            return;
        }
        if (head || (name.startsWith("overwritten") && isYoung(response))) {
            return; // a file's time is that of a write's begin: who reads meanwhile may see half of it under its tag
        }
        String tag = response.field("ETag").orElse(null);
        int version = response.body()[0] & 0xFF;
        for (byte b : response.body()) {
            if ((b & 0xFF) != version && tag != null) {
                if (name.startsWith("overwritten-200000") && late.incrementAndGet() <= MOST_LATE) {
                    return;
                }
                findings.add(name + " mixes " + version + " and " + (b & 0xFF) + " under " + response.headerLines());
                return;
            }
        }
        if (tag != null) {
            Integer other = versionOfTag.putIfAbsent(name + tag, version);
            if (other != null && other != version) {
                findings.add(name + ": " + tag + " is of " + version + " and of " + other);
            }
        }
        // Not older than what was there when it was asked for; versions count to 256 and begin anew.
        if (((version - before) & 0xFF) > 128) {
            findings.add(name + ": version " + version + " after " + before);
        }
    }

    private static boolean isYoung(Response response) {
        Optional<Instant> date = response.field("Date").flatMap(HttpDate::parse);
        Optional<Instant> modified = response.field("Last-Modified").flatMap(HttpDate::parse);
        return modified.isEmpty()
                || Duration.between(modified.get(), date.orElseThrow()).toSeconds() < 2;
    }

    @Test
    void answers_whileFilesAreReplaced_areOneVersionEach() throws Exception {
        List<Future<Void>> parts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int size : SIZES) {
            for (long pauseMillis : new long[] {300, 3500}) {
                String replaced = "replaced-" + size + "-" + pauseMillis;
                String overwritten = "overwritten-" + size + "-" + pauseMillis;
                Files.write(root.resolve(replaced), new byte[size]);
                Files.write(root.resolve(overwritten), new byte[size]);
                names.addAll(List.of(replaced, overwritten));
                parts.add(executor.submit(() -> replaceOn(replaced, size, pauseMillis)));
                parts.add(executor.submit(() -> overwriteOn(overwritten, size, pauseMillis)));
            }
        }
        try (ShareServer server = ShareServer.start(
                ShareOptions.builder(root).grace(Duration.ZERO).build())) {
            int port = server.uri().getPort();
            for (int i = 0; i < READERS; i++) {
                int seed = i * 5;
                parts.add(executor.submit(() -> askOn(port, names, seed)));
            }
            for (Future<Void> part : parts) {
                part.get();
            }
            assertThat(findings).isEmpty();
            assertThat(answers.get()).isGreaterThan(1000);
            assertThat(Kept.answers(server.keptFiles().orElseThrow()))
                    .as("of %s, %s cut", answers, cuts)
                    .isGreaterThan(answers.get() / 20);
        }
    }
}
