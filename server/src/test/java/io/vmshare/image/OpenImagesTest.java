package io.vmshare.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenImagesTest {

    private final OpenImages<Image> images = new OpenImages<>();

    private static final class Image implements Closeable {

        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void lease_equalStamp_sharesTheImageUntilTheLastOneCloses() throws IOException {
        Image image = new Image();
        var first = images.lease(List.of("a", 1), () -> image);
        var second = images.lease(List.of("a", 1), () -> {
            throw new AssertionError("it is open");
        });

        first.close();
        first.close();
        assertThat(second.image()).isSameAs(image);
        assertThat(image.closed).hasValue(0);

        second.close();
        assertThat(image.closed).hasValue(1);
        assertThat(images.count()).isZero();
    }

    @Test
    void lease_otherStampOrAfterTheLastOne_opensAnew() throws IOException {
        var first = images.lease("a", Image::new);
        var other = images.lease("b", Image::new);
        assertThat(other.image()).isNotSameAs(first.image());
        assertThat(images.count()).isEqualTo(2);

        first.close();
        var again = images.lease("a", Image::new);
        assertThat(again.image()).isNotSameAs(first.image());
        again.close();
        other.close();
    }

    @Test
    void lease_openerThatThrows_leavesNothing() throws IOException {
        assertThatThrownBy(() -> images.lease("a", () -> {
                    throw new ImageFormatException("damaged");
                }))
                .hasMessage("damaged");
        assertThat(images.count()).isZero();

        images.lease("a", Image::new).close();
    }

    @Test
    void lease_byManyThreads_neverHandsOutAClosedImage() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int reader = 0; reader < 8; reader++) {
                all.add(readers.submit(() -> {
                    for (int round = 0; round < 20_000; round++) {
                        try (var lease = images.lease(round % 3, Image::new)) {
                            assertThat(lease.image().closed).hasValue(0);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> reader : all) {
                reader.get();
            }
        } finally {
            readers.shutdownNow();
        }
        assertThat(images.count()).isZero();
    }
}
