package io.vmshare.cli;

import io.vmshare.cli.value.BindAddress;
import io.vmshare.cli.value.PortNumber;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
            description = "Address to listen on; repeatable. Default: all addresses, IPv4 and IPv6.")
    private List<InetAddress> addresses = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Returns the port, which may also be an argument of its own: that stands above the environment and the file. */
    int port(OptionalInt argument) {
        boolean given = command.commandLine().getParseResult().hasMatchedOption("--port");
        if (argument.isPresent() && given) {
            throw new ParameterException(
                    command.commandLine(), "two ports: " + argument.getAsInt() + " and --port " + port + "; give one");
        }
        if (argument.isPresent()) {
            return argument.getAsInt();
        }
        return port == null ? DEFAULT_PORT : port;
    }

    /** Returns the addresses; the IPv6 wildcard stands for all. */
    List<InetAddress> addresses() {
        return addresses.isEmpty() ? List.of(everyAddress()) : List.copyOf(addresses);
    }

    private static InetAddress everyAddress() {
        try {
            return Inet6Address.getByAddress(new byte[16]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // sixteen bytes are an IPv6 address
        }
    }
}
