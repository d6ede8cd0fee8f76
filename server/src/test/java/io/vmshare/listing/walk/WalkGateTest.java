package io.vmshare.listing.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmshare.fixtures.Deadline;
import io.vmshare.http.RequestRefused;
import io.vmshare.work.PlaceGate;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WalkGateTest {

    private static final Optional<String> HERE = Optional.empty();
    private static final Optional<String> ELSEWHERE = Optional.of("another place");

    private final WalkGate gate = new WalkGate();

    private List<WalkGate.Pass> passes(int count) {
        List<WalkGate.Pass> passes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            passes.add(gate.enter(HERE));
        }
        return passes;
    }

    @Test
    void enter_moreThanMayBeOpen_is503UntilOneIsClosed() {
        List<WalkGate.Pass> passes = passes(16);

        RequestRefused refused = catchThrowableOfType(RequestRefused.class, () -> gate.enter(HERE));
        assertThat(refused.status()).isEqualTo(503);
        gate.enter(ELSEWHERE).close();
        passes.get(3).close();
        passes.get(3).close(); // once more, which frees no other
        passes.set(3, gate.enter(HERE));
        assertThat(catchThrowableOfType(RequestRefused.class, () -> gate.enter(HERE)))
                .isNotNull();
        passes.forEach(WalkGate.Pass::close);
        assertThat(passes(16)).hasSize(16);
    }

    @Test
    void begin_moreThanMayWork_waitForOthersToEndTheirTurn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        AtomicInteger working = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        try {
            for (WalkGate.Pass pass : passes(10)) {
                threads.submit(() -> {
                    PlaceGate.Pass turn = pass.begin();
                    working.incrementAndGet();
                    go.await();
                    working.decrementAndGet();
                    turn.close();
                    return null;
                });
            }
            Deadline.await("four work", () -> working.get() == 4);
            gate.enter(ELSEWHERE).begin().close();
            assertThat(working).hasValue(4);
            go.countDown();
            Deadline.await("all have worked", () -> working.get() == 0);
        } finally {
            go.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void begin_interruptedWhileItWaits_leavesTheOthersTheirTurn() throws Exception {
        for (int i = 0; i < 10; i++) {
            WalkGate.Pass pass = gate.enter(HERE);
            Thread.currentThread().interrupt();
            assertThat(catchThrowableOfType(InterruptedIOException.class, pass::begin))
                    .isNotNull();
            assertThat(Thread.interrupted()).isTrue();
            pass.close();
        }
        gate.enter(HERE).begin().close();
    }
}
