package io.vmshare.reach.probe;

import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.Machine;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a system tells of itself, part by part. Each may take its time or hang; what is not known is empty. */
interface SystemProbe {

    /** Returns the names of the bridges that no physical interface is a member of. */
    Set<String> virtualBridges();

    Optional<DefaultRoute> defaultRoute(List<HostInterface> interfaces);

    Optional<DefaultRoute> ipv6DefaultRoute();

    Machine machine();

    /** Returns the names of interest in the table of hosts. */
    Map<String, InetAddress> hostNames();

    /** Returns the guests whose addresses are on record. */
    List<KnownGuest> guests();

    /** Returns which of the programs run that wire guests. */
    Set<String> programs();
}
