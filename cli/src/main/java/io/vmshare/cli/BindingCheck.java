package io.vmshare.cli;

import io.vmshare.ShareOptions;
import io.vmshare.ShareServer;
import io.vmshare.StartupException;
import io.vmshare.cli.firewall.Firewall;
import io.vmshare.cli.firewall.Ruling;
import io.vmshare.cli.host.UrlCheck;
import io.vmshare.cli.show.CheckedUrl;
import io.vmshare.cli.show.UrlRuling;
import io.vmshare.reach.Reach;
import io.vmshare.reach.ShareUrl;
import io.vmshare.reach.probe.HostProbe;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proves by a complete exchange that this machine answers at each address that a URL leads to: against the share on that
 * port, else against a listener opened for the check. The packets go through this machine's loopback, so that this says
 * nothing of its firewall; what that does is read from its rules.
 */
final class BindingCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ListenFlags listen;
    private final int port;
    private final HostProbe probe;
    private final Reach reach;
    private final Firewall firewall;

    BindingCheck(ListenFlags listen, int port, HostProbe probe, Reach reach, Firewall firewall) {
        this.listen = listen;
        this.port = port;
        this.probe = probe;
        this.reach = reach;
        this.firewall = firewall;
    }

    /** What was found of all, and whether a share was there or a listener was opened for it. */
    record Findings(boolean ofShare, List<CheckedUrl> all) {

        /** Returns whether there are URLs and every one is reachable, as far as can be told from here. */
        boolean areReachable() {
            for (CheckedUrl one : all) {
                if (!one.isReachable()) {
                    return false;
                }
            }
            return !all.isEmpty();
        }
    }

    /**
     * Makes the exchanges.
     *
     * @throws StartupException if no share listens on the port and the check cannot listen there either
     */
    Findings run() {
        List<CheckedUrl> found = exchanges();
        boolean held = false;
        for (CheckedUrl one : found) {
            if (one.exchange().byShare()) {
                return new Findings(true, found);
            }
            held |= one.isBound();
        }
        try {
            return listening();
        } catch (StartupException e) {
            throw held || e.reason() == StartupException.Reason.PORT_IN_USE ? held(e) : e;
        }
    }

    private StartupException held(StartupException e) {
        String message = "another program holds port " + port
                + " and does not answer as a share; end that one, or check another port (--port)";
        return new StartupException(StartupException.Reason.PORT_IN_USE, message, e);
    }

    private Findings listening() {
        Path nothing = emptyDirectory();
        try {
            ShareServer server =
                    Listeners.begin(start(nothing), listen, Optional.of(probe)).server();
            List<CheckedUrl> own = exchanges();
            server.close();
            return new Findings(false, own);
        } finally {
            delete(nothing);
        }
    }

    private ShareServer start(Path directory) {
        return ShareServer.start(ShareOptions.builder(directory)
                .port(port)
                .addresses(listen.addressesAtFirst(Optional.of(probe)))
                .build());
    }

    private List<CheckedUrl> exchanges() {
        List<CheckedUrl> found = new ArrayList<>();
        List<UrlRuling> rulings = Rulings.of(reach, firewall);
        Map<String, UrlCheck> made = new HashMap<>();
        for (ShareUrl url : reach.urls()) {
            String host = leadsTo(url);
            UrlCheck exchange = made.computeIfAbsent(host, one -> UrlCheck.of(url(one), PATIENCE));
            found.add(new CheckedUrl(url, host, exchange, ruling(rulings, url)));
        }
        return found;
    }

    private static Optional<Ruling> ruling(List<UrlRuling> rulings, ShareUrl url) {
        for (UrlRuling one : rulings) {
            if (one.url().equals(url)) {
                return Optional.of(one.ruling());
            }
        }
        return Optional.empty();
    }

    /** Returns where a URL ends up on this machine: user networks lead to its loopback, relays come from there. */
    private static String leadsTo(ShareUrl url) {
        String host = url.uri().getHost();
        if (url.kind() != ShareUrl.Kind.USER_NETWORK) {
            return host;
        }
        return host.startsWith("[") ? "[::1]" : "127.0.0.1";
    }

    private URL url(String host) {
        try {
            // The JDK reads a zone as it is written outside of URLs.
            return new URL("http", host.replace("%25", "%"), port, "/?health");
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e); // http is a protocol that it knows
        }
    }

    private static Path emptyDirectory() {
        try {
            return Files.createTempDirectory("share-check");
        } catch (IOException e) {
            throw new StartupException(
                    StartupException.Reason.OTHER,
                    "cannot check: no temporary directory: " + e.getMessage() + "; start a share and check again",
                    e);
        }
    }

    private static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        }
    }
}
