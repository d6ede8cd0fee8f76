package io.vmshare.cli.firewall;

import io.vmshare.cli.firewall.rules.Verdict;
import java.util.Optional;

/** The firewall of a system whose rules we cannot read. */
public record UnknownFirewall() implements Firewall {

    @Override
    public Ruling ruling(Approach approach) {
        return new Ruling(Verdict.UNKNOWN, "", Optional.empty(), "not known");
    }
}
