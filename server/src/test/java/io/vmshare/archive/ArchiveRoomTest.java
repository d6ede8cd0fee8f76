package io.vmshare.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.http.RequestRefused;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ArchiveRoomTest {

    private static final Optional<String> HERE = Optional.empty();

    @Test
    void enter_moreThanAtOnce_isRefusedUntilOneLeaves() {
        ArchiveRoom room = new ArchiveRoom(2, 1000);
        ArchiveRoom.Place first = room.enter(HERE);
        room.enter(HERE);

        assertThatThrownBy(() -> room.enter(HERE)).isInstanceOf(RequestRefused.class);
        first.close();
        first.close(); // counts once
        room.enter(HERE);
        assertThatThrownBy(() -> room.enter(HERE)).isInstanceOf(RequestRefused.class);
    }

    @Test
    void take_beyondAShareOfAll_isRefusedForOneAndForAll() {
        ArchiveRoom room = new ArchiveRoom(10, 1000);
        ArchiveRoom.Place first = room.enter(HERE);

        assertThat(first.take(200)).isTrue();
        assertThat(first.take(50)).isTrue();
        assertThat(first.take(1)).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(room.enter(HERE).take(250)).isTrue();
        }
        ArchiveRoom.Place late = room.enter(HERE);
        assertThatThrownBy(() -> late.take(1)).isInstanceOf(RequestRefused.class);

        first.giveBack();
        assertThat(late.take(250)).isTrue();
        first.close();
        late.close();
        assertThat(room.bytes()).isEqualTo(750);
    }

    @Test
    void takeNames_beyondWhatThereIs_isRefusedForOneAndForAll() {
        ArchiveRoom room = new ArchiveRoom(10, 1000);
        ArchiveRoom.Place first = room.enter(HERE);
        ArchiveRoom.Place second = room.enter(HERE);

        first.takeNames(3000);
        assertThatThrownBy(() -> first.takeNames(1001))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("one directory");
        assertThatThrownBy(() -> second.takeNames(1001))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("try again");
        assertThat(room.nameBytes()).isEqualTo(3000);

        first.giveBackNames(2000);
        second.takeNames(2500);
        second.close();
        second.close();
        assertThat(room.nameBytes()).isEqualTo(1000);
        assertThat(room.bytes()).isZero(); // plans have their own
        first.close();
        assertThat(room.nameBytes()).isZero();
    }
}
