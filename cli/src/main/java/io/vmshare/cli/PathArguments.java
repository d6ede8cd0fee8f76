package io.vmshare.cli;

import io.vmshare.cli.host.NativePaths;
import io.vmshare.cli.value.Positionals;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is shared: paths, and among them the port. */
final class PathArguments {

    /** Standard input; a file of this name is {@code ./-}. */
    private static final String INPUT = "-";

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH|PORT",
            description = "Directory or file to share; several are listed under their last names. Digits that name no"
                    + " existing path are the port. Default: the current directory.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description = "Directory to share.")
    private @Nullable String directory;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Returns those of a plain command line. */
    static PathArguments of(List<String> arguments, @Nullable String directory) {
        PathArguments shared = new PathArguments();
        shared.arguments = arguments;
        shared.directory = directory;
        return shared;
    }

    /** Returns the port among the arguments. */
    OptionalInt port() {
        return positionals().port();
    }

    /** Returns whether standard input is among the paths. */
    boolean hasInput() {
        return arguments.contains(INPUT);
    }

    /** Returns the paths, of which no two have the same name. Standard input cannot be looked into and is none. */
    List<Path> paths() {
        return paths(null);
    }

    /**
     * Returns the paths, of which no two have the same name.
     *
     * @param input what standard input is shared as; null if it cannot be
     */
    List<Path> paths(@Nullable Path input) {
        Positionals positionals = positionals();
        if (!positionals.paths().isEmpty() && isDirectoryOnCommandLine()) {
            throw usage("--directory: " + directory + ": a path is given, too: "
                    + positionals.paths().get(0) + "; give one of them");
        }
        List<Path> paths = new ArrayList<>();
        for (String text : positionals.paths()) {
            paths.add(text.equals(INPUT) ? input(input) : path(text));
        }
        if (paths.isEmpty()) {
            paths.add(directory == null ? NativePaths.workingDirectory() : path(directory));
        }
        Set<String> names = new HashSet<>();
        for (Path path : paths) {
            String name = NativePaths.lastName(path);
            if (!names.add(name)) {
                throw usage("two paths end in the same name: " + name + ": each needs a URL of its own; share the"
                        + " directory above them");
            }
        }
        return paths;
    }

    /** A path stands above a directory that the environment or the file names. */
    private boolean isDirectoryOnCommandLine() {
        return directory != null && command.commandLine().getParseResult().hasMatchedOption("--directory");
    }

    private Positionals positionals() {
        if (arguments.isEmpty()) {
            return Positionals.NONE;
        }
        try {
            return Positionals.of(arguments, new Existing());
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    /** A class and not a lambda, as all that comes before the first answer. */
    private static final class Existing implements Predicate<String> {
        @Override
        public boolean test(String text) {
            return Files.exists(NativePaths.of(text));
        }
    }

    private Path path(String text) {
        if (text.isEmpty()) { // of a variable that is not set, perhaps: not the current directory
            throw usage("cannot share an empty path; name a directory or a file, such as . for the current directory");
        }
        try {
            return NativePaths.of(text);
        } catch (InvalidPathException e) {
            throw usage("cannot share " + text + ": no path can have that name; check the spelling");
        }
    }

    private static Path input(@Nullable Path input) {
        if (input == null) {
            throw usage("cannot look into standard input; name a directory or a file");
        }
        return input;
    }

    private static UsageException usage(String message) {
        return new UsageException(message);
    }
}
