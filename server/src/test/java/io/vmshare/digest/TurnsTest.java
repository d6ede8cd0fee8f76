package io.vmshare.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.fixtures.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {

    private static final Duration SOON = Duration.ofMillis(50);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void add_moreThanMayRun_runInTheirOrder() {
        List<Runnable> handedOn = new ArrayList<>();
        List<Integer> ran = new ArrayList<>();
        Turns turns = new Turns(handedOn::add, 2);
        for (int i = 0; i < 5; i++) {
            int number = i;
            turns.add(() -> ran.add(number));
        }
        assertThat(handedOn).hasSize(2);
        assertThat(turns.waiting()).isEqualTo(3);

        for (int i = 0; i < handedOn.size(); i++) {
            handedOn.get(i).run();
        }

        assertThat(ran).containsExactly(0, 1, 2, 3, 4);
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void add_byMany_neverRunsMoreAtOnceThanMay() throws Exception {
        Turns turns = new Turns(threads, 3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(500);
        for (int i = 0; i < 500; i++) {
            turns.add(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.yield();
                running.decrementAndGet();
                left.countDown();
            });
        }
        left.await();

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void add_workThatFails_givesItsTurnToTheNext() throws Exception {
        Turns turns = new Turns(threads, 1);
        CountDownLatch ran = new CountDownLatch(1);
        turns.add(() -> {
            throw new IllegalStateException("made in the test");
        });
        turns.add(ran::countDown);

        ran.await();
        assertThat(ran.getCount()).isZero();
    }

    @Test
    void add_behindOneThatIsStuck_runsAllTheSame() throws Exception {
        Turns turns = new Turns(threads, 1, SOON);
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        turns.add(() -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        Deadline.await("others have their turn", () -> {
            turns.add(ran::incrementAndGet);
            return ran.get() > 0;
        });
        released.countDown();
    }

    @Test
    void add_behindOneThatGetsStuck_waitsForNoOtherAdd() throws Exception {
        Turns turns = new Turns(threads, 1, SOON);
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        turns.add(() -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        turns.add(ran::countDown);

        ran.await();
        assertThat(released.getCount()).isOne();
        released.countDown();
    }

    @Test
    void add_nothingRunsAnyMore_isRejected() {
        Turns turns = new Turns(threads, 1);
        threads.shutdownNow();

        assertThatThrownBy(() -> turns.add(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(turns.waiting()).isZero();
    }
}
