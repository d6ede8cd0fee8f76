package io.vmshare.cli;

import io.vmshare.cli.value.BindAddress;
import io.vmshare.cli.value.PortNumber;
import io.vmshare.reach.Exposure;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.probe.HostProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the share listens. */
final class ListenFlags {

    private static final int DEFAULT_PORT = 8000;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "TCP port; 0 is any free one. Default: 8000.")
    private @Nullable Integer port;

    @Option(
            names = {"-b", "--bind"},
            paramLabel = "ADDR",
            split = ",",
            converter = BindAddress.class,
            description = "Address to listen on; repeatable. Default: those of --network.")
    private List<InetAddress> addresses = new ArrayList<>();

    @Option(
            names = {"-n", "--network"},
            paramLabel = "NETWORK",
            defaultValue = "all",
            description = "Who is to reach the share, and no more: ${COMPLETION-CANDIDATES}. slirp listens on loopback,"
                    + " nat also on virtual bridges, bridged on loopback and the default route's interface; bridges"
                    + " that appear later are included. Default: all.")
    private Network network = Network.all;

    /** The forms of {@code --network}, in lower case since that is how they are written. */
    enum Network {
        all(Exposure.ALL),
        slirp(Exposure.SLIRP),
        nat(Exposure.NAT),
        bridged(Exposure.BRIDGED);

        private final Exposure exposure;

        Network(Exposure exposure) {
            this.exposure = exposure;
        }
    }

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Returns those of a plain command line. */
    static ListenFlags of(@Nullable Integer port, List<InetAddress> addresses) {
        ListenFlags listen = new ListenFlags();
        listen.port = port;
        listen.addresses = addresses;
        return listen;
    }

    /** Returns the port, which may also be an argument of its own: that stands above the environment and the file. */
    int port(OptionalInt argument) {
        if (argument.isPresent()) {
            if (port != null && command.commandLine().getParseResult().hasMatchedOption("--port")) {
                throw new UsageException("two ports: " + argument.getAsInt() + " and --port " + port + "; give one");
            }
            return argument.getAsInt();
        }
        return port == null ? DEFAULT_PORT : port;
    }

    /** Returns the addresses to listen on as things are; the IPv6 wildcard stands for all. */
    List<InetAddress> addresses(HostSnapshot seen) {
        return addresses.isEmpty() ? network.exposure.addresses(seen) : List.copyOf(addresses);
    }

    /** Returns whether the addresses depend on what is seen of this machine, and may come and go. */
    boolean areFollowed() {
        return addresses.isEmpty() && network != Network.all;
    }

    /**
     * Returns the addresses to start with: of those that may come and go only loopback, which is always there and with
     * which the port is found that the others get, too.
     *
     * @param probe the look at this machine, which is there if they are followed
     */
    List<InetAddress> addressesAtFirst(Optional<HostProbe> probe) {
        if (!areFollowed()) {
            return addresses(HostSnapshot.builder().build());
        }
        List<InetAddress> first = new ArrayList<>(addresses(probe.orElseThrow().await()));
        first.removeIf(address -> !address.isLoopbackAddress());
        return first;
    }

    /** Returns a line on what is not there to be listened on yet; empty if nothing is awaited. */
    String remark(List<InetSocketAddress> bound) {
        for (InetSocketAddress one : bound) {
            if (!one.getAddress().isLoopbackAddress()) {
                return "";
            }
        }
        if (!addresses.isEmpty()) {
            return "";
        }
        return switch (network) {
            case all, slirp -> "";
            case nat -> "No virtual bridge is there yet; one that appears is listened on from then.";
            case bridged ->
                "There is no default route yet; the interface of one that appears is listened on from then.";
        };
    }
}
