package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.http.HttpDate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The date of an answer (RFC 9110 §6.6.1). */
@Timeout(60)
class DateHttpTest {

    @TempDir
    Path root;

    /** The engine's own is stopped with the server that fetched it. */
    @Test
    void date_afterAnotherServerWasStopped_goesOn() throws Exception {
        Files.writeString(root.resolve("file"), "content");
        ShareOptions options = ShareOptions.builder(root).grace(Duration.ZERO).build();
        Instant first;
        try (ShareServer one = ShareServer.start(options)) {
            first = dateOf(one);
        }
        try (ShareServer another = ShareServer.start(options)) {
            Deadline.await("the date goes on", () -> dateOf(another).isAfter(first.plusSeconds(1)));
            assertThat(dateOf(another)).isBeforeOrEqualTo(Instant.now());
        }
    }

    private static Instant dateOf(ShareServer server) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            RawHttp.Response response =
                    http.send("GET /file HTTP/1.1\r\nHost: x\r\n\r\n").read();
            assertThat(response.fields("Date")).hasSize(1);
            return HttpDate.parse(response.field("Date").orElseThrow()).orElseThrow();
        }
    }
}
