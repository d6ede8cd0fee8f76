package io.vmshare.cli;

import io.vmshare.cli.firewall.Approach;
import io.vmshare.cli.firewall.Firewall;
import io.vmshare.cli.firewall.Ruling;
import io.vmshare.cli.firewall.rules.Verdict;
import io.vmshare.cli.show.UrlRuling;
import io.vmshare.reach.Reach;
import io.vmshare.reach.ShareUrl;
import io.vmshare.reach.ShareUrl.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What this machine's firewall does with those who use a share's URLs. Pure. */
final class Rulings {

    private Rulings() {}

    /**
     * Returns what becomes of those who use each URL, in the order of the URLs. Left out are those that meet no firewall of
     * this machine: the packets of user networks come from a process of this machine.
     */
    static List<UrlRuling> of(Reach reach, Firewall firewall) {
        List<UrlRuling> rulings = new ArrayList<>();
        for (ShareUrl url : reach.urls()) {
            boolean comesIn = url.kind() == Kind.NAT || url.kind() == Kind.LAN;
            if (comesIn && !url.interfaceName().isEmpty()) {
                int port = url.uri().getPort() < 0 ? 80 : url.uri().getPort();
                rulings.add(new UrlRuling(url, firewall.ruling(new Approach(url.interfaceName(), address(url), port))));
            }
        }
        return rulings;
    }

    /** Returns the line about each that a firewall stops or may stop, each once; not that nobody can tell. */
    static Set<String> told(Reach reach, Firewall firewall) {
        Set<String> lines = new LinkedHashSet<>();
        for (UrlRuling one : of(reach, firewall)) {
            Ruling ruling = one.ruling();
            if (ruling.verdict() != Verdict.OPEN && !ruling.wall().isEmpty()) {
                lines.add(ruling.line());
            }
        }
        return lines;
    }

    private static InetAddress address(ShareUrl url) {
        String host = url.uri().getHost();
        int zone = host.indexOf('%');
        String literal = zone < 0 ? host : host.substring(0, zone) + "]";
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // the URL was made of an address
        }
    }
}
