package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.BindingCheck.Findings;
import io.vmshare.cli.host.UrlCheck;
import io.vmshare.cli.host.UrlCheck.Outcome;
import io.vmshare.cli.show.CheckedUrl;
import io.vmshare.reach.ShareUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class CheckTextTest {

    @Test
    void findings_none_areNotReachable() {
        Findings none = new Findings(true, List.of());

        assertThat(none.areReachable()).isFalse();
        assertThat(text(none))
                .isEqualTo("No URL leads to a bound address; listen on another one (--network, --bind).\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SHARE       | bound: answered
            OTHER       | another program answers there, not a share
            ERROR       | answered by another program or with an error: WHAT
            SILENT      | a program listens and is no share: WHAT
            UNCONNECTED | not bound: WHAT
            """)
    void render_outcome_isNamed(Outcome outcome, String line) {
        assertThat(text(new Findings(true, List.of(found("192.0.2.1", outcome)))))
                .startsWith("Checked what listens on port 8000\n  http://192.0.2.1:8000/    " + line + "\n");
    }

    @Test
    void render_otherSide_hasTheFirstUrlThatAShareAnswers() {
        CheckedUrl missing = found("192.0.2.1", Outcome.UNCONNECTED);
        CheckedUrl foreign = found("192.0.2.2", Outcome.OTHER);
        Findings some = new Findings(true, List.of(missing, foreign, found("192.0.2.3", Outcome.SHARE)));

        assertThat(text(some))
                .endsWith("\nFrom the other side:  java -jar share.jar urls --check http://192.0.2.3:8000/\n");
        assertThat(some.areReachable()).isFalse();
        assertThat(text(new Findings(true, List.of(missing, foreign)))).doesNotContain("From the other side");
    }

    private static CheckedUrl found(String host, Outcome outcome) {
        String uri = "http://" + host + ":8000/";
        ShareUrl url =
                new ShareUrl(ShareUrl.Kind.LAN, ShareUrl.From.GUEST, URI.create(uri), "eth0", Optional.empty(), "");
        return new CheckedUrl(url, host, new UrlCheck(uri + "?health", outcome, "WHAT"), Optional.empty());
    }

    private static String text(Findings findings) {
        return CheckText.render(findings, 8000, StandardCharsets.UTF_8);
    }
}
