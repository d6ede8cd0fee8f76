package io.vmshare.cli.show;

import io.vmshare.cli.firewall.Ruling;
import io.vmshare.cli.firewall.rules.Verdict;
import io.vmshare.cli.host.UrlCheck;
import io.vmshare.reach.ShareUrl;
import java.util.Optional;

/**
 * What a check of this machine found of one URL.
 *
 * @param host what it leads to on this machine
 * @param exchange the exchange with that
 * @param ruling what the firewall does with those who come from elsewhere; empty if none is on the way
 */
public record CheckedUrl(ShareUrl url, String host, UrlCheck exchange, Optional<Ruling> ruling) {

    /** Returns whether a program listens there, whichever it is. */
    public boolean isBound() {
        return exchange.outcome() != UrlCheck.Outcome.UNCONNECTED;
    }

    /** Returns whether the share answers there and no firewall is known to stop those who ask. */
    public boolean isReachable() {
        Verdict verdict = ruling.map(Ruling::verdict).orElse(Verdict.OPEN);
        return exchange.byShare() && (verdict == Verdict.OPEN || verdict == Verdict.UNKNOWN);
    }
}
