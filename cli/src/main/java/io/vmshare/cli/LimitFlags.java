package io.vmshare.cli;

import io.vmshare.ShareOptions;
import io.vmshare.cli.value.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Limits of time and number. */
final class LimitFlags {

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description =
                    "How long downloads may go on after Ctrl-C, such as 500ms, 30s or 5m; a second one ends at once."
                            + " Default: 5s.")
    private @Nullable Duration grace;

    @Option(
            names = "--stall-timeout",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "How long a client may take nothing, as a paused guest does. Default: 10m.")
    private @Nullable Duration stallTimeout;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "Connections open at once; more are closed unanswered. Default: 100000.")
    private @Nullable Integer maxConnections;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    void applyTo(ShareOptions.Builder options) {
        try {
            if (grace != null) {
                options.grace(grace);
            }
            if (stallTimeout != null) {
                options.stallTimeout(stallTimeout);
            }
            if (maxConnections != null) {
                options.maxConnections(maxConnections);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage() + "; choose another value", e);
        }
    }
}
