package io.vmshare.cli;

import io.vmshare.StartupException;
import io.vmshare.cli.forward.ForwardException;
import io.vmshare.cli.host.StandardStreams;
import io.vmshare.cli.show.Printable;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the owner what went wrong: one line on standard error, and a stack trace only with {@code -v}. */
final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final OptionSources sources;

    ErrorLines(OptionSources sources) {
        this.sources = sources;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        print(text(e));
        List<String> all = Arrays.asList(args);
        if (all.contains("-v") || all.contains("--verbose")) {
            e.printStackTrace();
        }
        return ExitCodes.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        boolean verbose = command.getParseResult().hasMatchedOption("--verbose");
        int code = told(e, hint(command, verbose));
        if (verbose) {
            e.printStackTrace();
        }
        return code;
    }

    /** Tells why a command failed, with {@code hint} for what nobody expected. Returns the exit code. */
    static int told(Exception e, String hint) {
        if (e instanceof UsageException) {
            print(String.valueOf(e.getMessage()));
            return ExitCodes.USAGE;
        }
        if (e instanceof StartupException || e instanceof ForwardException) {
            print(String.valueOf(e.getMessage()));
        } else {
            print("internal error: " + e.getClass().getName() + ": " + e.getMessage() + hint);
        }
        return ExitCodes.FAILED;
    }

    private static String hint(CommandLine command, boolean verbose) {
        if (command.getCommandSpec().findOption("--verbose") == null) {
            return "; report it";
        }
        return verbose ? "" : "; run again with -v and report what it shows";
    }

    /** Prints {@code text} as one line in the program's form. */
    static void print(String text) {
        StandardStreams.err("share: " + Printable.of(text, StandardStreams.errCharset()) + "\n");
    }

    private String text(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().get(0);
            String kind = unmatched.isUnknownOption() ? "unknown option: " : "unexpected argument: ";
            return kind + argument + suggestion(unmatched);
        }
        if (e.getCause() instanceof TypeConversionException why && e.getArgSpec() instanceof OptionSpec option) {
            return sources.nameOf(option, e.getValue()) + ": " + e.getValue() + ": " + reason(option, why);
        }
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        boolean ours = line.startsWith("-") || Character.isLowerCase(line.charAt(0));
        return ours ? line : Character.toLowerCase(line.charAt(0)) + line.substring(1) + "; see " + help(e);
    }

    /** Returns the converter's reason, in our words where it is picocli's. */
    private static String reason(OptionSpec option, TypeConversionException why) {
        if (option.type() == boolean.class) {
            return "neither true nor false; choose one";
        }
        if (option.type() == Integer.class && option.converters().length == 0) {
            return "not a whole number; give one";
        }
        if (option.type().isEnum()) {
            return "unknown; choose one of " + String.join(", ", option.completionCandidates());
        }
        return String.valueOf(why.getMessage());
    }

    private static String help(ParameterException e) {
        return e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    }

    private static String suggestion(UnmatchedArgumentException e) {
        List<String> similar = e.getSuggestions();
        return similar.isEmpty() ? "; see " + help(e) : "; did you mean " + similar.get(0) + "? See " + help(e);
    }
}
