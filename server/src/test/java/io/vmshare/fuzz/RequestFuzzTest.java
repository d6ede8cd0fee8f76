package io.vmshare.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever is sent: no server error, no byte from outside of the root, no answer to what is no request, the right answer
 * to the next one. {@code -Dshare.fuzz.requests=100000} makes it long, {@code -Dshare.fuzz.seed} another one. What it
 * notices, {@link PlantedBugTest} shows.
 */
@Timeout(3600)
class RequestFuzzTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static RequestFuzz fuzz;

    @BeforeAll
    static void plant() throws IOException {
        KnownTree tree = new KnownTree();
        tree.plant(share.root());
        StringBuilder tags = new StringBuilder();
        try (RawHttp http = share.raw()) {
            for (String file : new String[] {"file.txt", "large.bin"}) {
                http.send("HEAD /" + file + " HTTP/1.1\r\nHost: x\r\n\r\n");
                tags.append(http.readHead().field("ETag").orElseThrow());
            }
        }
        fuzz = new RequestFuzz(share.port(), new Judge(tree, tags.toString()), Duration.ofSeconds(8));
    }

    @Test
    void share_everySeed_isAnsweredRight() throws IOException {
        assertThat(fuzz.runSeeds()).isEmpty();
    }

    @Test
    void share_mutatedRequests_areAnsweredRight() throws IOException {
        long seed = Long.getLong("share.fuzz.seed", 1);
        long from = Long.getLong("share.fuzz.from", 0);
        long requests = Long.getLong("share.fuzz.requests", 3000);

        assertThat(fuzz.run(seed, from, requests)).isEmpty();
    }
}
