package io.vmshare.cli.value;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The arguments that belong to no option.
 *
 * @param paths the texts of the paths, in the order given
 * @param port the port, if one was given
 */
public record Positionals(List<String> paths, OptionalInt port) {

    /** No arguments. */
    public static final Positionals NONE = new Positionals(List.of(), OptionalInt.empty());

    /** Copies the list. */
    public Positionals {
        paths = List.copyOf(paths);
    }

    /**
     * Tells the port from the paths: an argument made of digits that names no existing path is the port, as for
     * Python's server.
     *
     * @throws IllegalArgumentException if there are two ports, or one out of range
     */
    public static Positionals of(List<String> arguments, Predicate<String> exists) {
        List<String> paths = new ArrayList<>();
        OptionalInt port = OptionalInt.empty();
        for (String argument : arguments) {
            if (!PortNumber.isNumber(argument) || exists.test(argument)) {
                paths.add(argument);
            } else if (port.isPresent()) {
                throw new IllegalArgumentException(
                        "two ports: " + port.getAsInt() + " and " + argument + ": neither names a path; give one");
            } else {
                port = OptionalInt.of(inRange(argument));
            }
        }
        return new Positionals(paths, port);
    }

    private static int inRange(String argument) {
        if (!PortNumber.isPort(argument)) {
            throw new IllegalArgumentException(
                    "port: " + argument + ": neither a port nor an existing path; choose 0 to 65535");
        }
        return Integer.parseInt(argument);
    }
}
