package io.vmshare.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.http.RequestRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ArchiveRoomTest {

    @Test
    void enter_moreThanAtOnce_isRefusedUntilOneLeaves() {
        ArchiveRoom room = new ArchiveRoom(2, 1000);
        ArchiveRoom.Place first = room.enter();
        room.enter();

        assertThatThrownBy(room::enter).isInstanceOf(RequestRefused.class);
        first.close();
        first.close(); // counts once
        assertThat(room.atOnce()).isEqualTo(1);
        room.enter();
        assertThatThrownBy(room::enter).isInstanceOf(RequestRefused.class);
    }

    @Test
    void take_beyondAShareOfAll_isRefusedForOneAndForAll() {
        ArchiveRoom room = new ArchiveRoom(10, 1000);
        ArchiveRoom.Place first = room.enter();

        assertThat(first.take(200)).isTrue();
        assertThat(first.take(50)).isTrue();
        assertThat(first.take(1)).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(room.enter().take(250)).isTrue();
        }
        ArchiveRoom.Place late = room.enter();
        assertThatThrownBy(() -> late.take(1)).isInstanceOf(RequestRefused.class);

        first.giveBack();
        assertThat(late.take(250)).isTrue();
        first.close();
        late.close();
        assertThat(room.bytes()).isEqualTo(750);
        assertThat(room.atOnce()).isEqualTo(3);
    }
}
