package io.vmshare.reach;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of this machine at one moment. Immutable. A class with a builder and not a record, since what can be
 * seen grows.
 */
public final class HostSnapshot {

    private final List<HostInterface> interfaces;
    private final Optional<DefaultRoute> defaultRoute;
    private final Optional<DefaultRoute> ipv6DefaultRoute;
    private final InetAddress localhost;
    private final Machine machine;
    private final Map<String, InetAddress> hostNames;
    private final List<KnownGuest> guests;
    private final Set<String> programs;

    private HostSnapshot(Builder builder) {
        this.interfaces = builder.interfaces;
        this.defaultRoute = builder.defaultRoute;
        this.ipv6DefaultRoute = builder.ipv6DefaultRoute;
        this.localhost = builder.localhost;
        this.machine = builder.machine;
        this.hostNames = builder.hostNames;
        this.guests = builder.guests;
        this.programs = builder.programs;
    }

    /** Returns a builder of a snapshot in which nothing was seen but the loopback address. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that begins with this snapshot. */
    public Builder toBuilder() {
        return builder()
                .interfaces(interfaces)
                .defaultRoute(defaultRoute)
                .ipv6DefaultRoute(ipv6DefaultRoute)
                .localhost(localhost)
                .machine(machine)
                .hostNames(hostNames)
                .guests(guests)
                .programs(programs);
    }

    /** Returns the interfaces, in the system's order. */
    public List<HostInterface> interfaces() {
        return interfaces;
    }

    /** Returns the interface of that name. */
    public Optional<HostInterface> interfaceNamed(String name) {
        for (HostInterface one : interfaces) {
            if (one.name().equals(name)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Returns the IPv4 default route; empty if there is none or it is not known. */
    public Optional<DefaultRoute> defaultRoute() {
        return defaultRoute;
    }

    /** Returns the IPv6 default route; empty if there is none or it is not known. */
    public Optional<DefaultRoute> ipv6DefaultRoute() {
        return ipv6DefaultRoute;
    }

    /** Returns whether packets for other networks leave by that interface. */
    public boolean isDefault(HostInterface one) {
        Optional<DefaultRoute> route = defaultRoute.isPresent() ? defaultRoute : ipv6DefaultRoute;
        return route.isPresent() && route.get().interfaceName().equals(one.name());
    }

    /** Returns the address of this machine to itself, {@code 127.0.0.1} wherever there is IPv4. */
    public InetAddress localhost() {
        return localhost;
    }

    /** Returns what this machine is. */
    public Machine machine() {
        return machine;
    }

    /** Returns the names that this machine's own table of hosts gives to the host, such as host.lima.internal. */
    public Map<String, InetAddress> hostNames() {
        return hostNames;
    }

    /** Returns the guests whose addresses are on record here. */
    public List<KnownGuest> guests() {
        return guests;
    }

    /** Returns the names of the running programs that wire guests, such as {@code passt}. */
    public Set<String> programs() {
        return programs;
    }

    /** Collects what was seen. Not thread-safe. */
    public static final class Builder {

        private List<HostInterface> interfaces = List.of();
        private Optional<DefaultRoute> defaultRoute = Optional.empty();
        private Optional<DefaultRoute> ipv6DefaultRoute = Optional.empty();
        private InetAddress localhost = InetAddress.getLoopbackAddress();
        private Machine machine = Machine.UNKNOWN;
        private Map<String, InetAddress> hostNames = Map.of();
        private List<KnownGuest> guests = List.of();
        private Set<String> programs = Set.of();

        private Builder() {}

        /** Sets the interfaces, in the system's order. */
        public Builder interfaces(List<HostInterface> value) {
            interfaces = List.copyOf(value);
            return this;
        }

        /** Sets the IPv4 default route. */
        public Builder defaultRoute(Optional<DefaultRoute> value) {
            defaultRoute = value;
            return this;
        }

        /** Sets the IPv6 default route. */
        public Builder ipv6DefaultRoute(Optional<DefaultRoute> value) {
            ipv6DefaultRoute = value;
            return this;
        }

        /** Sets the address of this machine to itself. */
        public Builder localhost(InetAddress value) {
            localhost = value;
            return this;
        }

        /** Sets what this machine is. */
        public Builder machine(Machine value) {
            machine = value;
            return this;
        }

        /** Sets the names that this machine's table of hosts gives to the host. */
        public Builder hostNames(Map<String, InetAddress> value) {
            hostNames = Map.copyOf(value);
            return this;
        }

        /** Sets the guests whose addresses are on record. */
        public Builder guests(List<KnownGuest> value) {
            guests = List.copyOf(value);
            return this;
        }

        /** Sets the names of the running programs that wire guests. */
        public Builder programs(Set<String> value) {
            programs = Set.copyOf(value);
            return this;
        }

        /** Returns the snapshot. */
        public HostSnapshot build() {
            return new HostSnapshot(this);
        }
    }
}
