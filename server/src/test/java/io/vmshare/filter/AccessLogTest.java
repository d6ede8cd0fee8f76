package io.vmshare.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Which exchanges are logged. */
@Timeout(60)
@Isolated // other classes log, too
class AccessLogTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of(options -> options.accessLog(AccessLogOptions.DEFAULT));

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.vmshare.access");

    @BeforeEach
    void listen() {
        logged.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
        logger.setLevel(null);
    }

    @Test
    void exchange_anyButAVainProbe_isOneLine() throws Exception {
        List<String> asked = List.of("/favicon.ico", "/robots.txt", "/missing", "/a/favicon.ico", "/");
        try (RawHttp http = share.raw()) {
            for (String target : asked) {
                http.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").read();
            }
        }
        Deadline.await(
                "the last exchange is logged",
                () -> List.copyOf(logged.list).stream()
                        .anyMatch(event -> event.getFormattedMessage().contains("\"GET / HTTP/1.1\" 200 ")));
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(3)
                .allMatch(line -> line.startsWith("127.0.0.1 - - ["))
                .anyMatch(line -> line.contains("\"GET /missing HTTP/1.1\" 404 "))
                .anyMatch(line -> line.contains("\"GET /a/favicon.ico HTTP/1.1\" 404 "));
    }
}
