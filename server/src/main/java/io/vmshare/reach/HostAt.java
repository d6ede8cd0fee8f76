package io.vmshare.reach;

/** Where a guest finds its host. */
enum HostAt {
    GATEWAY,
    /** The first address of the guest's network, whatever its gateway is. */
    FIRST_ADDRESS,
    SECOND_ADDRESS,
    /** Under a name that the guest's table of hosts has. */
    NAME,
    OWN_LOOPBACK,
    NOWHERE,
    /** It is a member of the network like any other. */
    UNKNOWN
}
