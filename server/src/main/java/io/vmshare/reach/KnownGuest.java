package io.vmshare.reach;

import java.net.InetAddress;

/**
 * A guest of this host whose address is on record, such as in the leases of libvirt's DHCP server. Immutable.
 *
 * @param interfaceName the host's interface that leads to it
 * @param address its address
 * @param name its name, or its hardware address if it gave none
 */
public record KnownGuest(String interfaceName, InetAddress address, String name) {}
