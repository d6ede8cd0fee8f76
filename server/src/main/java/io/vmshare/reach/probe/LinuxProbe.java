package io.vmshare.reach.probe;

import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.Machine;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Linux: everything is in files. */
final class LinuxProbe implements SystemProbe {

    private static final String LEASES = "var/lib/libvirt/dnsmasq";
    private static final String INTERFACES = "sys/class/net";
    private static final String STATUS = ".status";

    private final SystemFiles files;

    LinuxProbe(SystemFiles files) {
        this.files = files;
    }

    /** Whatever has a bus behind it has a device; the ends of virtual cables and taps have none. */
    @Override
    public Set<String> virtualBridges() {
        Set<String> bridges = new HashSet<>();
        for (String name : files.names(INTERFACES)) {
            if (files.exists(INTERFACES + "/" + name + "/bridge")) {
                boolean physical = false;
                for (String member : files.names(INTERFACES + "/" + name + "/brif")) {
                    physical |= files.exists(INTERFACES + "/" + member + "/device");
                }
                if (!physical) {
                    bridges.add(name);
                }
            }
        }
        return bridges;
    }

    /** A VPN's default route says who carries the packets on, not in which network this machine is. */
    @Override
    public Optional<DefaultRoute> defaultRoute(List<HostInterface> interfaces) {
        Set<String> vpns = new HashSet<>();
        for (HostInterface one : interfaces) {
            if (one.isVpn()) {
                vpns.add(one.name());
            }
        }
        String table = files.text("proc/net/route");
        Optional<DefaultRoute> own = RouteTable.defaultRoute(table, ByteOrder.nativeOrder(), vpns);
        return own.isPresent() ? own : RouteTable.defaultRoute(table, ByteOrder.nativeOrder(), Set.of());
    }

    @Override
    public Optional<DefaultRoute> ipv6DefaultRoute() {
        return Ipv6RouteTable.defaultRoute(files.text("proc/net/ipv6_route"));
    }

    @Override
    public Machine machine() {
        return LinuxMachine.read(files);
    }

    @Override
    public Map<String, InetAddress> hostNames() {
        return HostsTable.namesOfHosts(files.text("etc/hosts"));
    }

    /** What libvirt's DHCP server keeps; who is not root may be kept from reading it. */
    @Override
    public List<KnownGuest> guests() {
        long now = System.currentTimeMillis() / 1000;
        List<KnownGuest> guests = new ArrayList<>();
        for (String name : files.names(LEASES)) {
            if (name.endsWith(STATUS)) {
                String bridge = name.substring(0, name.length() - STATUS.length());
                guests.addAll(DnsmasqStatus.guests(files.text(LEASES + "/" + name), bridge, now));
            }
        }
        return guests;
    }

    @Override
    public Set<String> programs() {
        Set<String> programs = new HashSet<>();
        for (String name : files.names("proc")) {
            if (name.charAt(0) >= '0' && name.charAt(0) <= '9') {
                WiringProgram.named(files.line("proc/" + name + "/comm")).ifPresent(programs::add);
            }
        }
        return programs;
    }
}
