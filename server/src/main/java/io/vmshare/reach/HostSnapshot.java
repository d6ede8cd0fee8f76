package io.vmshare.reach;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of this machine's network at one moment. Immutable.
 *
 * @param interfaces the interfaces, in the system's order
 * @param defaultRoute the name of the interface of the default route; empty if there is none or it is not known
 * @param localhost the address of this machine to itself, {@code 127.0.0.1} wherever there is IPv4
 */
public record HostSnapshot(List<HostInterface> interfaces, Optional<String> defaultRoute, InetAddress localhost) {

    /** Copies the list. */
    public HostSnapshot {
        interfaces = List.copyOf(interfaces);
    }
}
