package io.vmshare.cli.host;

import java.net.URL;
import java.time.Duration;

/**
 * One complete exchange with a share, seen from here.
 *
 * @param url what was asked for
 * @param outcome how it ended
 * @param what happened and what it means, on one line without its end
 */
public record UrlCheck(String url, Outcome outcome, String what) {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** How an exchange ends. */
    public enum Outcome {
        /** A share answered. */
        SHARE,
        /** Another program answered, and not with an error. */
        OTHER,
        /** A server answered with an error, not whole, or in no HTTP. */
        ERROR,
        /** Connected, but nobody answered. */
        SILENT,
        /** Not connected. */
        UNCONNECTED
    }

    /**
     * Asks for {@code url} and reads the whole answer, or the first MiB of a longer one. Blocks for some seconds at most,
     * whatever the server does; goes through no proxy and follows no redirect.
     */
    public static UrlCheck of(URL url) {
        return UrlExchange.of(url, CONNECT, ANSWER);
    }

    /** As {@link #of(URL)}, with another limit of connecting, and of the answer from then on, of whole seconds. */
    public static UrlCheck of(URL url, Duration patience) {
        return UrlExchange.of(url, patience, patience);
    }

    /** Returns whether the answer came and was no error. */
    public boolean reached() {
        return byShare() || outcome == Outcome.OTHER;
    }

    /** Returns whether the answer came, was no error and was a share's. */
    public boolean byShare() {
        return outcome == Outcome.SHARE;
    }

    /** Returns what happened with what, on one line without its end. */
    public String text() {
        return url + ": " + what;
    }
}
