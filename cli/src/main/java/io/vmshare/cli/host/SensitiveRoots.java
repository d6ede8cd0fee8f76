package io.vmshare.cli.host;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Notices when somebody is about to share more than they think. */
public final class SensitiveRoots {

    private static final List<String> CREDENTIALS = List.of(
            ".ssh",
            ".gnupg",
            ".aws",
            ".azure",
            ".kube",
            ".docker",
            ".netrc",
            ".git-credentials",
            ".pgpass",
            ".npmrc",
            ".pypirc",
            ".password-store",
            ".vault-token",
            ".env");

    private SensitiveRoots() {}

    /** Returns what is delicate about sharing {@code path}, as a clause that begins with "it"; empty if nothing is. */
    public static Optional<String> of(Path path, boolean hiddenServed) {
        if (path.getNameCount() == 0) {
            return Optional.of("it is the root of the file system");
        }
        if (isHome(path)) {
            return Optional.of("it is a home directory");
        }
        if (hiddenServed) {
            for (String name : CREDENTIALS) {
                if (path.endsWith(name) || Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                    return Optional.of("it holds credentials (" + name + "), which --no-hidden would hide");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isHome(Path path) {
        String home = System.getProperty("user.home", "");
        if (NativeText.isPlain(home) && !home.isEmpty() && path.equals(Path.of(home))) {
            return true;
        }
        Path parent = path.getParent();
        boolean amongHomes =
                parent != null && parent.getNameCount() == 1 && (parent.endsWith("home") || parent.endsWith("Users"));
        return amongHomes || path.equals(Path.of("/root"));
    }
}
