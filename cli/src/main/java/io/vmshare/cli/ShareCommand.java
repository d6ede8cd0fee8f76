package io.vmshare.cli;

import io.vmshare.ShareOptions;
import io.vmshare.ShareOptionsBuilder;
import io.vmshare.ShareServer;
import io.vmshare.StartupException;
import io.vmshare.cli.host.FreePort;
import io.vmshare.cli.host.NativePaths;
import io.vmshare.cli.host.SensitiveRoots;
import io.vmshare.cli.host.StandardStreams;
import io.vmshare.cli.host.StopSignals;
import io.vmshare.cli.live.LiveView;
import io.vmshare.cli.log.ProgramLog;
import io.vmshare.cli.show.Announcement;
import io.vmshare.cli.show.Banner;
import io.vmshare.cli.show.JsonText;
import io.vmshare.cli.show.QrText;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.Reach;
import io.vmshare.reach.probe.HostProbe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves until it is told to stop. */
@Command(
        name = "share",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        synopsisHeading = "Usage: ",
        description = "Serves directories and files over HTTP and says how a virtual machine reaches them.",
        footer = {
            "",
            "Exit code: 0 after Ctrl-C or SIGTERM, 1 could not start or --timeout came before --count, 2 wrong usage.",
            "Each option may also be set as an environment variable, such as SHARE_PORT."
        })
final class ShareCommand implements Callable<Integer> {

    @Mixin
    private ListenFlags listen = new ListenFlags();

    @Mixin
    private PathArguments shared = new PathArguments();

    @Mixin
    private InputFlags named = new InputFlags();

    @Mixin
    private TreeFlags tree = new TreeFlags();

    @Mixin
    private ContentFlags content = new ContentFlags();

    @Mixin
    private ShowFlags show = new ShowFlags();

    @Mixin
    private EndFlags end = new EndFlags();

    @Mixin
    private LimitFlags limits = new LimitFlags();

    @Mixin
    private JvmFlags jvm = new JvmFlags();

    @SuppressWarnings("UnusedVariable") // read through the command's model, before the command runs
    @Mixin
    private OptionSources.FileFlag config = new OptionSources.FileFlag();

    @Spec
    private @Nullable CommandSpec command;

    private final List<String> plain;

    /** Creates one that picocli gives its options. */
    ShareCommand() {
        this.plain = List.of();
    }

    /** Creates one with the options of a plain command line, and its words. */
    ShareCommand(ListenFlags listen, PathArguments shared, ShowFlags show, List<String> words) {
        this.listen = listen;
        this.shared = shared;
        this.show = show;
        this.plain = words;
    }

    /** Returns the options that were given, as {@code boot} takes them. */
    private String givenForBoot() {
        return SameOptions.forBoot(command == null ? Commands.shareGiven(plain) : command);
    }

    @Override
    public Integer call() {
        PipedInput input = named.open(shared);
        List<Path> paths = shared.paths(input == null ? null : input.path());
        ShareOptionsBuilder builder = ShareOptions.builder(paths.toArray(new Path[0]));
        Optional<HostProbe> early = listen.areFollowed() ? Optional.of(HostProbe.start()) : Optional.empty();
        builder.port(listen.port(shared.port())).addresses(listen.addressesAtFirst(early));
        tree.applyTo(builder);
        content.applyTo(builder);
        show.applyTo(builder);
        limits.applyTo(builder);
        Ending ending = end.ending();
        Optional<LiveView> view = show.isLive() ? Optional.of(new LiveView()) : Optional.empty();
        if (ending.count().isPresent() || view.isPresent()) {
            builder.transfers(Watchers.options(ending.count(), view));
        }
        ShareOptions options = builder.build();
        ProgramLog log = ProgramLog.start(show.verbosity());
        if (input != null) {
            input.start(show.isQuiet(), ending); // what has come already is there when the banner is
        }
        Listeners listeners = start(options, early);
        ShareServer server = listeners.server();
        StopServing stopping = new StopServing(server, log, show.isQuiet(), ending, view);
        try (StopSignals signals = StopSignals.install(stopping)) {
            HostProbe probe = early.isPresent() ? early.get() : HostProbe.start();
            warn(paths);
            HostSnapshot seen = probe.await();
            Reach reach = Reach.of(server.addresses(), seen);
            announce(paths, input, server, reach);
            if (view.isPresent()) {
                view.get().start();
            }
            startOthers(input != null, server, options, reach);
            new NetworkWatch(listeners, show, seen, reach).start();
            if (ending.isSet()) {
                ending.await();
            } else {
                jvm.start(); // for a share that is there to stay
                signals.await();
            }
        }
        return ending.exitCode();
    }

    /** Starts what goes on beside a share that answers already. */
    private void startOthers(boolean piped, ShareServer server, ShareOptions options, Reach reach) {
        if (!show.isQuiet() && !show.isJson() && !piped) { // the command would have to wait for the input's end
            new BootNews(server, options, reach, this::givenForBoot).start();
        }
        if (show.isOpen()) {
            new BrowserStart(reach).start();
        }
    }

    private Listeners start(ShareOptions options, Optional<HostProbe> probe) {
        try {
            return Listeners.begin(ShareServer.start(options), listen, probe);
        } catch (StartupException e) {
            if (e.reason() == StartupException.Reason.PORT_IN_USE) {
                int free = FreePort.after(options.port(), options.addresses());
                throw free < 0 ? e : withHint(e, " (--port " + free + " is free)");
            }
            if (e.reason() == StartupException.Reason.PORT_FORBIDDEN) {
                throw withHint(e, " (--port " + FreePort.after(7999 + options.port(), options.addresses()) + ")");
            }
            throw e;
        }
    }

    private static StartupException withHint(StartupException e, String hint) {
        return new StartupException(e.reason(), e.getMessage() + hint, e);
    }

    private void warn(List<Path> paths) {
        if (show.isQuiet()) {
            return;
        }
        for (Path path : paths) {
            Optional<String> why = SensitiveRoots.of(path, tree.isHiddenServed());
            if (why.isPresent()) {
                ErrorLines.print("warning: everything readable in " + NativePaths.text(path) + " is served: "
                        + why.get() + "; share a directory below it");
                return;
            }
        }
    }

    private void announce(List<Path> paths, @Nullable PipedInput input, ShareServer server, Reach reach) {
        if (show.isQuiet()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        for (Path path : paths) {
            texts.add(input != null && path.equals(input.path()) ? Announcement.INPUT : NativePaths.text(path));
        }
        boolean oneFile = paths.size() == 1 && !Files.isDirectory(paths.get(0));
        String file = oneFile ? NativePaths.lastName(paths.get(0)) : "";
        Announcement announcement = new Announcement(
                ProgramVersion.number(),
                texts,
                file,
                NativePaths.urlSegment(file),
                server.isOneImage(),
                server.addresses(),
                reach,
                listen.remark(server.addresses()));
        if (show.isJson()) {
            StandardStreams.out(JsonText.render(announcement), StandardCharsets.UTF_8);
        } else {
            StandardStreams.out(Banner.render(announcement, StandardStreams.outCharset()));
        }
        if (show.isQr()) {
            boolean colours = StandardStreams.areColoursWanted() && StandardStreams.isOutTerminal();
            StandardStreams.out(QrText.render(announcement, StandardStreams.outCharset(), colours));
        }
        if (StandardStreams.isOutBroken()) {
            throw new StartupException(
                    StartupException.Reason.OTHER,
                    "cannot write to standard output: it takes nothing; redirect it elsewhere, or use --quiet");
        }
    }
}
