package io.vmshare.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.http.ByteRange;
import io.vmshare.http.Validators;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xnio.channels.StreamSinkChannel;

/** Which threads touch what is sent. */
@Timeout(60)
class TransferTest {

    private final ExecutorService place = Executors.newSingleThreadExecutor(work -> new Thread(work, "place"));
    private final List<String> threads = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        place.shutdownNow();
    }

    /** Closing a file may hang as reading it does, whatever the body says of its own bytes. */
    @ParameterizedTest(name = "local {0}, blocks {1}")
    @CsvSource({"false, false, true", "false, true, true", "true, true, true", "true, false, false"})
    void write_sinkThatIsFull_goesOnWhereThatMayBlock(boolean local, boolean blocks, boolean atThePlace)
            throws Exception {
        RepresentationWriter writer =
                new RepresentationWriter(Clock.systemUTC(), Duration.ofMinutes(1), Optional.empty());
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> {
                    new Workplace(place, local).attachTo(exchange);
                    exchange.dispatch(place, located -> writer.write(located, new Later(blocks)));
                })
                .build();
        server.start();
        try {
            InetSocketAddress address =
                    (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
            try (RawHttp http = RawHttp.connect("127.0.0.1", address.getPort())) {
                assertThat(http.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").read().body())
                        .isEmpty();
            }
            Deadline.await("all is closed", () -> threads.size() == 4);

            assertThat(threads.get(0)).isEqualTo("place");
            assertThat(threads.subList(1, 4)).allMatch(name -> name.equals("place") == atThePlace);
        } finally {
            server.stop();
        }
    }

    /** What the sink takes only when it is asked again. */
    private final class Later implements Representation, Body {

        private final boolean blocks;
        private boolean asked;

        Later(boolean blocks) {
            this.blocks = blocks;
        }

        private void touch() {
            threads.add(Thread.currentThread().getName());
        }

        @Override
        public long writeTo(StreamSinkChannel sink) {
            touch();
            if (asked) {
                return DONE;
            }
            asked = true;
            return 0;
        }

        @Override
        public boolean blocks() {
            return blocks;
        }

        /** That of both. */
        @Override
        public void close() {
            touch();
        }

        @Override
        public long length() {
            return UNKNOWN;
        }

        @Override
        public Validators validators() {
            return Validators.NONE;
        }

        @Override
        public boolean acceptsRanges() {
            return false;
        }

        @Override
        public void describe(HeaderMap fields) {}

        @Override
        public Body body(HttpServerExchange exchange, ByteRange part) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Body body(HttpServerExchange exchange) {
            return this;
        }
    }
}
