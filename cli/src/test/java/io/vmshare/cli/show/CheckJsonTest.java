package io.vmshare.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.firewall.Ruling;
import io.vmshare.cli.firewall.rules.Verdict;
import io.vmshare.cli.host.UrlCheck;
import io.vmshare.cli.host.UrlCheck.Outcome;
import io.vmshare.reach.ShareUrl;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JSON form of checks, which programs rely on. */
@Timeout(10)
class CheckJsonTest {

    private static final ShareUrl URL = new ShareUrl(
            ShareUrl.Kind.USER_NETWORK,
            ShareUrl.From.GUEST,
            URI.create("http://10.0.2.2:8000/"),
            "",
            Optional.empty(),
            "");

    @Test
    void render_checks_haveTheKeysThatAreDocumented() {
        UrlCheck answered = new UrlCheck("http://127.0.0.1:8000/?health", Outcome.SHARE, "status 200, 3 bytes");
        UrlCheck silent = new UrlCheck("http://127.0.0.1:8000/?health", Outcome.SILENT, "no \"answer\"");
        Ruling ruling = new Ruling(Verdict.PROHIBITED, "ufw", Optional.of("ufw allow"), "ufw rejects it");

        assertThat(CheckJson.render(
                        false,
                        List.of(
                                new CheckedUrl(URL, "127.0.0.1", answered, Optional.empty()),
                                new CheckedUrl(URL, "127.0.0.1", silent, Optional.of(ruling)))))
                .isEqualTo("{\"reached\":false,\"checks\":["
                        + "{\"url\":\"http://10.0.2.2:8000/\",\"host\":\"127.0.0.1\",\"bound\":true,\"byShare\":true,"
                        + "\"note\":\"status 200, 3 bytes\"},"
                        + "{\"url\":\"http://10.0.2.2:8000/\",\"host\":\"127.0.0.1\",\"bound\":true,\"byShare\":false,"
                        + "\"note\":\"no \\\"answer\\\"\",\"firewall\":{\"verdict\":\"prohibited\",\"wall\":\"ufw\","
                        + "\"fix\":\"ufw allow\",\"note\":\"ufw rejects it\"}}]}\n");
    }

    @Test
    void render_oneUrl_hasTheKeysThatAreDocumented() {
        UrlCheck refused = new UrlCheck("http://10.0.2.2:8000/", Outcome.UNCONNECTED, "connection refused");

        assertThat(CheckJson.render(refused))
                .isEqualTo("{\"url\":\"http://10.0.2.2:8000/\",\"reached\":false,\"note\":\"connection refused\"}\n");
    }
}
