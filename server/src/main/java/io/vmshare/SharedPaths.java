package io.vmshare;

import io.vmshare.path.Mounts;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

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

    private static StartupException refused(String path, String why, IOException e) {
        return new StartupException(StartupException.Reason.PATH, "cannot share " + path + ": " + why, e);
    }
}
