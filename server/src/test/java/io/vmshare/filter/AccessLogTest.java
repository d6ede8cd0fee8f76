package io.vmshare.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** An answer made of a kept file is one line, too, and the same. */
    @Test
    void exchange_answeredEarly_isTheEnginesLine() throws Exception {
        byte[] content = new byte[20_000];
        Files.write(share.root().resolve("kept.bin"), content);
        List<String> fields = List.of("", "Range: bytes=5-9\r\n", "If-None-Match: *\r\n");
        Set<String> threads = new HashSet<>();
        Deadline.await("it is answered on an I/O thread", () -> {
            threads.clear();
            logged.list.clear();
            try (RawHttp http = share.raw()) {
                for (String method : List.of("GET", "HEAD")) {
                    for (String field : fields) {
                        http.send(method + " /kept.bin HTTP/1.1\r\nHost: x\r\nUser-Agent: a\"b\r\n" + field + "\r\n");
                        assertThat(method.equals("GET") ? http.read() : http.readHead())
                                .isNotNull();
                    }
                }
            }
            Deadline.await("all are logged", () -> logged.list.size() >= 6);
            List.copyOf(logged.list).forEach(event -> threads.add(event.getThreadName()));
            assertThat(logged.list)
                    .extracting(event -> event.getFormattedMessage().replaceAll("\\[.*?\\]", "[]"))
                    .containsExactly(
                            "127.0.0.1 - - [] \"GET /kept.bin HTTP/1.1\" 200 20000",
                            "127.0.0.1 - - [] \"GET /kept.bin HTTP/1.1\" 206 5",
                            "127.0.0.1 - - [] \"GET /kept.bin HTTP/1.1\" 304 -",
                            "127.0.0.1 - - [] \"HEAD /kept.bin HTTP/1.1\" 200 -",
                            "127.0.0.1 - - [] \"HEAD /kept.bin HTTP/1.1\" 206 -",
                            "127.0.0.1 - - [] \"HEAD /kept.bin HTTP/1.1\" 304 -");
            return threads.size() == 1 && threads.iterator().next().contains("I/O");
        });
    }
}
