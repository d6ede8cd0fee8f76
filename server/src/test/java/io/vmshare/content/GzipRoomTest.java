package io.vmshare.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class GzipRoomTest {

    @Test
    void enter_moreAtOnceThanProcessors_isRefusedUntilOneLeaves() {
        GzipRoom room = new GzipRoom(2, 1000);

        assertThat(room.enter(100)).isTrue();
        assertThat(room.enter(100)).isTrue();
        assertThat(room.enter(100)).isFalse();
        assertThat(room.bytes()).isEqualTo(200);
        room.leave(100, 0);
        assertThat(room.enter(100)).isTrue();
    }

    @Test
    void enter_moreBytesThanThereIsRoom_isRefusedUntilSomeAreReleased() {
        GzipRoom room = new GzipRoom(2, 1000);

        assertThat(room.enter(900)).isTrue();
        room.leave(900, 300);
        assertThat(room.bytes()).isEqualTo(300);
        assertThat(room.enter(701)).isFalse();
        assertThat(room.enter(700)).isTrue();
        room.leave(700, 0);
        room.release(300);
        assertThat(room.bytes()).isZero();
        assertThat(room.enter(1000)).isTrue();
    }
}
