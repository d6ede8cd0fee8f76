package io.vmshare.cli;

import io.vmshare.cli.host.StandardStreams;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion script. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = "Print a completion script for bash and zsh: source <(share completion)")
final class CompletionCommand implements Callable<Integer> {

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        StandardStreams.out(AutoComplete.bash("share", command.root().commandLine()));
        return ExitCodes.OK;
    }
}
