package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WayTest {

    private static long secondsAgo(long seconds) {
        return System.nanoTime() - TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void isOpen_walkedJustNow_isWithoutAWalk() throws IOException {
        Way way = new Way(
                () -> {
                    throw new AssertionError("walked");
                },
                System.nanoTime());

        assertThat(way.isOpen()).isTrue();
    }

    @Test
    void isOpen_walkedLongAgo_walksOnceASecond() throws IOException {
        AtomicInteger walks = new AtomicInteger();
        Way way = new Way(() -> walks.incrementAndGet() > 0, secondsAgo(2));

        assertThat(way.isOpen()).isTrue();
        assertThat(way.isOpen()).isTrue();
        assertThat(walks).hasValue(1);

        way.walked(secondsAgo(2));
        assertThat(way.isOpen()).isTrue();
        assertThat(walks).hasValue(2);
    }

    /** A way that led nowhere is walked again by each who asks. */
    @Test
    void isOpen_walkThatFails_isNeverTakenForOne() throws IOException {
        AtomicInteger walks = new AtomicInteger();
        Way way = new Way(() -> walks.incrementAndGet() < 0, secondsAgo(2));

        assertThat(way.isOpen()).isFalse();
        assertThat(way.isOpen()).isFalse();
        assertThat(walks).hasValue(2);

        way.walked(System.nanoTime());
        assertThat(way.isOpen()).isTrue();
    }

    @Test
    void isOpen_walkThatThrows_throwsAndIsWalkedAgain() {
        Way way = new Way(
                () -> {
                    throw new NoSuchFileException("gone");
                },
                secondsAgo(2));

        assertThatThrownBy(way::isOpen).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(way::isOpen).isInstanceOf(NoSuchFileException.class);
    }
}
