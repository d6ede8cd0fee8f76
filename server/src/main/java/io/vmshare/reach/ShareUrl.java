package io.vmshare.reach;

import java.net.URI;

/**
 * A URL under which a share answers, and for whom. Immutable.
 *
 * @param kind who reaches the share there
 * @param uri the URL of the share's root
 * @param interfaceName the interface that has the address; empty if none has
 * @param note what there is to know, in a few words; may be empty
 */
public record ShareUrl(Kind kind, URI uri, String interfaceName, String note) {

    /** Who reaches a share under a URL. */
    public enum Kind {
        /** Programs on this machine. */
        THIS_MACHINE,
        /** Guests whose network is a process of the hypervisor: they see the host's loopback at an address of their own. */
        USER_NETWORK,
        /** Guests on a virtual bridge of this host. */
        NAT,
        /** Bridged and routed guests, and every other machine that has a route here. */
        LAN
    }
}
