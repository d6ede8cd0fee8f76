package io.vmshare.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ChunksTest {

    @Test
    void take_moreThanThereAre_isNothingUntilOneIsBack() {
        Chunks chunks = new Chunks(2);
        ByteBuffer first = chunks.take();
        ByteBuffer second = chunks.take();
        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        assertThat(first).isNotSameAs(second);
        assertThat(chunks.take()).isNull();
        assertThat(chunks.take()).isNull();
        assertThat(chunks.taken()).isEqualTo(2);

        first.position(5).limit(7);
        chunks.giveBack(first);

        assertThat(chunks.taken()).isEqualTo(1);
        ByteBuffer again = chunks.take();
        assertThat(again).isSameAs(first);
        assertThat(again.remaining()).isEqualTo(Chunks.BYTES);
        assertThat(chunks.take()).isNull();
    }
}
