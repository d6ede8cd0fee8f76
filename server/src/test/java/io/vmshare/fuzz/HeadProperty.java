package io.vmshare.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fuzz.ReadRequest.Fate;
import io.vmshare.fuzz.ReadRequest.Then;
import io.vmshare.http.HeadLimits;
import io.vmshare.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Our reader of heads lets nothing pass that the strict reader calls malformed, nor refuses what that calls good. */
public final class HeadProperty {

    private static final HeadLimits LIMITS = new HeadLimits(8 * 1024, 32 * 1024, 200);

    private HeadProperty() {}

    /** Fails if the two disagree about the first head in {@code text}, or about what the engine gets to see of it. */
    public static void check(String text) {
        int end = text.indexOf("\r\n\r\n") + 4;
        if (end < 4 || text.startsWith("\r\n")) {
            return; // no head, or one before which there is something to skip
        }
        String head = text.substring(0, end);
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        RequestHead read = RequestHead.parse(bytes, 0, bytes.length, LIMITS);
        ReadRequest strict = StrictReader.read(head).get(0);
        List<String> hosts = strict.values("Host");
        boolean hostCounts =
                hosts.size() == 1 || (hosts.isEmpty() && strict.version().equals("HTTP/1.0"));

        if (strict.fate() == Fate.MALFORMED) {
            assertThat(read.isRefused()).as(head).isTrue();
        } else if (strict.fate() == Fate.GOOD && hostCounts) {
            assertThat(read.isRefused()).as(head).isFalse();
        }
        if (!read.isRefused()) {
            assertThat(read.line().method()).as(head).isEqualTo(strict.method());
            assertThat(read.line().target()).as(head).isEqualTo(strict.target());
            assertThat(!read.isLast() && strict.then() == Then.END)
                    .as("goes on after %s", head)
                    .isFalse();
            ReadRequest engine = StrictReader.read(new String(read.forEngine(), StandardCharsets.ISO_8859_1))
                    .get(0);
            assertThat(engine.fate()).as(head).isIn(Fate.GOOD, Fate.DOUBTFUL);
            assertThat(engine.target()).as(head).isEqualTo(strict.target());
        }
    }
}
