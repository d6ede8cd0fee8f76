package io.vmshare.cli;

import io.vmshare.BootScan;
import io.vmshare.ShareOptions;
import io.vmshare.cli.boot.BootAdvice;
import io.vmshare.cli.boot.BootAdviceJson;
import io.vmshare.cli.boot.BootPlace;
import io.vmshare.cli.boot.BootText;
import io.vmshare.cli.boot.LocalPaths;
import io.vmshare.cli.host.StandardStreams;
import io.vmshare.netboot.BootMenu;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.Reach;
import io.vmshare.reach.probe.HostProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what boots or installs from a path, and the commands that start it. */
@Command(
        name = "boot",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description =
                "Print what boots or installs from the paths, which are not served, and the commands that start it.",
        footer = {"", "Exit code: 0 if there is something, 1 if nothing was recognised, 2 wrong usage."})
final class BootCommand implements Callable<Integer> {

    @Mixin
    private ListenFlags listen = new ListenFlags();

    @Mixin
    private PathArguments shared = new PathArguments();

    @Mixin
    private TreeFlags tree = new TreeFlags();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @SuppressWarnings("UnusedVariable") // read through the command's model, before the command runs
    @Mixin
    private OptionSources.FileFlag config = new OptionSources.FileFlag();

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        int port = listen.port(shared.port());
        if (port == 0) {
            throw new ParameterException(
                    command.commandLine(), "--port: 0: not known before the share listens; choose 1 to 65535");
        }
        List<Path> paths = shared.paths();
        HostProbe probe = HostProbe.start();
        BootMenu menu = BootScan.of(
                tree.applyTo(ShareOptions.builder(paths.toArray(new Path[0]))).build());
        HostSnapshot seen = probe.awaitAll();
        List<InetSocketAddress> bound = new ArrayList<>();
        for (InetAddress address : listen.addresses(seen)) {
            bound.add(new InetSocketAddress(address, port));
        }
        LocalPaths local = LocalPaths.of(paths, SameOptions.forShare(command));
        BootPlace place = BootPlace.of(Reach.of(bound, seen), local, LocalPaths.accelerated());
        print(BootAdvice.of(menu, place), place);
        return menu.entries().isEmpty() ? ExitCodes.FAILED : ExitCodes.OK;
    }

    private void print(BootAdvice advice, BootPlace place) {
        if (json) {
            StandardStreams.out(BootAdviceJson.render(advice, place), StandardCharsets.UTF_8);
        } else if (advice.menu().entries().isEmpty()) {
            ErrorLines.print(String.join(", ", place.paths().roots())
                    + (advice.menu().complete()
                            ? ": nothing in it is known to boot or install; docs/booting.md names what is"
                            : ": nothing that boots or installs was found before the search ended; name a directory"
                                    + " further down"));
        } else {
            StandardStreams.out(BootText.render(advice, place, StandardStreams.outCharset()));
        }
    }
}
