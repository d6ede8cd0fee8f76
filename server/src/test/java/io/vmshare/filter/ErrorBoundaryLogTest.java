package io.vmshare.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.vmshare.fixtures.RawHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** What a failure becomes: a status, and a line in the log that nobody outside has shaped. */
@Timeout(60)
@Isolated // other classes log, too
class ErrorBoundaryLogTest {

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ErrorBoundary.class);

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
        logger.setLevel(null);
    }

    @Test
    void handle_clientTextInTheFailure_isEscapedInTheLog() throws IOException {
        ErrorBoundary boundary = new ErrorBoundary(exchange -> {
            throw new FileSystemException("/srv/a\nshare: all is well\u001b[2J", null, "Input/output error");
        });
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", boundary)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .build();
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
            assertThat(http.send("GET /a\u001b[31m HTTP/1.1\r\nHost: x\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(500);
        } finally {
            server.stop();
        }

        assertThat(logged.list).hasSize(2).allSatisfy(event -> {
            assertThat(event.getFormattedMessage())
                    .doesNotContain("\n", "\u001b")
                    .contains("/a\\x1B[31m", "/srv/a\\x0Ashare");
            assertThat(event.getThrowableProxy()).isNull();
        });
    }
}
