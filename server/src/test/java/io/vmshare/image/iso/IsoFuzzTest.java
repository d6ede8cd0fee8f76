package io.vmshare.image.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The property holds for images with a few bytes changed. */
@Timeout(120)
class IsoFuzzTest {

    private static final int IMAGES = Integer.getInteger("share.fuzz.images", 3000);
    private static final int FIRST = 16 * IsoBuilder.SECTOR;
    private static final int LAST = 27 * IsoBuilder.SECTOR;
    private static final int[] LIKELY = {0, 1, 2, 4, 8, 16, 20, 21, 22, 23, 24, 34, 47, 48, 0x7F, 0x80, 0x90, 0xFF};

    /** Changes bytes where something is said: most of an image is zeros. */
    private static byte[] mutate(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        int changes = 1 + random.nextInt(6);
        while (changes > 0) {
            int at = FIRST + random.nextInt(LAST - FIRST);
            if (bytes[at] != 0 || bytes[at - 1] != 0 || random.nextInt(2000) == 0) {
                int likely = LIKELY[random.nextInt(LIKELY.length)];
                bytes[at] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : likely);
                changes--;
            }
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void image_withBytesChanged_isReadOrRefused(int naming) {
        byte[] seed = IsoProperty.seed(naming);
        for (int i = 0; i < IMAGES; i++) {
            byte[] bytes = mutate(seed, new Random(1_000_000L * naming + i));
            assertThatCode(() -> IsoProperty.check(bytes))
                    .as("names %d, image %d", naming, i)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void seeds_unchanged_areSound() throws IOException {
        assertThat(IsoTree.open(new CountingChannel(IsoProperty.seed(0))).root().names())
                .containsExactly("a.txt", "sub", "link", "big", "child");
        for (int naming = 0; naming < 3; naming++) {
            byte[] seed = IsoProperty.seed(naming);
            assertThatCode(() -> IsoProperty.check(seed)).doesNotThrowAnyException();
        }
    }
}
