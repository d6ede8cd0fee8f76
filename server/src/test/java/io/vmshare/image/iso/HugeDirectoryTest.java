package io.vmshare.image.iso;

import static io.vmshare.image.iso.IsoBuilder.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.ImageNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HugeDirectoryTest {

    private static final int SECTOR = 2048;
    private static final int DIRECTORY = 2;
    private static final int PLACE = 25;
    private static final int RECORDS_A_SECTOR = 40;

    /** Returns a directory of {@code records}, in an image of its own. */
    private static ImageNode directoryOf(int records) throws IOException {
        int sectors = records / RECORDS_A_SECTOR + 1;
        IsoBuilder image = new IsoBuilder(PLACE + sectors)
                .records(
                        20,
                        IsoBuilder.dots(20, 20),
                        record("HUGE", PLACE, sectors * SECTOR, DIRECTORY),
                        record("SMALL.;1", PLACE, 5, 0));
        int written = 0;
        for (int sector = 0; written < records; sector++) {
            byte[][] some = new byte[Math.min(RECORDS_A_SECTOR, records - written)][];
            for (int i = 0; i < some.length; i++) {
                some[i] = record("F" + written++ + ".;1", PLACE, 1, 0);
            }
            image.records(PLACE + sector, some);
        }
        ImageNode top = IsoTree.open(new CountingChannel(image.bytes())).root();
        assertThat(top.names()).contains("small");
        return top.child("huge").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {49_999, 50_000})
    void names_asManyAsAreRead_areAllThere(int records) throws IOException {
        ImageNode huge = directoryOf(records);

        assertThat(huge.names()).hasSize(records);
        assertThat(huge.child("f" + (records - 1))).isPresent();
    }

    @Test
    void names_more_isRefusedBeforeTheyAreInMemory() throws IOException {
        ImageNode huge = directoryOf(50_001);

        assertThatThrownBy(huge::names)
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("more than 50000 entries");
        assertThatThrownBy(() -> huge.child("f1")).isInstanceOf(ImageFormatException.class);
    }
}
