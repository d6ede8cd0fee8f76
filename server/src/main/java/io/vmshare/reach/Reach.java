package io.vmshare.reach;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says under which URLs a binding answers. Pure. */
public final class Reach {

    /** The order of the answer: likeliest first, within a rank as found. */
    private enum Rank {
        USER_NETWORK,
        BRIDGE_IN_USE,
        DEFAULT_ROUTE,
        LAN,
        IDLE_BRIDGE,
        VPN,
        THIS_MACHINE
    }

    private final HostSnapshot host;
    private final Map<Rank, List<ShareUrl>> byRank = new EnumMap<>(Rank.class);
    private final Set<URI> seen = new HashSet<>();

    private Reach(HostSnapshot host) {
        this.host = host;
    }

    /**
     * Returns the URLs under which a share answers that is bound to {@code bound}, likeliest first and each once: user
     * networks, virtual bridges with guests, the interface of the default route, further interfaces, bridges that have
     * no guest yet, VPNs, and last this machine itself. Addresses the binding does not answer are never named, nor are
     * link-local ones.
     *
     * @param bound the addresses and ports really bound; the IPv6 wildcard answers IPv4, too
     */
    public static List<ShareUrl> of(List<InetSocketAddress> bound, HostSnapshot host) {
        Reach reach = new Reach(host);
        for (InetSocketAddress one : bound) {
            InetAddress address = one.getAddress();
            if (address != null) {
                reach.addAll(address, one.getPort());
            }
        }
        List<ShareUrl> urls = new ArrayList<>();
        for (List<ShareUrl> rank : reach.byRank.values()) {
            urls.addAll(rank);
        }
        return List.copyOf(urls);
    }

    private void addAll(InetAddress bound, int port) {
        addLoopback(bound, port);
        boolean found = false;
        for (HostInterface one : host.interfaces()) {
            for (InetAddress address : ipv4First(one.addresses())) {
                if (answers(bound, address) && !address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
                    found = true;
                    add(one, address, port);
                }
            }
        }
        if (!found && !bound.isAnyLocalAddress() && !bound.isLoopbackAddress() && !bound.isLinkLocalAddress()) {
            add(Rank.LAN, new ShareUrl(ShareUrl.Kind.LAN, uri(bound, port), "", ""));
        }
    }

    private void addLoopback(InetAddress bound, int port) {
        if (answers(bound, host.localhost())) {
            for (GuestNetwork network : GuestNetwork.values()) {
                if (network.loopbackAlias().isPresent()) {
                    URI alias = uri(network.loopbackAlias().get(), port);
                    add(Rank.USER_NETWORK, new ShareUrl(network.kind(), alias, "", network.label()));
                }
            }
            add(Rank.THIS_MACHINE, new ShareUrl(ShareUrl.Kind.THIS_MACHINE, uri("localhost", port), "", ""));
        } else if (bound.isLoopbackAddress()) {
            add(Rank.THIS_MACHINE, new ShareUrl(ShareUrl.Kind.THIS_MACHINE, uri(bound, port), "", ""));
        }
    }

    private void add(HostInterface one, InetAddress address, int port) {
        URI uri = uri(address, port);
        String name = one.displayName();
        boolean isDefault = host.isDefault(one);
        Optional<GuestNetwork> network = GuestNetwork.of(one);
        // What carries the default route leads to other machines, whatever its name.
        if (network.isPresent() && network.get().kind() == ShareUrl.Kind.NAT && !isDefault) {
            String label = network.get().label();
            ShareUrl url = new ShareUrl(ShareUrl.Kind.NAT, uri, name, one.up() ? label : label + ", no guest yet");
            add(one.up() ? Rank.BRIDGE_IN_USE : Rank.IDLE_BRIDGE, url);
        } else if (one.isVpn()) {
            addIfUp(one, Rank.VPN, new ShareUrl(ShareUrl.Kind.LAN, uri, name, "VPN"));
        } else {
            String note = network.isPresent() ? network.get().label() : "";
            addIfUp(one, isDefault ? Rank.DEFAULT_ROUTE : Rank.LAN, new ShareUrl(ShareUrl.Kind.LAN, uri, name, note));
        }
    }

    private void addIfUp(HostInterface one, Rank rank, ShareUrl url) {
        if (one.up()) {
            add(rank, url);
        }
    }

    private void add(Rank rank, ShareUrl url) {
        if (seen.add(url.uri())) {
            List<ShareUrl> urls = byRank.get(rank);
            if (urls == null) {
                urls = new ArrayList<>();
                byRank.put(rank, urls);
            }
            urls.add(url);
        }
    }

    private static List<InetAddress> ipv4First(List<LocalAddress> addresses) {
        List<InetAddress> sorted = new ArrayList<>(addresses.size());
        int ipv4 = 0;
        for (LocalAddress one : addresses) {
            InetAddress address = one.address();
            if (address instanceof Inet4Address) {
                sorted.add(ipv4, address);
                ipv4++;
            } else {
                sorted.add(address);
            }
        }
        return sorted;
    }

    private static boolean answers(InetAddress bound, InetAddress asked) {
        if (bound.isAnyLocalAddress()) {
            return bound instanceof Inet6Address || asked instanceof Inet4Address;
        }
        return bound.equals(asked);
    }

    private static URI uri(InetAddress address, int port) {
        return uri(AddressText.inUri(address), port);
    }

    /** Returns the URL; port 80 goes without saying (RFC 9110 §4.2.1). */
    private static URI uri(String host, int port) {
        return URI.create(port == 80 ? "http://" + host + "/" : "http://" + host + ":" + port + "/");
    }
}
