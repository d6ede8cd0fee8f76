package io.vmshare.cli;

import io.vmshare.cli.forward.ForwardException;
import io.vmshare.cli.forward.ForwardRequest;
import io.vmshare.cli.forward.Forwarder;
import io.vmshare.cli.forward.Forwarding;
import io.vmshare.cli.forward.GuestWait;
import io.vmshare.cli.forward.LiveRule;
import io.vmshare.cli.host.StandardStreams;
import io.vmshare.cli.host.StopSignals;
import io.vmshare.cli.show.ForwardText;
import io.vmshare.cli.value.DurationText;
import io.vmshare.cli.value.GuestAddress;
import io.vmshare.cli.value.NetdevId;
import io.vmshare.cli.value.PortNumber;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a share in a guest on user networking reachable from this machine, until it is told to stop. */
@Command(
        name = "forward",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Make a share in a guest on user networking reachable from this machine, until Ctrl-C.")
final class ForwardCommand implements Callable<Integer> {

    /** How long a look at the guest takes that waits for its end; a guest of libvirt is looked at so often. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    @Mixin
    private ForwardTarget target = new ForwardTarget();

    @Option(
            names = "--guest-port",
            paramLabel = "N",
            defaultValue = "8000",
            converter = PortNumber.class,
            description = "The port of the share in the guest. Default: 8000.")
    private int guestPort;

    @Option(
            names = "--host-port",
            paramLabel = "N",
            converter = PortNumber.class,
            description = "The port on 127.0.0.1 that leads there; 0 is any, of a forward to --guest-port that is"
                    + " there already or else a free one. Default: the guest's, if it is free here, else any.")
    private @Nullable Integer hostPort;

    @Option(
            names = "--guest-address",
            paramLabel = "ADDR",
            converter = GuestAddress.class,
            description = "The guest's address, if it did not get it from the user network.")
    private @Nullable String guestAddress;

    @Option(
            names = "--netdev",
            paramLabel = "ID",
            converter = NetdevId.class,
            description = "The user network's name in QEMU, or the adapter's number in VirtualBox. Default: the first.")
    private @Nullable String netdev;

    @Option(names = "--wait", description = "Print the URL only when the guest's share has answered.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = DurationText.class,
            description =
                    "How long --wait waits. Elsewhere it is SHARE_FORWARD_TIMEOUT or forward-timeout. Default: 10m.")
    private Duration timeout = Duration.ofMinutes(10);

    @Option(names = "--remove", description = "Remove the forward from --host-port, or all to --guest-port, and end.")
    private boolean remove;

    @Option(names = "--json", description = "Print one JSON object in place of the URL.")
    private boolean json;

    @SuppressWarnings({"unused", "UnusedVariable"}) // read through the command's model, when something fails
    @Option(
            names = {"-v", "--verbose"},
            description = "Show stack traces.")
    private boolean verbose;

    @SuppressWarnings("UnusedVariable") // read through the command's model, before the command runs
    @Mixin
    private OptionSources.FileFlag config = new OptionSources.FileFlag();

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        if (guestPort == 0) {
            throw new ParameterException(
                    command.commandLine(), "--guest-port: 0: the share in the guest has a port; choose 1 to 65535");
        }
        ForwardRequest request = new ForwardRequest(
                guestPort,
                hostPort == null ? OptionalInt.empty() : OptionalInt.of(hostPort),
                guestAddress == null ? "" : guestAddress);
        try (Forwarder forwarder = target.open(netdev == null ? "" : netdev, ForwardCommand::note)) {
            Forwarding forwarding = new Forwarding(forwarder, ForwardCommand::note);
            if (remove) {
                forwarding.remove(request);
                return ExitCodes.OK;
            }
            StopSignals signals = StopSignals.install(() -> end(forwarding));
            try (signals) {
                String gone = forward(forwarder, forwarding.begin(request));
                throw new ForwardException(gone);
            }
        }
    }

    /** Prints the URL and returns when the guest is gone, with how that is known. */
    private String forward(Forwarder forwarder, LiveRule rule) {
        String why = forwarder.whyNothingAnswers();
        if (!why.isEmpty()) {
            note(why);
        }
        if (wait) {
            new GuestWait(health(rule), forwarder, timeout, ErrorLines::print).await();
        }
        print(rule);
        Optional<String> gone = Optional.empty();
        while (gone.isEmpty()) {
            gone = forwarder.goneWithin(LOOK);
        }
        return gone.get();
    }

    private void print(LiveRule rule) {
        if (json) {
            StandardStreams.out(ForwardText.json(rule.hostPort(), rule.guestPort()), StandardCharsets.UTF_8);
        } else {
            StandardStreams.out(ForwardText.line(rule.hostPort()));
        }
        if (StandardStreams.isOutBroken()) {
            throw new ForwardException("cannot write to standard output: it takes nothing; redirect it elsewhere");
        }
    }

    /** What answers is our share's sign of life, or another server's first page. */
    private static URL health(LiveRule rule) {
        try {
            return URI.create(ForwardText.url(rule.hostPort()) + "?health").toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e); // it is one of HTTP
        }
    }

    /** Removes the forward; whoever sent the signal is told if it stays, since nobody else is left to tell. */
    private static void end(Forwarding forwarding) {
        try {
            forwarding.end();
        } catch (ForwardException e) {
            ErrorLines.print(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static void note(String text) {
        ErrorLines.print("note: " + text);
    }
}
