package io.vmshare.cli;

import io.vmshare.cli.value.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** When a share ends by itself. */
final class EndFlags {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    @Option(names = "--once", description = "End when one file or archive has been delivered as a whole.")
    private boolean once;

    @Option(names = "--count", paramLabel = "N", description = "End when so many have been.")
    private @Nullable Integer count;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description =
                    "End after so long, such as 90s, 10m or 2h. The exit code is 1 if --once or --count wait for more.")
    private @Nullable Duration timeout;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Returns what they mean. */
    Ending ending() {
        if (command == null) {
            return Ending.NEVER; // a plain command line has none of them
        }
        if (timeout != null && (timeout.isZero() || timeout.compareTo(LONGEST) > 0)) {
            throw refused(
                    command, "--timeout: " + DurationText.render(timeout) + ": give more than 0 and at most 100 years");
        }
        int wanted = wanted(command);
        return wanted == 0 && timeout == null ? Ending.NEVER : new Ending(wanted, timeout);
    }

    /** Returns how many deliveries end it, 0 if none does. What is on the command line wins over what is elsewhere. */
    private int wanted(CommandSpec spec) {
        ParseResult given = spec.commandLine().getParseResult();
        boolean onceGiven = given.hasMatchedOption("--once");
        if (onceGiven && given.hasMatchedOption("--count")) {
            throw refused(spec, "--once and --count: both say how many; give one of them");
        }
        if (count != null && count < 1) {
            throw refused(spec, "--count: " + count + ": nothing to wait for; give 1 or more");
        }
        if (onceGiven || (once && count == null)) {
            return 1;
        }
        return count == null ? 0 : count;
    }

    private static ParameterException refused(CommandSpec command, String why) {
        return new ParameterException(command.commandLine(), why);
    }
}
