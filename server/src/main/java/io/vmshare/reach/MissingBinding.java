package io.vmshare.reach;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Somebody who is there and does not reach the share, and what the share would have to be bound to. Immutable.
 *
 * @param who the interface or the network, for people
 * @param address what to bind; empty if no binding helps
 * @param note why, in a few words; may be empty
 */
public record MissingBinding(String who, Optional<InetAddress> address, String note) {}
