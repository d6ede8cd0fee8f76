package io.vmshare.reach;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * How an interface of this machine is wired, if the machine is a guest: a guess with its reasons. Immutable.
 *
 * @param network the guest network
 * @param confidence how sure the guess is
 * @param interfaceName the interface, of this machine
 * @param address its IPv4 address
 * @param host where the host is from here, an address or a name; empty if it cannot be reached or is not known
 * @param evidence what says so, in a few words each, such as {@code gateway 10.0.2.2}
 */
public record Wiring(
        GuestNetwork network,
        Confidence confidence,
        String interfaceName,
        InetAddress address,
        Optional<String> host,
        List<String> evidence) {

    /** Copies the list. */
    public Wiring {
        evidence = List.copyOf(evidence);
    }

    /** How sure a guess is. */
    public enum Confidence {
        /** Independent signals agree, and nothing else is known to look so. */
        HIGH,
        /** Something else may look so, too. */
        MEDIUM,
        /** Only that it is a guest. */
        LOW
    }
}
