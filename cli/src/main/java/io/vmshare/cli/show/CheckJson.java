package io.vmshare.cli.show;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.vmshare.cli.host.UrlCheck;
import java.util.List;

/**
 * Renders for programs what {@code urls --json --check} found: one JSON object on one line. Pure.
 *
 * <pre>
 * {"reached":true,                         whether every URL is reachable, as far as can be told from here
 *  "checks":[{"url":"http://192.168.122.1:8000/",   as in "urls" of {@link JsonText}
 *             "host":"192.168.122.1",      what it leads to on this machine, and where the exchange was made
 *             "bound":true,                whether any program listens there
 *             "byShare":true,              whether a share answered
 *             "note":"status 200, 3 bytes",         for people
 *             "firewall":{"verdict":"prohibited",   what the firewall does with those who come from elsewhere, as in
 *                         "wall":"...",             JsonText; absent if none is on the way
 *                         "fix":"...",
 *                         "note":"..."}}]}
 * </pre>
 *
 * <p>With a URL to check:
 *
 * <pre>
 * {"url":"http://10.0.2.2:8000/",
 *  "reached":false,                        whether it was answered, and not with an error
 *  "note":"connection refused: ..."}       for people
 * </pre>
 */
public final class CheckJson {

    private CheckJson() {}

    /** Returns the object for a check of this machine, with its line end. */
    public static String render(boolean reached, List<CheckedUrl> checks) {
        JsonStringWriter json =
                JsonWriter.string().object().value("reached", reached).array("checks");
        for (CheckedUrl one : checks) {
            json.object().value("url", one.url().uri().toString()).value("host", one.host());
            json.value("bound", one.isBound()).value("byShare", one.exchange().byShare());
            json.value("note", one.exchange().what());
            one.ruling().ifPresent(ruling -> {
                json.object("firewall");
                JsonText.ruling(json, ruling);
                json.end();
            });
            json.end();
        }
        return JsonText.finish(json.end());
    }

    /** Returns the object for a check of one URL, with its line end. */
    public static String render(UrlCheck check) {
        JsonStringWriter json = JsonWriter.string().object().value("url", check.url());
        return JsonText.finish(json.value("reached", check.reached()).value("note", check.what()));
    }
}
