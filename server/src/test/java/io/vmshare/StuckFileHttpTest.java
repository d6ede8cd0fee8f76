package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.Fifo;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FIFOs that are swapped in between the look at a file and its open: Java cannot but wait for their writer. */
@Tag("race")
@Timeout(120)
@EnabledOnOs(OS.LINUX)
@Isolated // it looks at all threads
class StuckFileHttpTest {

    private static final int STUCK = 40;

    /** How many of those seen in an open may be in one that ends at once. */
    private static final int PASSING = 4;

    private static final int MAX_REQUESTS = 20_000;
    private static final int MAX_OPEN = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path temporary;

    private final List<RawHttp> open = new ArrayList<>();
    private Path root;
    private Fifo fifo;
    private ShareServer server;

    @BeforeEach
    void start() throws Exception {
        Path directory = temporary.toRealPath();
        root = Files.createDirectory(directory.resolve("root"));
        Files.writeString(directory.resolve("regular"), "regular");
        Files.writeString(root.resolve("small"), "small");
        Files.createSymbolicLink(root.resolve("link"), Path.of("swapped"));
        Files.createDirectory(root.resolve("site"));
        fifo = Fifo.create(directory.resolve("fifo"));
        fifo.replace(root.resolve("swapped"));
        fifo.replace(root.resolve("site/index.html"));
        server = ShareServer.start(
                ShareOptions.builder(root).grace(Duration.ZERO).build());
    }

    @AfterEach
    void stop() throws Exception {
        for (RawHttp http : open) {
            http.close();
        }
        Deadline.await("nobody waits for the FIFO any more", () -> {
            fifo.write("x");
            return waiting().isEmpty();
        });
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swapped", "/link", "/site/"})
    void get_whileManyOpensOfSwappedFifosHang_isAnsweredWithinSeconds(String path) throws Exception {
        Path swapped = root.resolve(path.equals("/site/") ? "site/index.html" : "swapped");
        stick(path, swapped);

        for (String other : List.of("/small", path.equals("/site/") ? "/site/" : "/link")) {
            long before = System.nanoTime();
            try (RawHttp http = connect()) {
                Response response = ask(http, other).read();
                assertThat(response.status()).as(other).isIn(200, 404);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).as(other).isLessThan(Duration.ofSeconds(10));
        }
        assertThat(waiting()).as("they hung all the while").hasSizeGreaterThanOrEqualTo(STUCK);
        assertThat(waiting()).as("never an I/O thread").allMatch(name -> !name.contains("I/O"));
    }

    @Test
    void get_fifoThatGetsItsWriter_isNoFile() throws Exception {
        stick("/swapped", root.resolve("swapped"));
        Fifo.replace(root.resolve("swapped"), temporary.toRealPath().resolve("fifo"));

        Deadline.await("the threads are free", () -> {
            fifo.write("bytes of the FIFO");
            return waiting().isEmpty();
        });

        int refused = 0;
        for (RawHttp http : open) {
            Response response = http.read();
            assertThat(response.status()).isIn(200, 403, 404);
            assertThat(response.text()).doesNotContain("FIFO");
            if (response.status() == 200) {
                assertThat(response.text()).isEqualTo("regular");
            } else {
                refused++;
            }
        }
        assertThat(refused).isGreaterThanOrEqualTo(STUCK);
        assertThat(waiting()).isEmpty();
        try (RawHttp http = connect()) {
            assertThat(ask(http, "/small").read().text()).isEqualTo("small");
        }
    }

    /** Asks for {@code path}, where file and FIFO take turns, until so many threads wait for the FIFO's writer. */
    private void stick(String path, Path swapped) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Path regular = temporary.toRealPath().resolve("regular");
            Future<?> swapper = executor.submit(() -> {
                while (!over.get()) {
                    Fifo.replace(swapped, regular);
                    fifo.replace(swapped);
                }
                Fifo.replace(swapped, regular);
                return null;
            });
            for (int requests = 0; waiting().size() < STUCK + PASSING; requests++) {
                assertThat(requests).as("requests until %d hang", STUCK).isLessThan(MAX_REQUESTS);
                if (open.size() > MAX_OPEN) {
                    leaveAnswered();
                }
                RawHttp http = connect();
                open.add(http);
                ask(http, path);
            }
            over.set(true);
            swapper.get();
        } finally {
            over.set(true);
            executor.shutdown();
        }
    }

    private void leaveAnswered() throws IOException {
        for (RawHttp http : List.copyOf(open)) {
            if (http.isAnswered()) {
                http.close();
                open.remove(http);
            }
        }
    }

    /** Returns the names of the threads that are in the system's call to open a file. */
    private static List<String> waiting() {
        Stream<Map.Entry<Thread, StackTraceElement[]>> threads = Thread.getAllStackTraces().entrySet().stream();
        return threads.filter(thread -> thread.getKey().getName().startsWith("share "))
                .filter(thread -> Arrays.stream(thread.getValue())
                        .limit(2)
                        .anyMatch(frame -> frame.getMethodName().startsWith("open")))
                .map(thread -> thread.getKey().getName())
                .toList();
    }

    private RawHttp connect() throws IOException {
        return RawHttp.connect("127.0.0.1", server.uri().getPort(), PATIENCE);
    }

    private static RawHttp ask(RawHttp http, String path) throws IOException {
        return http.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }
}
