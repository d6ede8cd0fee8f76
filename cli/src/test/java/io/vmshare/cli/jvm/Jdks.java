package io.vmshare.cli.jvm;

import io.vmshare.cli.ShareProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** The JDKs that archives are tested on: one older than 25, and one from there on. */
final class Jdks {

    private static final Pattern RELEASE = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    private Jdks() {}

    /** Returns the home of one whose archives are {@code .jsa}, or {@code .aot}; skips the test if there is none. */
    static Path home(String kind) throws IOException {
        for (Path candidate : candidates()) {
            Optional<Integer> release = release(candidate);
            if (release.isPresent() && release.get() >= 17 && kind.equals(release.get() >= 25 ? "aot" : "jsa")) {
                return candidate;
            }
        }
        // CI takes a newer JDK where it finds one, so this is no client that it must have.
        return Assumptions.abort("no JDK " + (kind.equals("aot") ? "25 or newer" : "from 17 to 24")
                + ": not the running one, not beside it, not in JAVA25_HOME");
    }

    private static List<Path> candidates() throws IOException {
        Path java = Path.of(ShareProcess.command().get(0)).toRealPath();
        Path running = java.getParent().getParent();
        List<Path> candidates = new ArrayList<>(List.of(running));
        Optional.ofNullable(System.getenv("JAVA25_HOME")).map(Path::of).ifPresent(candidates::add);
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(running.getParent())) {
            beside.forEach(candidates::add);
        }
        return candidates;
    }

    private static Optional<Integer> release(Path home) throws IOException {
        Path file = home.resolve("release");
        if (!Files.isReadable(file) || !Files.isExecutable(home.resolve("bin/java"))) {
            return Optional.empty();
        }
        Matcher version = RELEASE.matcher(Files.readString(file));
        return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
    }
}
