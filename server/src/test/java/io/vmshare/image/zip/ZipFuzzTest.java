package io.vmshare.image.zip;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.image.ImageNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A zip with some of its bytes changed at random. */
@Timeout(60)
class ZipFuzzTest {

    /** Changed bytes, mostly of the directory: nothing but IOException, nothing that takes long or much. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void open_anyBytesChanged_throwsNothingButIOException(long seed) {
        byte[] zip = ordinary();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] changed = mutate(zip, random);
            try {
                visit(Zips.open(changed).root(), 0);
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotNull().doesNotContain("\n");
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    private static byte[] mutate(byte[] zip, Random random) {
        byte[] changed = zip.clone();
        int directory = zip.length * 3 / 4;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(4) == 0 ? random.nextInt(zip.length) : directory + random.nextInt(zip.length / 4);
            byte[] numbers = {0, 1, -1, 127, -128, (byte) random.nextInt(256)};
            byte number = numbers[random.nextInt(numbers.length)];
            Arrays.fill(changed, at, Math.min(zip.length, at + 1 + random.nextInt(4)), number);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(changed, random.nextInt(changed.length)) : changed;
    }

    /** Walks what is there and reads a little of each file; damaged ones may say so. */
    private static void visit(ImageNode node, int depth) throws IOException {
        assertThat(depth).isLessThanOrEqualTo(64);
        for (String name : node.names()) {
            ImageNode child = node.child(name).orElseThrow();
            assertThat(child.size()).isNotNegative();
            switch (child.kind()) {
                case DIRECTORY -> visit(child, depth + 1);
                case FILE -> readSome(child);
                case LINK, OTHER -> assertThat(child.size()).isZero();
            }
        }
    }

    private static void readSome(ImageNode file) {
        try (SeekableByteChannel channel = file.open()) {
            ByteBuffer some = ByteBuffer.allocate(20_000);
            while (some.hasRemaining() && channel.read(some) >= 0) {}
            assertThat(channel.position()).isLessThanOrEqualTo(file.size());
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotNull();
        }
    }

    private static byte[] ordinary() {
        RawZip raw = new RawZip();
        for (int i = 0; i < 8; i++) {
            raw.deflated("d" + i + "/deflated" + i, RawZip.utf8("text ".repeat(50 * i))).extra =
                    RawZip.field(0x5455, new byte[] {1, 2, 3, 4, 5});
            RawZip.Entry stored = raw.stored("d" + i + "/stored" + i, "stored");
            stored.extra = RawZip.field(1, new byte[24]);
            raw.stored("d" + i + "/link", "stored" + i).mode = 0120777;
        }
        return raw.bytes();
    }
}
