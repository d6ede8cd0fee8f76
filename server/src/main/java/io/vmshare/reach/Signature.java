package io.vmshare.reach;

import io.vmshare.reach.Machine.Platform;
import io.vmshare.reach.Wiring.Confidence;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a guest's network looks like from within. Its route alone proves nothing, since any LAN may have those
 * addresses: a second signal that does not depend on it is always wanted, and none may contradict. Built once, then
 * only read.
 */
final class Signature {

    private final GuestNetwork network;
    private final Confidence confidence;
    private Optional<AddressPattern> gateway = Optional.of(AddressPattern.ANY);
    private boolean gatewayMatters;
    private AddressPattern own = AddressPattern.ANY;
    private List<String> hardware = List.of();
    private Set<Platform> machines = EnumSet.noneOf(Platform.class);
    private String interfaceName = "";
    private String otherInterface = "";
    private Named named = Named.ANYWHERE;
    private boolean wantsBoth;
    private boolean wantsNoRouteAtAll;

    /** Where the address is that the table of hosts has for the host. */
    private enum Named {
        ANYWHERE,
        IN_NETWORK,
        NOT_GATEWAY
    }

    private Signature(GuestNetwork network, Confidence confidence) {
        this.network = network;
        this.confidence = confidence;
    }

    static Signature of(GuestNetwork network, Confidence confidence) {
        return new Signature(network, confidence);
    }

    Signature gateway(AddressPattern pattern) {
        gateway = Optional.of(pattern);
        gatewayMatters = true;
        return this;
    }

    Signature noGateway() {
        gateway = Optional.empty();
        gatewayMatters = true;
        return this;
    }

    /** Wants that no interface has a default route. */
    Signature noDefaultRoute() {
        wantsNoRouteAtAll = true;
        return noGateway();
    }

    /** Wants another interface of that name, too. */
    Signature withInterface(String name) {
        otherInterface = name;
        return this;
    }

    /** Wants the host, as the table of hosts names it, in the interface's network. */
    Signature namedInNetwork() {
        named = Named.IN_NETWORK;
        return this;
    }

    /** Wants the host, as the table of hosts names it, to be another than the gateway. */
    Signature namedElsewhere() {
        named = Named.NOT_GATEWAY;
        return this;
    }

    Signature own(AddressPattern pattern) {
        own = pattern;
        return this;
    }

    /** Sets how the hardware address may begin. */
    Signature hardware(String... beginnings) {
        hardware = List.of(beginnings);
        return this;
    }

    Signature machine(Platform first, Platform... others) {
        machines = EnumSet.of(first, others);
        return this;
    }

    Signature interfaceName(String name) {
        interfaceName = name;
        return this;
    }

    /** Wants the hardware address and the machine. */
    Signature both() {
        wantsBoth = true;
        return this;
    }

    /** Returns how an interface is wired if it looks like this. */
    Optional<Wiring> match(HostSnapshot seen, HostInterface one, LocalAddress address) {
        List<String> evidence = new ArrayList<>();
        boolean alone =
                !otherInterface.isEmpty() && seen.interfaceNamed(otherInterface).isEmpty();
        if (alone || !isRouteRight(seen, one, address, evidence)) {
            return Optional.empty();
        }
        int signals = 0;
        for (String beginning : hardware) {
            if (one.hardwareAddress().startsWith(beginning)) {
                evidence.add("hardware address " + beginning);
                signals++;
            }
        }
        Platform platform = seen.machine().platform();
        if (machines.contains(platform)) {
            evidence.addAll(seen.machine().evidence());
            signals++;
        } else if (!machines.isEmpty() && speaksForItself(platform)) {
            return Optional.empty();
        }
        if (one.name().equals(interfaceName)) {
            evidence.add("interface " + interfaceName);
            signals++;
        }
        if (isNamed(seen, one, address)) {
            evidence.add(network.alias().orElseThrow() + " in the table of hosts");
            signals++;
        }
        if (signals < (wantsBoth ? 2 : 1)) {
            return Optional.empty();
        }
        Optional<String> host = host(seen, one, address);
        return Optional.of(new Wiring(network, confidence, one.name(), address.address(), host, evidence));
    }

    private boolean isRouteRight(HostSnapshot seen, HostInterface one, LocalAddress address, List<String> evidence) {
        Optional<InetAddress> seenGateway = gateway(seen, one);
        if (!own.matches(address.address(), address)) {
            return false;
        }
        if (gatewayMatters && gateway.isEmpty()) {
            evidence.add("no gateway on " + one.name());
            evidence.add("address " + AddressText.of(address.address()));
            return seenGateway.isEmpty()
                    && (!wantsNoRouteAtAll || seen.defaultRoute().isEmpty());
        }
        if (gatewayMatters && (seenGateway.isEmpty() || !gateway.get().matches(seenGateway.get(), address))) {
            return false;
        }
        if (seenGateway.isPresent()) {
            evidence.add("gateway " + AddressText.of(seenGateway.get()));
        }
        evidence.add("address " + AddressText.of(address.address()));
        return true;
    }

    private static Optional<InetAddress> gateway(HostSnapshot seen, HostInterface one) {
        Optional<DefaultRoute> route = seen.defaultRoute();
        return route.isPresent() && route.get().interfaceName().equals(one.name())
                ? route.get().gateway()
                : Optional.empty();
    }

    /** Virtual machines name their hypervisor; a container's own network says nothing of the machine around it. */
    private static boolean speaksForItself(Platform platform) {
        return platform.isVirtualMachine() && platform != Platform.OTHER_VIRTUAL_MACHINE;
    }

    private boolean isNamed(HostSnapshot seen, HostInterface one, LocalAddress address) {
        if (network.hostAt() != HostAt.NAME || named(seen).isEmpty()) {
            return false;
        }
        return switch (named) {
            case ANYWHERE -> true;
            case IN_NETWORK -> address.hasInNetwork(named(seen).get());
            case NOT_GATEWAY -> !named(seen).equals(gateway(seen, one));
        };
    }

    private Optional<InetAddress> named(HostSnapshot seen) {
        return Optional.ofNullable(seen.hostNames().get(network.alias().orElseThrow()));
    }

    private Optional<String> host(HostSnapshot seen, HostInterface one, LocalAddress address) {
        return switch (network.hostAt()) {
            case GATEWAY -> gateway(seen, one).map(AddressText::inUri);
            case FIRST_ADDRESS -> Optional.of(AddressText.inUri(address.inNetwork(1)));
            case SECOND_ADDRESS -> Optional.of(AddressText.inUri(address.inNetwork(2)));
            case NAME -> (isNamed(seen, one, address) ? named(seen) : gateway(seen, one)).map(AddressText::inUri);
            case OWN_LOOPBACK -> Optional.of("127.0.0.1");
            case NOWHERE, UNKNOWN -> Optional.empty();
        };
    }
}
