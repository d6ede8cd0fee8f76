package io.vmshare.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The file that this program was started from. */
final class ProgramJar {

    /** What the manifest of no other jar says that classes of ours may have been put into. */
    private static final String TITLE = "share";

    private ProgramJar() {}

    /** Returns its path; empty where the classes lie in a directory, or in another program that starts them. */
    static Optional<Path> find() {
        if (!TITLE.equals(ProgramJar.class.getPackage().getImplementationTitle())) {
            return Optional.empty();
        }
        try {
            Path jar = Path.of(System.getProperty("java.class.path", "")).toAbsolutePath();
            return Files.isRegularFile(jar) ? Optional.of(jar) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty(); // a name that this locale cannot say
        }
    }
}
