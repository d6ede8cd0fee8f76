package io.vmshare.cli.firewall;

import java.net.InetAddress;

/**
 * How a client comes: a new TCP connection from the network of an interface.
 *
 * @param interfaceName the interface it arrives on, as the system names it
 * @param address the address of this machine that it is for
 * @param port the TCP port that it is for
 */
public record Approach(String interfaceName, InetAddress address, int port) {

    /** Checks the values. */
    public Approach {
        if (interfaceName.isEmpty()) {
            throw new IllegalArgumentException("no interface for " + address);
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("no TCP port: " + port);
        }
    }
}
