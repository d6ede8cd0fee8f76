package io.vmshare.cli;

import io.vmshare.ShareOptionsBuilder;
import io.vmshare.cli.value.DurationText;
import io.vmshare.wire.LimitOptions;
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

    @Option(
            names = "--max-connections-per-address",
            paramLabel = "N",
            description = "The same for those from one address; guests on user networking share one."
                    + " 0 is no limit. Default: 0.")
    private @Nullable Integer maxConnectionsPerAddress;

    @Option(
            names = "--max-target",
            paramLabel = "BYTES",
            description = "Longest request target; a longer one is refused with 414. Default: 8192.")
    private @Nullable Integer maxTarget;

    @Option(
            names = "--max-head",
            paramLabel = "BYTES",
            description =
                    "Largest head of a request, more than its target; a larger one is refused with 431. Default: 32768.")
    private @Nullable Integer maxHead;

    @Option(
            names = "--max-fields",
            paramLabel = "N",
            description = "Most fields of a request; more are refused with 431. Default: 200.")
    private @Nullable Integer maxFields;

    @Option(
            names = "--head-timeout",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "How long the head of a request may take. Default: 10s.")
    private @Nullable Duration headTimeout;

    @Option(
            names = "--idle-timeout",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "How long a connection may stay open without a request. Default: 60s.")
    private @Nullable Duration idleTimeout;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    void applyTo(ShareOptionsBuilder options) {
        try {
            if (grace != null) {
                options.grace(grace);
            }
            if (stallTimeout != null) {
                options.stallTimeout(stallTimeout);
            }
            options.limits(limits());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage() + "; choose another value", e);
        }
    }

    private LimitOptions limits() {
        LimitOptions limits = LimitOptions.DEFAULT;
        limits = limits.withHead(
                maxTarget == null ? limits.maxTargetBytes() : maxTarget,
                maxHead == null ? limits.maxHeadBytes() : maxHead,
                maxFields == null ? limits.maxFields() : maxFields);
        if (maxConnections != null) {
            limits = limits.withMaxConnections(maxConnections);
        }
        if (maxConnectionsPerAddress != null) {
            limits = limits.withMaxConnectionsPerAddress(maxConnectionsPerAddress);
        }
        if (headTimeout != null) {
            limits = limits.withHeadTimeout(headTimeout);
        }
        return idleTimeout == null ? limits : limits.withIdleTimeout(idleTimeout);
    }
}
