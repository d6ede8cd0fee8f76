package io.vmshare.reach.probe;

import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.Machine;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/** Windows: its own commands tell, called by their whole paths, since the current directory may be the shared one. */
final class WindowsProbe implements SystemProbe {

    private final Path system =
            Path.of(System.getenv().getOrDefault("SystemRoot", "C:\\Windows")).resolve("System32");

    @Override
    public Set<String> virtualBridges() {
        return Set.of(); // told by their names
    }

    @Override
    public Optional<DefaultRoute> defaultRoute(List<HostInterface> interfaces) {
        return RoutePrint.defaultRoute(SystemCommand.text(tool("route.exe"), "print", "-4"), interfaces);
    }

    @Override
    public Optional<DefaultRoute> ipv6DefaultRoute() {
        return Optional.empty(); // what "route print -6" prints depends on the language in more ways
    }

    @Override
    public Machine machine() {
        String key = "HKLM\\HARDWARE\\DESCRIPTION\\System\\BIOS";
        return machineOfRegistry(SystemCommand.text(tool("reg.exe"), "query", key));
    }

    /** Returns what the firmware's words are for, as {@code reg query} prints them: name, type and value on a line. */
    static Machine machineOfRegistry(String query) {
        Dmi dmi = new Dmi(
                value(query, "SystemProductName"),
                value(query, "SystemManufacturer"),
                value(query, "BaseBoardManufacturer"),
                value(query, "BIOSVendor"),
                value(query, "SystemVersion"));
        return dmi.machine().orElse(Machine.UNKNOWN);
    }

    private static String value(String query, String name) {
        StringTokenizer lines = new StringTokenizer(query, "\r\n");
        while (lines.hasMoreTokens()) {
            String line = lines.nextToken().trim();
            int type = line.indexOf(" REG_SZ ");
            if (type > 0 && line.substring(0, type).trim().equals(name)) {
                return line.substring(type + " REG_SZ ".length()).trim();
            }
        }
        return "";
    }

    @Override
    public Map<String, InetAddress> hostNames() {
        return HostsTable.namesOfHosts(new SystemFiles(system).text("drivers\\etc\\hosts"));
    }

    @Override
    public List<KnownGuest> guests() {
        return List.of();
    }

    @Override
    public Set<String> programs() {
        return Set.of();
    }

    private String tool(String name) {
        return system.resolve(name).toString();
    }
}
