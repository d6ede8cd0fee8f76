package io.vmshare.cli;

import io.vmshare.cli.firewall.Firewall;
import io.vmshare.cli.host.FirewallProbe;
import io.vmshare.cli.host.StandardStreams;
import io.vmshare.cli.host.UrlCheck;
import io.vmshare.cli.show.CheckJson;
import io.vmshare.cli.show.JsonText;
import io.vmshare.cli.show.Printable;
import io.vmshare.cli.show.ReachText;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.Reach;
import io.vmshare.reach.probe.HostProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints URLs without serving, or tries one. */
@Command(
        name = "urls",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Print the URLs of a share without serving, or try one.")
final class UrlsCommand implements Callable<Integer> {

    @Mixin
    private ListenFlags listen = new ListenFlags();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--check",
            paramLabel = "URL",
            arity = "0..1",
            fallbackValue = Option.NULL_VALUE,
            description = "Try this URL by one complete exchange; exit code 0 if it is answered, else 1 and why not."
                    + " Without URL: whether this machine answers at each address, and what its firewall does.")
    private @Nullable String check;

    @SuppressWarnings("UnusedVariable") // read through the command's model, before the command runs
    @Mixin
    private OptionSources.FileFlag config = new OptionSources.FileFlag();

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        if (check != null) {
            return check(check);
        }
        int port = listen.port(OptionalInt.empty());
        if (port == 0) {
            throw new ParameterException(
                    command.commandLine(), "--port: 0: not known before the share listens; choose 1 to 65535");
        }
        HostProbe probe = HostProbe.start();
        HostSnapshot seen = probe.awaitAll();
        List<InetSocketAddress> bound = new ArrayList<>();
        for (InetAddress address : listen.addresses(seen)) {
            bound.add(new InetSocketAddress(address, port));
        }
        Reach reach = Reach.of(bound, seen);
        boolean checking = command.commandLine().getParseResult().hasMatchedOption("--check");
        Firewall firewall = FirewallProbe.look(seen);
        return checking
                ? checkAll(new BindingCheck(listen, port, probe, reach, firewall), port)
                : print(bound, reach, firewall);
    }

    private int print(List<InetSocketAddress> bound, Reach reach, Firewall firewall) {
        if (json) {
            StandardStreams.out(JsonText.urls(bound, reach, Rulings.of(reach, firewall)), StandardCharsets.UTF_8);
        } else {
            StandardStreams.out(ReachText.bothWays(reach, StandardStreams.outCharset()));
            for (String line : Rulings.told(reach, firewall)) {
                StandardStreams.out("Firewall: " + Printable.of(line, StandardStreams.outCharset()) + "\n");
            }
            StandardStreams.out(ReachText.itself(reach));
        }
        return ExitCodes.OK;
    }

    private int checkAll(BindingCheck check, int port) {
        BindingCheck.Findings findings = check.run();
        if (json) {
            StandardStreams.out(CheckJson.render(findings.areReachable(), findings.all()), StandardCharsets.UTF_8);
        } else {
            StandardStreams.out(CheckText.render(findings, port, StandardStreams.outCharset()));
        }
        return findings.areReachable() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private int check(String text) {
        UrlCheck result = UrlCheck.of(parse(text));
        if (json) {
            StandardStreams.out(CheckJson.render(result), StandardCharsets.UTF_8);
        } else if (result.reached()) {
            StandardStreams.out(result.text() + "\n");
        } else {
            ErrorLines.print(result.text());
        }
        return result.reached() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    /** Returns the URL; the JDK reads a zone as it is written outside of URLs, not with its percent sign encoded. */
    private URL parse(String text) {
        if (text.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "--check: empty: not a URL; write it like http://10.0.2.2:8000/, or none");
        }
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme());
            boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
            boolean hasPort = uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= 65535);
            if (http && hasPort && uri.getHost() != null) {
                String host = uri.getHost().replace("%25", "%");
                return new URL(scheme, host, uri.getPort(), uri.toURL().getFile());
            }
        } catch (URISyntaxException | MalformedURLException e) {
            throw notAUrl(text, e);
        }
        throw notAUrl(text, null);
    }

    private ParameterException notAUrl(String text, @Nullable Throwable cause) {
        String message = "--check: " + text + ": not a URL of HTTP; write it like http://10.0.2.2:8000/";
        return new ParameterException(command.commandLine(), message, cause);
    }
}
