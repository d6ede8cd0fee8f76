package io.vmshare.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PresenceTest {

    private long now = Long.MAX_VALUE - 1_000_000; // soon it is negative
    private boolean closed;
    private int looks;
    private final Presence client = new Presence(
            () -> {
                looks++;
                return closed;
            },
            () -> now);

    private boolean hasLeftAfter(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        return client.hasLeft();
    }

    @Test
    void hasLeft_closedFromTheBeginning_isNotSuspectedForAWhile() {
        closed = true;

        assertThat(client.hasLeft()).isFalse();
        assertThat(hasLeftAfter(1_999)).isFalse();
        assertThat(looks).isZero();
        assertThat(hasLeftAfter(1)).isTrue();
    }

    @Test
    void hasLeft_somethingWasServed_isNotSuspectedForAsLong() {
        hasLeftAfter(5_000);
        closed = true;
        client.served();

        assertThat(hasLeftAfter(1_999)).isFalse();
        assertThat(hasLeftAfter(1)).isTrue();
    }

    @Test
    void hasLeft_askedAllTheTime_looksNowAndThen() {
        for (int i = 0; i < 4_000; i++) {
            assertThat(hasLeftAfter(1)).isFalse();
        }
        assertThat(looks).isEqualTo(9); // after two seconds, and each quarter of one from then on

        closed = true;
        assertThat(hasLeftAfter(249)).isFalse();
        assertThat(hasLeftAfter(1)).isTrue();
    }
}
