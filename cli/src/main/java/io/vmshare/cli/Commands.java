package io.vmshare.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The program's commands and all that they understand, as picocli's model. */
final class Commands {

    static final Set<String> NAMES = Set.of("urls", "forward", "boot", "completion");

    private Commands() {}

    /**
     * Returns the commands. A command's name comes first, so that {@code share a urls} shares two paths; the commands
     * are only built where they can be meant.
     */
    static CommandLine of(String[] arguments, Map<String, String> environment) {
        CommandLine share = new CommandLine(new ShareCommand());
        OptionSources sources = new OptionSources(share.getCommandSpec(), environment);
        List<String> all = Arrays.asList(arguments);
        String first = all.isEmpty() ? "" : all.get(0);
        boolean help = all.contains("--help") || all.contains("-h");
        if (help || NAMES.contains(first)) {
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

    /** Returns the model of a share that was given {@code arguments} which make sense, and nothing else. */
    static CommandSpec shareGiven(List<String> arguments) {
        String[] words = arguments.toArray(new String[0]);
        CommandLine share = of(words, Map.of());
        share.parseArgs(words);
        return share.getCommandSpec();
    }
}
