package io.vmshare.reach;

import io.vmshare.reach.ShareUrl.Kind;
import io.vmshare.reach.Wiring.Confidence;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who is to reach a share, and which addresses it has to listen on for that: no more than those. */
public enum Exposure {
    /** Everybody: all addresses, IPv4 and IPv6. */
    ALL,
    /** Guests on user networking, who arrive at the loopback. Within such a guest: its host, by forwarded ports. */
    SLIRP,
    /** Guests on virtual bridges and this machine. Within such a guest: its host, too. */
    NAT,
    /** Whoever is in the network of the default route, and this machine. */
    BRIDGED;

    /**
     * Returns the addresses to listen on, loopback first. All but those of {@link #ALL} may change while a share runs:
     * bridges come and go with their guests. A machine is taken for a guest only on more than one signal.
     */
    public List<InetAddress> addresses(HostSnapshot host) {
        if (this == ALL) {
            return List.of(everyAddress());
        }
        Set<InetAddress> addresses = new LinkedHashSet<>();
        addresses.add(host.localhost());
        for (HostInterface one : host.interfaces()) {
            if (one.loopback()) {
                addLoopbackOfIpv6(one, addresses);
            } else if (isWanted(one, host)) {
                addAll(one, addresses);
            }
        }
        return List.copyOf(addresses);
    }

    private boolean isWanted(HostInterface one, HostSnapshot host) {
        return switch (this) {
            case ALL -> true;
            case SLIRP -> isWired(one, host, Kind.USER_NETWORK);
            case NAT ->
                GuestNetwork.of(one)
                                .filter(network -> network.kind() == Kind.NAT && !host.isDefault(one))
                                .isPresent()
                        || isWired(one, host, Kind.NAT);
            case BRIDGED -> host.isDefault(one) && !one.isVpn();
        };
    }

    private static boolean isWired(HostInterface one, HostSnapshot host, Kind kind) {
        for (Wiring wiring : GuestSide.of(host)) {
            if (wiring.interfaceName().equals(one.name())
                    && wiring.network().kind() == kind
                    && (kind != Kind.USER_NETWORK || wiring.network().needsForward())
                    && wiring.confidence() != Confidence.LOW) {
                return true;
            }
        }
        return false;
    }

    private static void addLoopbackOfIpv6(HostInterface loopback, Set<InetAddress> addresses) {
        for (LocalAddress one : loopback.addresses()) {
            if (!one.isIpv4() && one.address().isLoopbackAddress()) {
                addresses.add(one.address());
            }
        }
    }

    private static void addAll(HostInterface one, Set<InetAddress> addresses) {
        List<InetAddress> ipv6 = new ArrayList<>();
        for (LocalAddress local : one.addresses()) {
            InetAddress address = local.address();
            if (address instanceof Inet4Address) {
                addresses.add(address);
            } else if (!address.isLinkLocalAddress()) {
                ipv6.add(address);
            }
        }
        addresses.addAll(ipv6);
    }

    private static InetAddress everyAddress() {
        try {
            return InetAddress.getByAddress(new byte[16]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // sixteen bytes are an IPv6 address
        }
    }
}
