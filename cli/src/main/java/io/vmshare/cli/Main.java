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
        String[] arguments = NativeArguments.of(args);
        Map<String, String> environment = NativeArguments.environment(OptionSources.PREFIX);
        Optional<ShareCommand> plain = environment.isEmpty() ? PlainCommandLine.read(arguments) : Optional.empty();
        System.exit(
                plain.isPresent()
                        ? run(plain.get())
                        : Commands.of(arguments, environment).execute(arguments));
    }

    private static int run(ShareCommand plain) {
        try {
            return plain.call();
        } catch (RuntimeException e) {
            return ErrorLines.told(e, "; run again with -v and report what it shows");
        }
    }
}
