package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vmshare.fixtures.Deadline;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
@Isolated // other classes log, too
class WorkersTest {

    private static final int THREADS = 4;
    private static final Duration STUCK_AFTER = Duration.ofMillis(200);

    @ParameterizedTest(name = "{0} threads, now {1}, {2} stuck, waiting {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            16 | 16  | 0    | false | 16
            16 | 16  | 0    | true  | 16
            16 | 16  | 3    | true  | 22
            16 | 16  | 3    | false | 16
            16 | 16  | 16   | true  | 48
            16 | 48  | 48   | true  | 112
            16 | 48  | 40   | false | 48
            16 | 48  | 8    | false | 32
            16 | 48  | 0    | false | 16
            16 | 48  | 0    | true  | 16
            16 | 112 | 500  | true  | 1000
            16 | 112 | 2000 | true  | 1000
            """)
    void wanted_stuckAndWaiting_areMadeUpFor(int threads, int now, int stuck, boolean waiting, int wanted) {
        assertThat(Workers.wanted(threads, now, stuck, waiting)).isEqualTo(wanted);
    }

    @Test
    void execute_allThreadsStuck_growsAndShrinksBackWhenTheyComeFree() throws Exception {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Workers.class);
        logged.start();
        logger.addAppender(logged);
        CountDownLatch free = new CountDownLatch(1);
        AtomicInteger stuck = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers("test\n", THREADS, STUCK_AFTER)) {
            for (int i = 0; i < 10 * THREADS; i++) {
                workers.execute(() -> {
                    stuck.incrementAndGet();
                    await(free);
                });
            }
            workers.execute(done::incrementAndGet);
            Deadline.await("the last task is done", () -> done.get() == 1);
            Deadline.await("all are stuck", () -> stuck.get() == 10 * THREADS);
            assertThat(workers.size()).isGreaterThan(10 * THREADS);

            free.countDown();
            Deadline.await("the threads are as many as before", () -> workers.size() == THREADS);
            workers.execute(done::incrementAndGet);
            Deadline.await("they work", () -> done.get() == 2);
        } finally {
            free.countDown();
            logger.detachAppender(logged);
        }
        assertThat(logged.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("requests have been waiting for files (test\\x0A) for over 200 ms"));
    }

    /** The planted bug: nobody ever counts as stuck, as in a pool of a fixed size. The test before this would fail. */
    @Test
    void execute_allThreadsStuckAndNoneSeen_waits() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        AtomicInteger stuck = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers("test", THREADS, Duration.ofDays(1))) {
            for (int i = 0; i < THREADS; i++) {
                workers.execute(() -> {
                    stuck.incrementAndGet();
                    await(free);
                });
            }
            workers.execute(done::incrementAndGet);
            Deadline.await("all are stuck", () -> stuck.get() == THREADS);
            assertThat(done).hasValue(0);
            assertThat(workers.size()).isEqualTo(THREADS);

            free.countDown();
            Deadline.await("the task is done", () -> done.get() == 1);
        }
    }

    @Test
    void execute_fewThreadsStuck_needsNoMore() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers("test", THREADS, STUCK_AFTER)) {
            for (int i = 0; i < THREADS - 1; i++) {
                workers.execute(() -> await(free));
            }
            for (int i = 0; i < 100; i++) {
                workers.execute(done::incrementAndGet);
            }
            Deadline.await("all are done", () -> done.get() == 100);
            assertThat(workers.size()).isEqualTo(THREADS);
        } finally {
            free.countDown();
        }
    }

    @Test
    void execute_shortTasks_runOnAsManyThreadsAsThereAre() throws Exception {
        AtomicInteger done = new AtomicInteger();
        Queue<String> names = new ConcurrentLinkedQueue<>();
        try (Workers workers = new Workers("test", THREADS, STUCK_AFTER)) {
            for (int i = 0; i < 10_000; i++) {
                workers.execute(() -> {
                    names.add(Thread.currentThread().getName()
                            + Thread.currentThread().isDaemon());
                    done.incrementAndGet();
                });
            }
            Deadline.await("all are done", () -> done.get() == 10_000);
            assertThat(workers.size()).isEqualTo(THREADS);
        }
        assertThat(names).containsOnly("share testtrue");
    }

    @Test
    void execute_oneTaskAtATime_runsOnThreadsThatAreThere() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Workers workers = new Workers("test", 100, STUCK_AFTER)) {
            for (int i = 0; i < 1_000; i++) {
                CountDownLatch done = new CountDownLatch(1);
                workers.execute(() -> {
                    threads.add(Thread.currentThread());
                    done.countDown();
                });
                done.await();
                // It comes back for the next task a moment after the last.
                Deadline.await("a thread is idle", () -> threads.stream().anyMatch(WorkersTest::isIdle));
            }
        }
        assertThat(threads).hasSizeLessThan(10);
    }

    private static boolean isIdle(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING;
    }

    @Test
    void close_tasksUnderWay_areInterruptedAndNewOnesRefused() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        Workers workers = new Workers("test", THREADS, STUCK_AFTER);
        CountDownLatch begun = new CountDownLatch(1);
        workers.execute(() -> {
            begun.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        });
        begun.await();

        workers.close();
        workers.close();

        Deadline.await("the task is interrupted", () -> interrupted.get() == 1);
        assertThatThrownBy(() -> workers.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
