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
    private static final String STATUS = ".status";

    private final SystemFiles files;

    LinuxProbe(SystemFiles files) {
        this.files = files;
    }

    @Override
    public Optional<DefaultRoute> defaultRoute(List<HostInterface> interfaces) {
        return RouteTable.defaultRoute(files.text("proc/net/route"), ByteOrder.nativeOrder());
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
