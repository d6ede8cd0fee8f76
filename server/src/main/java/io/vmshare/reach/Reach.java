package io.vmshare.reach;

import io.vmshare.reach.Wiring.Confidence;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who reaches a share and how, in both directions: {@link #urls} and {@link #forwards} lead to it, {@link #hostUrls} and
 * {@link #guestUrls} to one on the other side. Pure, immutable.
 *
 * <pre>{@code
 * Reach reach = Reach.of(share.addresses(), HostProbe.snapshot());
 * URI forMyGuest = reach.uri(GuestNetwork.QEMU_USER).orElseThrow();   // http://10.0.2.2:49731/
 * }</pre>
 */
public final class Reach {

    private static final int SLIRP_HOST = 0x0202;

    private final Binding binding;
    private final HostSnapshot host;
    private final List<Wiring> wirings;
    private final List<ShareUrl> urls;

    private Reach(Binding binding, HostSnapshot host) {
        this.binding = binding;
        this.host = host;
        this.wirings = List.copyOf(GuestSide.of(host));
        this.urls = new Answers(binding, host, wirings).urls();
    }

    /**
     * Returns who reaches a share.
     *
     * @param bound the addresses and ports really bound; the IPv6 wildcard answers IPv4, too
     * @param host what was seen of this machine
     */
    public static Reach of(List<InetSocketAddress> bound, HostSnapshot host) {
        return new Reach(new Binding(bound), host);
    }

    /**
     * Returns the URLs under which the share answers, likeliest first and each once. On a guest: those of its host come
     * first. Then user networks, virtual bridges with guests, the interface of the default route, further interfaces,
     * bridges that have no guest yet, VPNs, and last this machine itself. What the binding does not answer is never named;
     * link-local addresses are only if they are bound by name, with the zone they have on this machine.
     */
    public List<ShareUrl> urls() {
        return urls;
    }

    /** Returns how this machine is wired as a guest, an entry per interface; empty if it does not look like a guest. */
    public List<Wiring> wirings() {
        return wirings;
    }

    /** Returns what this machine is. */
    public Machine machine() {
        return host.machine();
    }

    /** Returns whether this machine looks like a guest, which has a host to be reached from. */
    public boolean isGuest() {
        return !wirings.isEmpty();
    }

    /** Returns the commands by which the host reaches the share where none of {@link #urls} does. */
    public List<Forward> forwards() {
        List<Forward> forwards = new ArrayList<>();
        for (Wiring wiring : wirings) {
            OptionalInt port = binding.port(wiring.address());
            if (port.isPresent()) {
                forwards.addAll(Forwards.of(wiring, port.getAsInt()));
            }
        }
        return forwards;
    }

    /** Returns who is there and does not reach the share. */
    public List<MissingBinding> missing() {
        List<MissingBinding> missing = new ArrayList<>();
        if (binding.port(host.localhost()).isEmpty() && !isGuest()) {
            missing.add(new MissingBinding("user networking (slirp)", Optional.of(host.localhost()), ""));
        }
        for (HostInterface one : host.interfaces()) {
            Optional<GuestNetwork> network = GuestNetwork.of(one);
            if (network.isPresent() && network.get().hostAt() == HostAt.NOWHERE) {
                String why = "cannot reach their host; give the guest a second interface";
                missing.add(new MissingBinding("guests on " + one.displayName(), Optional.empty(), why));
            } else if (!one.loopback() && !one.isVpn() && (one.up() || network.isPresent())) {
                unanswered(one).ifPresent(missing::add);
            }
        }
        return missing;
    }

    private Optional<MissingBinding> unanswered(HostInterface one) {
        Optional<InetAddress> address = Optional.empty();
        for (LocalAddress local : one.addresses()) {
            if (binding.port(local.address()).isPresent()) {
                return Optional.empty();
            }
            if (address.isEmpty() && local.isIpv4()) {
                address = Optional.of(local.address());
            }
        }
        String note = note(one);
        return address.map(found -> new MissingBinding(one.displayName(), Optional.of(found), note));
    }

    private String note(HostInterface one) {
        for (Wiring wiring : wirings) {
            if (wiring.interfaceName().equals(one.name())) {
                return wiring.confidence() == Confidence.LOW
                        ? ""
                        : wiring.network().label();
            }
        }
        return GuestNetwork.of(one).map(GuestNetwork::label).orElse("");
    }

    /**
     * Returns, on a guest, the URLs under which a share on the host with the same port would answer here. Only where more
     * than one signal tells how the guest is wired.
     */
    public List<ShareUrl> hostUrls() {
        List<ShareUrl> found = new ArrayList<>();
        for (Wiring wiring : wirings) {
            if (wiring.host().isPresent() && wiring.confidence() != Confidence.LOW) {
                addHostUrl(found, wiring, wiring.host().get());
                ipv6OfHost(wiring).ifPresent(address -> addHostUrl(found, wiring, address));
            }
        }
        return found;
    }

    private void addHostUrl(List<ShareUrl> found, Wiring wiring, String address) {
        GuestNetwork network = wiring.network();
        String needs = network.reachesLoopback() ? "bound to the host's loopback" : "bound to that address";
        String note = needs + " or to all" + (network.caution().isEmpty() ? "" : "; " + network.caution());
        URI uri = Binding.uri(address, port());
        for (ShareUrl known : found) {
            if (known.uri().equals(uri)) {
                return; // two interfaces lead to it
            }
        }
        found.add(new ShareUrl(
                network.kind(), ShareUrl.From.GUEST, uri, wiring.interfaceName(), Optional.of(network), note));
    }

    /** Slirp has an address for it; where the gateway is the host, the gateway of IPv6 is too, in the zone it came by. */
    private Optional<String> ipv6OfHost(Wiring wiring) {
        Optional<DefaultRoute> route = host.ipv6DefaultRoute();
        if (route.isEmpty() || !route.get().interfaceName().equals(wiring.interfaceName())) {
            return Optional.empty();
        }
        if (wiring.network() == GuestNetwork.QEMU_USER) {
            return Optional.of(Answers.SLIRP_IPV6);
        }
        boolean host = wiring.network().hostAt() == HostAt.GATEWAY;
        Optional<InetAddress> gateway = route.get().gateway();
        return host ? gateway.flatMap(address -> AddressText.inUri(address, wiring.interfaceName())) : Optional.empty();
    }

    /** Returns the URLs under which shares with the same port would answer in the guests whose addresses are on record. */
    public List<ShareUrl> guestUrls() {
        List<ShareUrl> found = new ArrayList<>();
        for (KnownGuest guest : host.guests()) {
            if (host.interfaceNamed(guest.interfaceName()).isEmpty()) {
                continue; // leases outlive their bridge
            }
            Optional<GuestNetwork> network =
                    host.interfaceNamed(guest.interfaceName()).flatMap(GuestNetwork::of);
            Optional<URI> uri = Binding.uri(guest.address(), guest.interfaceName(), port());
            uri.ifPresent(known -> found.add(new ShareUrl(
                    ShareUrl.Kind.NAT, ShareUrl.From.HOST, known, guest.interfaceName(), network, guest.name())));
        }
        return found;
    }

    /**
     * Returns the URL under which guests of a network reach the share; empty if the binding does not answer them, or if
     * this machine has no such network.
     */
    public Optional<URI> uri(GuestNetwork network) {
        OptionalInt port = binding.port(host.localhost());
        if (network.reachesLoopback() && port.isPresent()) {
            return Optional.of(Binding.uri(network.alias().orElseThrow(), port.getAsInt()));
        }
        for (ShareUrl url : urls) {
            if (network == GuestNetwork.PASTA
                    && url.kind() == ShareUrl.Kind.LAN
                    && url.uri().getPort() > 0) {
                return Optional.of(
                        Binding.uri(network.alias().orElseThrow(), url.uri().getPort()));
            }
            if (url.from() == ShareUrl.From.GUEST && url.network().equals(Optional.of(network))) {
                return Optional.of(url.uri());
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the URL under which guests of QEMU reach the share that were given a network of their own, as in
     * {@code -netdev user,net=192.168.76.0/24}; empty if the loopback is not bound. The host is the address that ends in
     * 0.2.2, as far as the network's size lets it (libslirp, {@code net/slirp.c} of QEMU).
     *
     * @param network the network, such as {@code 192.168.76.0/24}
     * @throws IllegalArgumentException if it is not an IPv4 network of at least sixteen addresses, which slirp needs
     */
    public Optional<URI> uriOnSlirp(LocalAddress network) {
        if (!network.isIpv4() || network.prefixLength() > 28) {
            throw new IllegalArgumentException("not an IPv4 network of sixteen addresses or more: " + network);
        }
        OptionalInt port = binding.port(host.localhost());
        if (port.isEmpty()) {
            return Optional.empty();
        }
        int hostBits = 32 - network.prefixLength();
        int number = hostBits >= 16 ? SLIRP_HOST : SLIRP_HOST & ((1 << hostBits) - 1);
        return Optional.of(Binding.uri(AddressText.inUri(network.inNetwork(number)), port.getAsInt()));
    }

    /** Returns the host's port in {@link #forwards}: the share's, but none below 1024. */
    public int forwardedPort() {
        return Forwards.hostPort(port());
    }

    /** Returns the port that the share is bound to; the first one of several. */
    public int port() {
        return binding.bound().get(0).getPort();
    }
}
