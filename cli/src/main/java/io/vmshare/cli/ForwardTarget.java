package io.vmshare.cli;

import io.vmshare.cli.forward.Forwarder;
import io.vmshare.cli.forward.VirtualBoxForwarder;
import io.vmshare.cli.forward.qemu.MonitorForwarder;
import io.vmshare.cli.forward.qemu.QmpMonitor;
import io.vmshare.cli.forward.qemu.VirshMonitor;
import io.vmshare.cli.host.NativePaths;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Which guest is meant. */
final class ForwardTarget {

    @Option(
            names = "--qmp",
            paramLabel = "SOCKET",
            description = "The guest of this QMP socket of QEMU's (-qmp unix:SOCKET,server=on,wait=off).")
    private @Nullable String qmp;

    @Option(names = "--domain", paramLabel = "NAME", description = "The guest of this libvirt domain, by virsh.")
    private @Nullable String domain;

    @Option(names = "--vm", paramLabel = "NAME", description = "This VirtualBox machine, by VBoxManage.")
    private @Nullable String vm;

    @Option(names = "--connect", paramLabel = "URI", description = "libvirt's connection, such as qemu:///session.")
    private @Nullable String connect;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * Connects to the guest's hypervisor.
     *
     * @param netdev the user network's name; empty for the first one
     * @param notes takes what the owner should know, a line each
     */
    Forwarder open(String netdev, Consumer<String> notes) {
        Map<String, String> named = named();
        String kind = kind(named.keySet());
        String value = String.valueOf(named.get(kind));
        if (value.isEmpty()) {
            throw usage(kind + ": empty; name a guest");
        }
        if (connect != null && !kind.equals("--domain") && isGiven("--connect")) {
            throw usage("--connect: " + connect + ": only libvirt has it; use it with --domain");
        }
        return switch (kind) {
            case "--qmp" -> MonitorForwarder.of(QmpMonitor.connect(path(value), value), netdev, notes);
            case "--domain" ->
                MonitorForwarder.of(VirshMonitor.of(connect == null ? "" : connect, value), netdev, notes);
            default -> VirtualBoxForwarder.of(machine(value), adapter(netdev), notes);
        };
    }

    /** Returns the options that name a guest, with their values. */
    private Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>();
        if (qmp != null) {
            named.put("--qmp", qmp);
        }
        if (domain != null) {
            named.put("--domain", domain);
        }
        if (vm != null) {
            named.put("--vm", vm);
        }
        return named;
    }

    /** Returns the option that is meant: on the command line, or else in the environment or the file. */
    private String kind(Set<String> named) {
        List<String> given = named.stream().filter(this::isGiven).toList();
        List<String> meant = given.isEmpty() ? List.copyOf(named) : given;
        if (meant.isEmpty()) {
            throw usage("which guest: none is named; give one of --qmp SOCKET, --domain NAME or --vm NAME");
        }
        if (meant.size() > 1) {
            throw usage("which guest: " + String.join(" and ", meant) + " are given; give one of them");
        }
        return meant.get(0);
    }

    private boolean isGiven(String option) {
        ParseResult result = command.commandLine().getParseResult();
        return result.hasMatchedOption(option);
    }

    private Path path(String socket) {
        try {
            return NativePaths.of(socket);
        } catch (InvalidPathException e) {
            throw usage("--qmp: " + socket + ": no path can have that name; check the spelling");
        }
    }

    /** VBoxManage takes the name as a word of its own, so it must not look like an option. */
    private String machine(String name) {
        if (name.startsWith("-")) {
            throw usage("--vm: " + name + ": VBoxManage would take it for an option; give the machine's UUID");
        }
        return name;
    }

    private int adapter(String netdev) {
        if (netdev.isEmpty()) {
            return 0;
        }
        if (!Character.isDigit(netdev.charAt(0))) {
            throw usage("--netdev: " + netdev + ": VirtualBox numbers its adapters; give 1 for the first");
        }
        return Integer.parseInt(netdev);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
