package io.vmshare.cli;

import io.vmshare.cli.ShareProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A script in the place of another program, which writes down what it hears; {@code forward} finds it first on PATH. */
final class FakeProgram {

    private final Path directory;

    private FakeProgram(Path directory) {
        this.directory = directory;
    }

    /**
     * Puts the script into a directory, where it finds the files {@code state}, {@code rules} and {@code err}, and adds a
     * line to {@code said} for each run.
     */
    static FakeProgram install(Path directory, String name, String script, String state) throws IOException {
        Path file = Files.writeString(directory.resolve(name), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        FakeProgram program = new FakeProgram(directory);
        for (String one : List.of("said", "rules", "err")) {
            program.set(one, "");
        }
        program.set("state", state);
        return program;
    }

    /** Replaces what one of its files says. */
    void set(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }

    /** Returns the arguments of each run so far, each in angle brackets. */
    List<String> said() throws IOException {
        return Files.readAllLines(directory.resolve("said"));
    }

    String rules() throws IOException {
        return Files.readString(directory.resolve("rules"));
    }

    /** Returns a run of {@code forward} that is not started yet. */
    ShareProcess.Setup forward(String... options) {
        List<String> words = new ArrayList<>(List.of("forward"));
        words.addAll(List.of(options));
        return ShareProcess.with(words.toArray(String[]::new))
                .environment("PATH", directory + ":" + System.getenv("PATH"));
    }

    /** Returns what is left of a run that failed with one line. */
    static Result failed(String message) {
        return new Result(1, "", "share: " + message + "\n");
    }
}
