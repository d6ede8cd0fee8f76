package io.vmshare.cli;

import io.vmshare.cli.value.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that a command was given, as another command takes them. */
final class SameOptions {

    /** The port is told as it really is, the paths absolutely, and the form of what is printed is each command's own. */
    private static final Set<String> TOLD_OTHERWISE = Set.of("--port", "--directory", "--json");

    private SameOptions() {}

    /** Returns those of a running share that {@code boot} knows, quoted for a shell, each with a blank before it. */
    static String forBoot(CommandSpec share) {
        return text(share, CommandSpec.forAnnotatedObject(new BootCommand()));
    }

    /** Returns those of {@code boot} that a share knows, likewise. */
    static String forShare(CommandSpec boot) {
        return text(boot, CommandSpec.forAnnotatedObject(new ShareCommand()));
    }

    private static String text(CommandSpec given, CommandSpec other) {
        List<String> words = new ArrayList<>();
        for (OptionSpec option : given.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName();
            if (TOLD_OTHERWISE.contains(name) || other.findOption(name) == null) {
                continue;
            }
            if (option.negatable() || option.arity().max() == 0) {
                boolean on = Boolean.TRUE.equals(option.getValue());
                words.add(on ? name : name.replaceFirst("--", "--no-"));
            } else {
                option.originalStringValues().forEach(value -> words.add(name + " " + ShellWord.quote(value)));
            }
        }
        StringBuilder text = new StringBuilder();
        words.forEach(word -> text.append(' ').append(word));
        return text.toString();
    }
}
