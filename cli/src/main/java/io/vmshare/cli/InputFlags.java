package io.vmshare.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is made of standard input. */
final class InputFlags {

    private static final String DEFAULT_NAME = "stdin";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Name of what comes on standard input, which is shared as PATH -. Default: " + DEFAULT_NAME + ".")
    private @Nullable String name;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Opens standard input as a file, if it is among the paths; returns null if it is not. */
    @Nullable
    PipedInput open(PathArguments shared) {
        if (shared.hasInput()) {
            return PipedInput.open(name == null ? DEFAULT_NAME : name);
        }
        // In the environment or a file it is for those times when there is some.
        if (name != null && command.commandLine().getParseResult().hasMatchedOption("--name")) {
            throw new UsageException(
                    "--name: " + name + ": it names what comes on standard input; give - as a path, too");
        }
        return null;
    }
}
