package io.vmshare;

import io.vmshare.fixtures.Fifo;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A swapper against readers of a server over HTTP, and what the readers found that they should not have. */
class Race {

    private static final int MAX_FINDINGS = 50;

    final int port;
    final String inside;
    final String outside;
    private final RaceScenario scenario;
    private final Path directory;
    private final long end;
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final AtomicLong swaps = new AtomicLong();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /**
     * Prepares one.
     *
     * @param port where a server shares what the scenario says
     * @param inside the only content that a file may have
     * @param outside what may be in no answer
     */
    Race(RaceScenario scenario, Path directory, int port, String inside, String outside, Duration duration) {
        this.scenario = scenario;
        this.directory = directory;
        this.port = port;
        this.inside = inside;
        this.outside = outside;
        this.end = System.nanoTime() + duration.toNanos();
    }

    /** Starts it; it ends with its time, or with what it finds. */
    List<Future<?>> start(ExecutorService executor) {
        return List.of(
                executor.submit(guarded(this::swapOn)), join(executor), executor.submit(guarded(this::feedTheFifo)));
    }

    /** Starts the reader alone, where another one's swapper is at work in the same directory. */
    Future<?> join(ExecutorService executor) {
        return executor.submit(guarded(() -> {
            askOn();
            return null;
        }));
    }

    /** Returns what was found: answers with bytes from outside, with part of a file, or none. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** Returns how often something was swapped and swapped back. */
    long swaps() {
        return swaps.get();
    }

    /** Returns how many answers had a file's content or a listing. */
    int served() {
        return served.get();
    }

    /** Returns how many had none. */
    int refused() {
        return refused.get();
    }

    @Override
    public String toString() {
        return scenario + ": " + swaps + " swaps, " + served + " served, " + refused + " refused";
    }

    final boolean isOver() {
        return System.nanoTime() >= end
                || findings.size() >= MAX_FINDINGS
                || findings.stream().anyMatch(finding -> finding.contains(outside));
    }

    private Callable<Void> guarded(Callable<Void> part) {
        return () -> {
            try {
                return part.call();
            } catch (IOException | RuntimeException e) {
                find(e.toString());
                throw e;
            }
        };
    }

    private Void swapOn() throws IOException {
        Random random = new Random(1);
        while (!isOver()) {
            scenario.swap(directory);
            if (swaps.incrementAndGet() % 4 == 0) {
                LockSupport.parkNanos(random.nextInt(200_000)); // so that some answers come through
            }
        }
        return null;
    }

    /** Who opens the FIFO waits for this; who reads from it gets what may be in no answer. */
    private Void feedTheFifo() throws IOException {
        Fifo fifo = Fifo.at(directory.resolve("fifo"));
        while (!isOver()) {
            fifo.write(outside);
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        for (int i = 0; i < 100; i++) { // for those who are on their way still
            fifo.write(outside);
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        return null;
    }

    /** Asks until it is over. */
    void askOn() throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
            for (int i = 0; !isOver(); i++) {
                String target = scenario.targets().get(i % scenario.targets().size());
                boolean head = i % 7 == 0;
                http.send((head ? "HEAD " : "GET ") + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
                check(target, head, head ? http.readHead() : http.read());
            }
        }
    }

    /** Notes what should not have been. */
    final void find(String what) {
        findings.add(scenario + ": " + what);
    }

    /** Counts an answer. */
    final void count(boolean hadContent) {
        (hadContent ? served : refused).incrementAndGet();
    }

    private void check(String target, boolean head, Response response) {
        boolean listing = target.endsWith("/");
        boolean ok = switch (response.status()) {
            case 403, 404 -> true;
            case 200 ->
                listing
                        || (head
                                ? response.field("Content-Length")
                                        .filter(("" + inside.length())::equals)
                                        .isPresent()
                                : response.text().equals(inside));
            default -> false;
        };
        if (!ok || response.toString().contains(outside)) {
            find(target + ": " + response);
        }
        count(response.status() == 200);
    }
}
