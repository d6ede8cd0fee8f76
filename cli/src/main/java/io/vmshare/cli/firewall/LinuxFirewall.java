package io.vmshare.cli.firewall;

import io.vmshare.cli.firewall.rules.Outcome;
import io.vmshare.cli.firewall.rules.Packet;
import io.vmshare.cli.firewall.rules.RuleSet;
import io.vmshare.cli.firewall.rules.Subnet;
import io.vmshare.cli.firewall.rules.Verdict;
import io.vmshare.cli.firewall.rules.Walk;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Linux's packet filter, its rules read.
 *
 * @param rules all that were read
 * @param networks the networks of this machine's addresses, from which clients come; an address without one is one that
 *     clients come to from anywhere
 */
public record LinuxFirewall(RuleSet rules, Map<InetAddress, Subnet> networks) implements Firewall {

    /** Copies the map. */
    public LinuxFirewall {
        networks = Map.copyOf(networks);
    }

    @Override
    public Ruling ruling(Approach approach) {
        if (rules.isEmpty()) {
            return Ruling.open("no firewall rules");
        }
        InetAddress address = approach.address();
        Packet packet = new Packet(
                approach.interfaceName(), Optional.ofNullable(networks.get(address)), address, approach.port());
        Outcome outcome = Walk.of(rules, packet);
        if (outcome.verdict() == Verdict.OPEN || outcome.place().isEmpty()) {
            return Ruling.open("no rule stops port " + approach.port());
        }
        Wall wall = Wall.at(outcome.place().get(), approach);
        return outcome.verdict() == Verdict.UNKNOWN
                ? Ruling.unknown(wall, wall.name() + " may stop port " + approach.port())
                : Ruling.closed(outcome.verdict(), wall, approach.port());
    }
}
