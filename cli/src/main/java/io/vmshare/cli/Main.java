package io.vmshare.cli;

import io.vmshare.cli.host.LostThreads;
import io.vmshare.cli.host.NativeArguments;
import io.vmshare.cli.log.ProgramLog;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The program's entry. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler(new LostThreads());
        Locale.setDefault(Locale.Category.FORMAT, Locale.US); // others' digits are looked up for the names of threads
        ProgramLog.bridgeEngine();
        System.exit(run(NativeArguments.of(args), NativeArguments.environment(OptionSources.PREFIX)));
    }

    /** Runs the command that {@code arguments} are, to its end, and returns the exit code. */
    static int run(String[] arguments, Map<String, String> environment) {
        Optional<ShareCommand> plain = environment.isEmpty() ? PlainCommandLine.read(arguments) : Optional.empty();
        return plain.isPresent()
                ? run(plain.get())
                : Commands.of(arguments, environment).execute(arguments);
    }

    private static int run(ShareCommand plain) {
        try {
            return plain.call();
        } catch (RuntimeException e) {
            return ErrorLines.told(e, "; run again with -v and report what it shows");
        }
    }
}
