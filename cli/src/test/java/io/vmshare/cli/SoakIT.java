package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Work that goes on, in the memory of a small machine: for seconds, or as long as {@code -Dshare.soak=PT1H} says. */
@Tag("load")
@Timeout(value = 3, unit = TimeUnit.HOURS)
@EnabledOnOs(OS.LINUX) // sparse files
class SoakIT {

    private static final Duration SOAK = Duration.parse(System.getProperty("share.soak", "PT15S"));
    private static final boolean LONG = System.getProperty("share.soak") != null;

    private static final int DOWNLOADS = 50;
    private static final int ENTRIES = 100_000;
    private static final List<String> LISTINGS = List.of(
            "/many/",
            "/many/?list=json",
            "/?list=ndjson&depth=2",
            "/many/?list=text&sort=time&order=desc",
            "/many/?list=python",
            "/?find=entry-*&list=text");
    private static final long FIVE_GIB = 5L << 30;
    private static final int CLIENTS = 4;
    private static final int BATCH = 50;
    private static final long REQUESTS = 1_000_000;
    private static final long GROWTH_KIB = 2 * 1024;

    @TempDir
    Path directory;

    private final ExecutorService clients = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    private ShareProcess serve(String... more) throws Exception {
        List<String> command = new ArrayList<>(ShareProcess.command());
        command.addAll(1, List.of("-Xmx64m", "-XX:MaxDirectMemorySize=32m"));
        command.addAll(1, List.of(more));
        return ShareProcess.with("--port", "0", "--bind", "127.0.0.1", "--access-log", "none")
                .command(command)
                .in(directory)
                .serve();
    }

    @Test
    void downloads_fiftyOfFiveGiBBesideAHugeListing_fitInto64MiBOfHeap() throws Exception {
        HostileTree.sparse(directory.resolve("big"), FIVE_GIB);
        Path many = Files.createDirectory(directory.resolve("many"));
        for (int i = 0; i < ENTRIES; i++) {
            Files.createFile(many.resolve("entry-" + i));
        }
        try (ShareProcess share = serve()) {
            long end = System.nanoTime() + SOAK.toNanos();
            List<Future<Long>> downloads = new ArrayList<>();
            for (int i = 0; i < DOWNLOADS; i++) {
                downloads.add(clients.submit(() -> download(share, end)));
            }
            int listings = 0;
            do {
                String target = LISTINGS.get(listings % LISTINGS.size());
                try (RawHttp http = RawHttp.connect("127.0.0.1", share.port(), Duration.ofMinutes(2))) {
                    RawHttp.Response page = http.send(
                                    "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .read();
                    assertThat(page.text().lines().filter(line -> line.contains("entry-")))
                            .as(target)
                            .hasSize(ENTRIES);
                }
                listings++;
            } while (System.nanoTime() < end || listings < LISTINGS.size());
            for (Future<Long> download : downloads) {
                assertThat(download.get()).as("bytes of a download").isPositive();
            }
            assertThat(listings).isGreaterThanOrEqualTo(LISTINGS.size());
        }
    }

    /** Downloads the file again and again; its length is checked each time that it comes to an end. */
    private static long download(ShareProcess share, long end) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long all = 0;
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket("127.0.0.1", share.port())) {
                socket.getOutputStream().write("GET /big HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                long bytes = 0;
                int count = in.read(buffer);
                while (count > 0 && System.nanoTime() < end) {
                    bytes += count;
                    count = in.read(buffer);
                }
                if (count < 0) {
                    assertThat(bytes).isBetween(FIVE_GIB, FIVE_GIB + 4096);
                }
                all += bytes;
            }
        }
        return all;
    }

    @Test
    void requests_onKeptConnections_leaveNothingOutsideTheHeap() throws Exception {
        Path jcmd = Path.of(ShareProcess.command().get(0)).resolveSibling("jcmd");
        assumeTrue(Files.isExecutable(jcmd), "this Java has no jcmd");
        Files.write(directory.resolve("small"), new byte[1024]);
        try (ShareProcess share = serve("-XX:NativeMemoryTracking=summary")) {
            run(share, REQUESTS / 10, SOAK);
            long before = kibOutside(jcmd, share);
            long requests = run(share, LONG ? Long.MAX_VALUE : REQUESTS, SOAK);

            assertThat(kibOutside(jcmd, share))
                    .as("KiB of buffers after %d requests; %d before", requests, before)
                    .isLessThan(before + GROWTH_KIB);
        }
    }

    /** Makes up to {@code most} requests, fewer if the time is over, on connections that are kept, in bunches. */
    private long run(ShareProcess share, long most, Duration time) throws Exception {
        AtomicLong left = new AtomicLong(most);
        long end = System.nanoTime() + time.toNanos();
        Callable<Long> client = () -> {
            long made = 0;
            try (Socket socket = new Socket("127.0.0.1", share.port())) {
                byte[] request = "GET /small HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
                byte[] bunch =
                        "GET /small HTTP/1.1\r\nHost: x\r\n\r\n".repeat(BATCH).getBytes(StandardCharsets.US_ASCII);
                socket.getOutputStream().write(request);
                byte[] first = new byte[1 << 16];
                int length = 0;
                while (bodyOf(first, length) < 1024) {
                    length += socket.getInputStream().read(first, length, first.length - length);
                }
                while (left.addAndGet(-BATCH) >= 0 && System.nanoTime() < end) {
                    socket.getOutputStream().write(bunch);
                    byte[] answers = socket.getInputStream().readNBytes(BATCH * length);
                    assertThat(answers)
                            .hasSize(BATCH * length)
                            .startsWith("HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII));
                    made += BATCH;
                }
            }
            return made;
        };
        long made = 0;
        for (Future<Long> done : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
            made += done.get();
        }
        assertThat(made).isPositive();
        return made;
    }

    private static int bodyOf(byte[] answer, int length) {
        int end = new String(answer, 0, length, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        return end < 0 ? 0 : length - end - 4;
    }

    /** Returns what the JVM took for its user outside the heap: buffers above all. */
    private static long kibOutside(Path jcmd, ShareProcess share) throws Exception {
        Process process = new ProcessBuilder(
                        jcmd.toString(), String.valueOf(share.pid()), "VM.native_memory", "summary")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        Matcher other =
                Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB").matcher(text);
        assertThat(other.find()).as(text).isTrue();
        return Long.parseLong(other.group(1));
    }
}
