package io.vmshare.reach;

import io.vmshare.reach.ShareUrl.From;
import io.vmshare.reach.ShareUrl.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Collects the URLs under which a binding answers, in their order. Used once; not thread-safe. */
final class Answers {

    static final String SLIRP_IPV6 = "[fec0::2]";

    /** The order of the answer: likeliest first, within a rank as found. */
    private enum Rank {
        OWN_HOST,
        USER_NETWORK,
        BRIDGE_IN_USE,
        DEFAULT_ROUTE,
        LAN,
        IDLE_BRIDGE,
        VPN,
        USER_NETWORK_IPV6,
        THIS_MACHINE
    }

    private final Binding binding;
    private final HostSnapshot host;
    private final List<Wiring> wirings;
    private final Map<Rank, List<ShareUrl>> byRank = new EnumMap<>(Rank.class);
    private final Set<URI> seen = new HashSet<>();

    Answers(Binding binding, HostSnapshot host, List<Wiring> wirings) {
        this.binding = binding;
        this.host = host;
        this.wirings = wirings;
    }

    List<ShareUrl> urls() {
        addLoopback();
        for (HostInterface one : host.interfaces()) {
            for (LocalAddress local : ipv4First(one.addresses())) {
                OptionalInt port = binding.port(local.address());
                if (port.isPresent() && !local.address().isLoopbackAddress()) {
                    Optional<URI> uri = Binding.uri(local.address(), one.name(), port.getAsInt());
                    boolean dead = !one.up() && binding.names(local.address());
                    uri.ifPresent(known -> add(one, known, dead));
                }
            }
        }
        for (InetSocketAddress one : binding.bound()) {
            addUnseen(one);
        }
        List<ShareUrl> urls = new ArrayList<>();
        byRank.values().forEach(urls::addAll);
        return List.copyOf(urls);
    }

    private void addLoopback() {
        OptionalInt port = binding.port(host.localhost());
        if (port.isPresent()) {
            addUserNetworks(port.getAsInt());
            add(Rank.THIS_MACHINE, Kind.THIS_MACHINE, From.THIS_MACHINE, Binding.uri("localhost", port.getAsInt()));
        }
        OptionalInt ipv6 = ipv6Loopback();
        if (ipv6.isPresent() && !isSlirpGuest()) {
            String note = "QEMU -nic user, over IPv6";
            URI uri = Binding.uri(SLIRP_IPV6, ipv6.getAsInt());
            Optional<GuestNetwork> network = Optional.of(GuestNetwork.QEMU_USER);
            add(Rank.USER_NETWORK_IPV6, new ShareUrl(Kind.USER_NETWORK, From.GUEST, uri, "", network, note));
        }
    }

    private OptionalInt ipv6Loopback() {
        for (HostInterface one : host.interfaces()) {
            for (LocalAddress local : one.addresses()) {
                if (local.address().isLoopbackAddress() && !local.isIpv4()) {
                    return binding.port(local.address());
                }
            }
        }
        return OptionalInt.empty();
    }

    private void addUserNetworks(int port) {
        for (Wiring wiring : wirings) { // relays of the host's to the guest's loopback
            if (wiring.network() == GuestNetwork.LIMA
                    || wiring.network() == GuestNetwork.WSL_NAT
                    || wiring.network() == GuestNetwork.WSL_MIRRORED) {
                URI uri = Binding.uri("127.0.0.1", port);
                String note = wiring.network().label() + ", relayed";
                Optional<GuestNetwork> network = Optional.of(wiring.network());
                add(Rank.OWN_HOST, new ShareUrl(Kind.USER_NETWORK, From.HOST, uri, "", network, note));
            }
        }
        if (!isSlirpGuest()) { // there 10.0.2.2 is the host's already: print no guess
            addAlias(GuestNetwork.QEMU_USER, port, "QEMU -nic user (" + GuestNetwork.VIRTUALBOX_NAT.caution() + ")");
        }
        if (host.programs().contains("limactl") || host.programs().contains("colima")) {
            addAlias(GuestNetwork.LIMA, port, "Lima");
        }
        Optional<InetAddress> gateway = host.defaultRoute().flatMap(DefaultRoute::gateway);
        if (host.programs().contains("passt") && gateway.isPresent()) {
            URI uri = Binding.uri(AddressText.inUri(gateway.get()), port);
            Optional<GuestNetwork> network = Optional.of(GuestNetwork.PASST);
            String note = "passt, whose guests have this host's address and gateway";
            add(Rank.USER_NETWORK, new ShareUrl(Kind.USER_NETWORK, From.GUEST, uri, "", network, note));
        }
    }

    private void addAlias(GuestNetwork network, int port, String note) {
        URI uri = Binding.uri(network.alias().orElseThrow(), port);
        add(Rank.USER_NETWORK, new ShareUrl(network.kind(), From.GUEST, uri, "", Optional.of(network), note));
    }

    private boolean isSlirpGuest() {
        for (Wiring wiring : wirings) {
            if (wiring.host().equals(GuestNetwork.QEMU_USER.alias())) {
                return true;
            }
        }
        return false;
    }

    /** Adds a URL; one of an interface that is down only if its address was asked for: {@code dead}. */
    private void add(HostInterface one, URI uri, boolean dead) {
        String name = one.displayName();
        Optional<GuestNetwork> network = GuestNetwork.of(one);
        // What carries the default route leads to other machines, whatever its name.
        if (network.isPresent() && network.get().kind() == Kind.NAT && !host.isDefault(one)) {
            String label = network.get().label();
            String note = one.up() ? label : label + ", no guest yet";
            add(
                    one.up() ? Rank.BRIDGE_IN_USE : Rank.IDLE_BRIDGE,
                    new ShareUrl(Kind.NAT, From.GUEST, uri, name, network, note));
        } else if (dead) {
            From from = wirings.isEmpty() ? From.GUEST : From.HOST;
            add(Rank.LAN, new ShareUrl(Kind.LAN, from, uri, name, network, "no carrier"));
        } else if (!one.up()) {
            return;
        } else if (one.isVpn()) {
            From from = wirings.isEmpty() ? From.GUEST : From.HOST;
            add(Rank.VPN, new ShareUrl(Kind.LAN, from, uri, name, network, "VPN"));
        } else if (wirings.isEmpty()) {
            String note = network.isPresent() ? network.get().label() : "";
            add(
                    host.isDefault(one) ? Rank.DEFAULT_ROUTE : Rank.LAN,
                    new ShareUrl(Kind.LAN, From.GUEST, uri, name, network, note));
        } else {
            addForHost(one, uri);
        }
    }

    /** On a guest: its own addresses are where its host finds it, unless only forwards lead there. */
    private void addForHost(HostInterface one, URI uri) {
        for (Wiring wiring : wirings) {
            if (wiring.interfaceName().equals(one.name())) {
                GuestNetwork network = wiring.network();
                if (!network.needsForward() && network != GuestNetwork.LIMA) {
                    Kind kind = network.kind() == Kind.NAT ? Kind.NAT : Kind.LAN;
                    boolean guess = wiring.confidence() == Wiring.Confidence.LOW;
                    add(
                            Rank.OWN_HOST,
                            new ShareUrl(
                                    kind,
                                    From.HOST,
                                    uri,
                                    one.displayName(),
                                    guess ? Optional.empty() : Optional.of(network),
                                    guess ? passtHint(uri) : network.label()));
                }
                return;
            }
        }
        add(Rank.OWN_HOST, new ShareUrl(Kind.LAN, From.HOST, uri, one.displayName(), GuestNetwork.of(one), ""));
    }

    /** A guest on passt has its host's own address and cannot tell; only QEMU's have it. */
    private String passtHint(URI uri) {
        Machine.Platform platform = host.machine().platform();
        boolean qemu = platform == Machine.Platform.QEMU || platform == Machine.Platform.KVM;
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return qemu ? "if that is passt: passt -t 127.0.0.1/" + Forwards.hostPort(port) + ":" + port : "";
    }

    /** Adds what is bound and no interface was seen to have: a loopback of another name, or an address of a moment ago. */
    private void addUnseen(InetSocketAddress bound) {
        InetAddress address = bound.getAddress();
        if (address == null || address.isAnyLocalAddress() || isSeen(address)) {
            return;
        }
        URI uri = Binding.uri(AddressText.inUri(address), bound.getPort());
        if (address.isLoopbackAddress()) {
            add(Rank.THIS_MACHINE, Kind.THIS_MACHINE, From.THIS_MACHINE, uri);
        } else if (!address.isLinkLocalAddress()) {
            add(Rank.LAN, Kind.LAN, wirings.isEmpty() ? From.GUEST : From.HOST, uri);
        }
    }

    private boolean isSeen(InetAddress address) {
        if (address.equals(host.localhost())) {
            return true;
        }
        for (HostInterface one : host.interfaces()) {
            for (LocalAddress local : one.addresses()) {
                if (local.address().equals(address)) {
                    boolean loopback = address.isLoopbackAddress();
                    return !loopback || binding.port(host.localhost()).isPresent();
                }
            }
        }
        return false;
    }

    private void add(Rank rank, Kind kind, From from, URI uri) {
        add(rank, new ShareUrl(kind, from, uri, "", Optional.empty(), ""));
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

    private static List<LocalAddress> ipv4First(List<LocalAddress> addresses) {
        List<LocalAddress> sorted = new ArrayList<>(addresses.size());
        int ipv4 = 0;
        for (LocalAddress address : addresses) {
            if (address.isIpv4()) {
                sorted.add(ipv4, address);
                ipv4++;
            } else {
                sorted.add(address);
            }
        }
        return sorted;
    }
}
