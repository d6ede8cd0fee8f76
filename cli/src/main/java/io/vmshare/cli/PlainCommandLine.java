package io.vmshare.cli;

import io.vmshare.cli.value.BindAddress;
import io.vmshare.cli.value.PortNumber;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command lines of every day, which say what is shared and where: paths, {@code -p}, {@code -b}, {@code -d}, {@code -q}.
 * They are read without picocli, whose model of all options takes longer than a Python server's whole start. Whatever is
 * not plain or makes no sense is left to picocli, so that there is one place for rules and messages.
 */
final class PlainCommandLine {

    private final List<String> paths = new ArrayList<>();
    private final List<InetAddress> addresses = new ArrayList<>();
    private @Nullable Integer port;
    private @Nullable String directory;
    private boolean quiet;

    private PlainCommandLine() {}

    /** Returns the share that {@code arguments} ask for; empty if they are not plain. */
    static Optional<ShareCommand> read(String[] arguments) {
        PlainCommandLine line = new PlainCommandLine();
        for (int i = 0; i < arguments.length; ) {
            int words = line.take(arguments, i);
            if (words == 0) {
                return Optional.empty();
            }
            i += words;
        }
        return line.isUnambiguous() ? Optional.of(line.share(arguments)) : Optional.empty();
    }

    /** Takes an option with its value or an argument. Returns how many words that is, 0 if it is not plain. */
    private int take(String[] arguments, int at) {
        String word = arguments[at];
        if (word.equals("-q") || word.equals("--quiet")) {
            boolean again = quiet;
            quiet = true;
            return again ? 0 : 1;
        }
        if (word.startsWith("-")) {
            String value = at + 1 < arguments.length ? arguments[at + 1] : "";
            return isPlain(value) && takeOption(word, value) ? 2 : 0;
        }
        paths.add(word);
        return isPlain(word) ? 1 : 0;
    }

    private boolean takeOption(String name, String value) {
        switch (name) {
            case "-p", "--port" -> {
                boolean again = port != null;
                port = PortNumber.isPort(value) ? Integer.valueOf(value) : null;
                return !again && port != null;
            }
            case "-b", "--bind" -> {
                Optional<InetAddress> address = value.contains(",") ? Optional.empty() : BindAddress.read(value);
                if (address.isPresent()) {
                    addresses.add(address.get());
                }
                return address.isPresent();
            }
            case "-d", "--directory" -> {
                boolean again = directory != null;
                directory = value;
                return !again;
            }
            default -> {
                return false;
            }
        }
    }

    /** An option's or a command's name means something else; {@code @} and quotes do to picocli. */
    private static boolean isPlain(String word) {
        return !word.isEmpty() && "-@\"'".indexOf(word.charAt(0)) < 0;
    }

    /** Two ways to say the same are a matter of rules, as is a command. */
    private boolean isUnambiguous() {
        boolean digits = false;
        for (String path : paths) {
            digits |= PortNumber.isNumber(path);
        }
        boolean command = !paths.isEmpty() && Commands.NAMES.contains(paths.get(0));
        return !command && !(digits && port != null) && !(directory != null && !paths.isEmpty());
    }

    private ShareCommand share(String[] arguments) {
        return new ShareCommand(
                ListenFlags.of(port, addresses),
                PathArguments.of(paths, directory),
                ShowFlags.of(quiet),
                List.of(arguments));
    }
}
