package io.vmshare.reach;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The addresses and ports that a share is bound to. Pure. */
record Binding(List<InetSocketAddress> bound) {

    Binding {
        bound = List.copyOf(bound);
    }

    /** Returns the port by which {@code address} of this machine is answered; empty if it is not. */
    OptionalInt port(InetAddress address) {
        for (InetSocketAddress one : bound) {
            if (one.getAddress() != null && answers(one.getAddress(), address)) {
                return OptionalInt.of(one.getPort());
            }
        }
        return OptionalInt.empty();
    }

    /** Returns whether that very address is bound, and not just answered by a wildcard. */
    boolean names(InetAddress address) {
        for (InetSocketAddress one : bound) {
            if (address.equals(one.getAddress())) {
                return true;
            }
        }
        return false;
    }

    /** The sockets of the JVM are dual: the IPv6 wildcard answers IPv4, too. */
    private static boolean answers(InetAddress bound, InetAddress asked) {
        if (bound.isAnyLocalAddress()) {
            boolean linkLocal = asked.isLinkLocalAddress(); // who asks needs a zone of its own: named only if asked for
            return !linkLocal && (bound instanceof Inet6Address || asked instanceof Inet4Address);
        }
        return bound.equals(asked);
    }

    /** Returns the URL of an address, with its zone if it is link-local; empty if that cannot be told. */
    static Optional<URI> uri(InetAddress address, String zone, int port) {
        return AddressText.inUri(address, zone).map(host -> uri(host, port));
    }

    /** Returns the URL; port 80 goes without saying (RFC 9110 §4.2.1). */
    static URI uri(String host, int port) {
        return URI.create(port == 80 ? "http://" + host + "/" : "http://" + host + ":" + port + "/");
    }
}
