package io.vmshare.reach;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where packets go that no other route takes. Immutable.
 *
 * @param interfaceName the interface; on Windows, where routes name none, the one that has the route's local address
 * @param gateway the next hop; empty if the route has none. The zone of a link-local one is {@code interfaceName}
 */
public record DefaultRoute(String interfaceName, Optional<InetAddress> gateway) {}
