package io.vmshare.cli;

import io.vmshare.cli.host.LostThreads;
import io.vmshare.cli.host.NativeArguments;
import io.vmshare.cli.log.ProgramLog;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** The program's entry. */
public final class Main {

    private static final Set<String> COMMANDS = Set.of("urls", "forward", "boot", "completion");

    private Main() {}

    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler(new LostThreads(Runtime.getRuntime()::halt));
        ProgramLog.bridgeEngine();
        String[] arguments = NativeArguments.of(args);
        Map<String, String> environment = NativeArguments.environment(OptionSources.PREFIX);
        System.exit(commandLine(arguments, environment).execute(arguments));
    }

    /**
     * Returns the commands. A command's name comes first, so that {@code share a urls} shares two paths; the commands
     * are only built where they can be meant.
     */
    static CommandLine commandLine(String[] arguments, Map<String, String> environment) {
        CommandLine share = new CommandLine(new ShareCommand());
        OptionSources sources = new OptionSources(share.getCommandSpec(), environment);
        List<String> all = Arrays.asList(arguments);
        String first = all.isEmpty() ? "" : all.get(0);
        boolean help = all.contains("--help") || all.contains("-h");
        if (help || COMMANDS.contains(first)) {
            share.addSubcommand(new UrlsCommand());
            share.addSubcommand(new ForwardCommand());
            share.addSubcommand(new BootCommand());
            share.addSubcommand(new CompletionCommand());
        }
        share.setDefaultValueProvider(sources);
        share.setParameterExceptionHandler(new ErrorLines(sources));
        share.setExecutionExceptionHandler(new ErrorLines(sources));
        share.setUsageHelpWidth(100);
        return share;
    }
}
