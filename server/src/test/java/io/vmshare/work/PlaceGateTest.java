package io.vmshare.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.fixtures.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlaceGateTest {

    private static final Optional<String> HERE = Optional.empty();
    private static final Optional<String> THERE = Optional.of("/mnt/nfs");

    private final PlaceGate gate = new PlaceGate(3);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private List<PlaceGate.Pass> fill(Optional<String> place) {
        List<PlaceGate.Pass> passes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            passes.add(gate.enter(place).orElseThrow());
        }
        return passes;
    }

    @Test
    void enter_moreThanMayBeInAPlace_isNoneUntilOneIsClosed() {
        List<PlaceGate.Pass> passes = fill(THERE);

        assertThat(gate.enter(THERE)).isEmpty();
        passes.get(1).close();
        passes.get(1).close(); // once more, which makes room for no other
        PlaceGate.Pass next = gate.enter(THERE).orElseThrow();
        assertThat(gate.enter(THERE)).isEmpty();
        next.close();
    }

    @Test
    void enter_anotherPlaceIsFull_passes() {
        fill(THERE);

        assertThat(fill(HERE)).hasSize(3);
        assertThat(fill(Optional.of("/mnt/other"))).hasSize(3);
        assertThat(gate.enter(HERE)).isEmpty();
    }

    @Test
    void await_moreThanMayBeInAPlace_waitsForThoseOfThatPlace() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> works = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            works.add(threads.submit(() -> {
                PlaceGate.Pass pass = gate.await(THERE);
                inside.incrementAndGet();
                go.await();
                inside.decrementAndGet();
                pass.close();
                return null;
            }));
        }
        Deadline.await("three are inside", () -> inside.get() == 3);

        gate.await(HERE).close();
        assertThat(inside).hasValue(3);
        go.countDown();

        for (Future<?> work : works) {
            work.get();
        }
        assertThat(gate.places()).isZero();
    }

    @Test
    void await_interruptedWhileItWaits_leavesTheOthersTheirTurn() throws Exception {
        List<PlaceGate.Pass> passes = fill(THERE);
        for (int i = 0; i < 10; i++) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> gate.await(THERE)).isInstanceOf(InterruptedException.class);
        }
        passes.forEach(PlaceGate.Pass::close);

        assertThat(gate.places()).isZero();
        assertThat(fill(THERE)).hasSize(3);
    }

    /** Mounts come and go, as those of an automounter do; what is kept is bounded by who is there. */
    @Test
    void places_nobodyIsThere_areForgotten() {
        for (int i = 0; i < 1000; i++) {
            gate.enter(Optional.of("/net/" + i)).orElseThrow().close();
        }
        List<PlaceGate.Pass> passes = fill(THERE);
        assertThat(gate.enter(THERE)).isEmpty();

        assertThat(gate.places()).isEqualTo(1);
        passes.forEach(PlaceGate.Pass::close);
        assertThat(gate.places()).isZero();
    }

    @Test
    void enter_manyThreads_areNeverMoreAtOnce() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger entered = new AtomicInteger();
        List<Future<?>> works = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            works.add(threads.submit(() -> {
                for (int round = 0; round < 5_000; round++) {
                    Optional<PlaceGate.Pass> pass = gate.enter(THERE);
                    if (pass.isPresent()) {
                        assertThat(inside.incrementAndGet()).isLessThanOrEqualTo(3);
                        entered.incrementAndGet();
                        inside.decrementAndGet();
                        pass.get().close();
                    }
                }
                return null;
            }));
        }
        for (Future<?> work : works) {
            work.get();
        }

        assertThat(entered).hasPositiveValue();
        assertThat(gate.places()).isZero();
        assertThat(fill(THERE)).hasSize(3);
    }
}
