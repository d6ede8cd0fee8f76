package io.vmshare.path;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file that is served beside the shared paths, in the state in which it was found: if it is another one by now, or was
 * written to, it is not served at all. Immutable and thread-safe.
 */
public final class OneFile {

    private final Path path;
    private final Stamp found;

    private OneFile(Path path, Stamp found) {
        this.path = path;
        this.found = found;
    }

    /**
     * Returns the one at {@code path}, which is looked at once.
     *
     * @throws IOException if there is no regular file
     */
    public static OneFile of(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return new OneFile(path.toAbsolutePath(), Stamp.read(path));
    }

    /** Returns it, open; empty if it is not what was found, or cannot be read. May block. */
    public Optional<LocatedFile> open() throws IOException {
        Located located;
        try {
            located = ShareRoot.of(path, new NamePolicy(true, false), true).locate(List.of());
        } catch (FileSystemException e) {
            return Optional.empty(); // gone, or out of reach
        }
        try (located) {
            if (located instanceof LocatedFile file && file.isStill(found)) {
                file.take();
                return Optional.of(file);
            }
            return Optional.empty();
        }
    }

    /** Returns the path as it was found. */
    @Override
    public String toString() {
        return path.toString();
    }
}
