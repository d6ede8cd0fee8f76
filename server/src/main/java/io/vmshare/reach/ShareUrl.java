package io.vmshare.reach;

import java.net.URI;
import java.util.Optional;

/**
 * A URL under which a share answers, and for whom. Immutable.
 *
 * @param kind how whoever asks is wired to this machine
 * @param from who reaches the share there
 * @param uri the URL of the share's root
 * @param interfaceName the interface that has the address; empty if none has
 * @param network the guest network, if one is known
 * @param note what there is to know, in a few words; may be empty
 */
public record ShareUrl(
        Kind kind, From from, URI uri, String interfaceName, Optional<GuestNetwork> network, String note) {

    /** How whoever asks is wired. */
    public enum Kind {
        /** A program on this machine. */
        THIS_MACHINE,
        /** By a process of the hypervisor: a guest sees the host's loopback at an address of its own network. */
        USER_NETWORK,
        /** By a virtual bridge that host and guest are members of. */
        NAT,
        /** By the network that this machine is in: bridged and routed guests, and every other machine there. */
        LAN
    }

    /** Who reaches the share. */
    public enum From {
        /** A guest of this machine. */
        GUEST,
        /** The host of this machine, which is itself a guest. */
        HOST,
        /** This machine. */
        THIS_MACHINE
    }
}
