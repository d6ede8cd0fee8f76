package io.vmshare.cli.firewall.rules;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The first packet of a new TCP connection with this machine, as far as it is known before it comes.
 *
 * @param interfaceName the interface it arrives on
 * @param source the network it comes from; empty if that is not known
 * @param destination the address of this machine that it is for
 * @param port the TCP port it is for
 */
public record Packet(String interfaceName, Optional<Subnet> source, InetAddress destination, int port) {

    boolean isIpv6() {
        return destination instanceof Inet6Address;
    }

    /** Returns whether it arrives on an interface of that name, or of a name that begins so. */
    Truth arrivesOn(String name, char wildcard) {
        boolean open = !name.isEmpty() && name.charAt(name.length() - 1) == wildcard;
        return Truth.of(
                open ? interfaceName.startsWith(name.substring(0, name.length() - 1)) : interfaceName.equals(name));
    }

    /** Returns whether it comes from {@code subnet}. No other machine has the address that it is for. */
    Truth isFrom(Subnet subnet) {
        boolean sameFamily = subnet.address() instanceof Inet6Address == isIpv6();
        if (!sameFamily || subnet.length() == 0) {
            return Truth.of(sameFamily);
        }
        if (source.isEmpty()) {
            return Truth.MAYBE;
        }
        if (subnet.contains(source.get())) {
            return Truth.YES;
        }
        boolean others = source.get().contains(subnet) && !subnet.equals(Subnet.of(destination));
        return others ? Truth.MAYBE : Truth.NO;
    }

    Truth isTo(Subnet subnet) {
        return Truth.of(subnet.contains(Subnet.of(destination)));
    }

    Truth isToPort(int first, int last) {
        return Truth.of(port >= first && port <= last);
    }

    /** Returns whether a protocol's name or number is that of TCP. */
    Truth isOfProtocol(String protocol) {
        return Truth.of(protocol.equals("tcp") || protocol.equals("6"));
    }
}
