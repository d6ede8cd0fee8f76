package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.http.RequestRefused;

/** Wherever a target leads, a redirect stays on this host and is a URL's path (RFC 3986 §3.3, RFC 9110 §10.2.2). */
public final class TargetProperty {

    private TargetProperty() {}

    /** Fails if the target redirects elsewhere, or is refused with another status than 400 and 404. */
    public static void check(String raw, boolean holdsHost, String mount, String query) {
        RequestTarget target;
        try {
            target = RequestTarget.parse(raw, holdsHost, mount, query);
        } catch (RequestRefused e) {
            assertThat(e.status()).as(raw).isIn(400, 404);
            return;
        }
        assertThat(target.directoryLocation())
                .as("%s under %s", raw, mount)
                .matches("[!-~]*")
                .doesNotContain("\\", "#")
                .matches("(/|(/([A-Za-z0-9._~-]|%[0-9A-F]{2})+)+/)(\\?.*)?");
    }
}
