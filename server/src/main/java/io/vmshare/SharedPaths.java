package io.vmshare;

import io.vmshare.path.Mounts;
import io.vmshare.path.OneFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the shared paths of the options, or says why they cannot be shared. */
final class SharedPaths {

    private SharedPaths() {}

    static Mounts open(ShareOptions options) {
        try {
            return Mounts.of(options.paths(), options.hidden(), options.followSymlinks(), options.images());
        } catch (NoSuchFileException e) {
            throw refused(e.getFile(), "no such file or directory; name one that exists", e);
        } catch (AccessDeniedException e) {
            throw refused(e.getFile(), "permission denied; run as a user who may read it", e);
        } catch (FileSystemException e) {
            throw refused(e.getFile(), e.getReason() + "; share a directory or a regular file", e);
        } catch (IOException e) {
            throw refused(options.paths().toString(), e.getMessage() + "; check that it can be read", e);
        }
    }

    /** Returns the program's file, if the options name one. */
    static Optional<OneFile> self(ShareOptions options) {
        if (options.self().isEmpty()) {
            return Optional.empty();
        }
        Path path = options.self().get();
        try {
            return Optional.of(OneFile.of(path));
        } catch (IOException e) {
            String why = e instanceof NoSuchFileException ? "no such file" : "it cannot be read";
            throw new StartupException(
                    StartupException.Reason.PATH,
                    "cannot hand out " + path + " as the program: " + why + "; name the jar, or none",
                    e);
        }
    }

    private static StartupException refused(String path, String why, IOException e) {
        return new StartupException(StartupException.Reason.PATH, "cannot share " + path + ": " + why, e);
    }
}
