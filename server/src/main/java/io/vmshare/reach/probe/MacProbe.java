package io.vmshare.reach.probe;

import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** macOS: its own commands tell. */
final class MacProbe implements SystemProbe {

    private static final String NETSTAT = "/usr/sbin/netstat";

    @Override
    public Set<String> virtualBridges() {
        return Set.of(); // told by their names
    }

    @Override
    public Optional<DefaultRoute> defaultRoute(List<HostInterface> interfaces) {
        return NetstatTable.defaultRoute(SystemCommand.text(NETSTAT, "-rn", "-f", "inet"));
    }

    @Override
    public Optional<DefaultRoute> ipv6DefaultRoute() {
        return Optional.empty(); // its rows are mostly stubs of VPNs
    }

    @Override
    public Machine machine() {
        boolean virtual = SystemCommand.text("/usr/sbin/sysctl", "-n", "kern.hv_vmm_present")
                .trim()
                .equals("1");
        return virtual
                ? machineOfModel(
                        SystemCommand.text("/usr/sbin/sysctl", "-n", "hw.model").trim())
                : Machine.UNKNOWN;
    }

    /** Returns what a virtual machine is that calls its model so. */
    static Machine machineOfModel(String model) {
        Platform platform = Platform.OTHER_VIRTUAL_MACHINE;
        if (model.startsWith("VirtualMac")) {
            platform = Platform.APPLE;
        } else if (model.startsWith("VMware")) {
            platform = Platform.VMWARE;
        } else if (model.startsWith("Parallels")) {
            platform = Platform.PARALLELS;
        }
        return new Machine(platform, List.of("kern.hv_vmm_present is 1"));
    }

    @Override
    public Map<String, InetAddress> hostNames() {
        return HostsTable.namesOfHosts(new SystemFiles(Path.of("/")).text("etc/hosts"));
    }

    @Override
    public List<KnownGuest> guests() {
        return ArpTable.guests(SystemCommand.text("/usr/sbin/arp", "-an"));
    }

    @Override
    public Set<String> programs() {
        return WiringProgram.in(SystemCommand.text("/bin/ps", "-axco", "comm="));
    }
}
