package io.vmshare.path;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A share root kept by real paths: where the file system has no secure directories, where links may lead out, and for a single
 * file as root. The real path is compared again after the open, so that a swap under way is noticed.
 */
final class RealPathShareRoot extends ShareRoot {

    private static final int MAX_TRIES = 3;

    private final boolean followSymlinks;

    RealPathShareRoot(Path root, NamePolicy policy, boolean followSymlinks) {
        super(root, policy);
        this.followSymlinks = followSymlinks;
    }

    @Override
    Located open(List<Name> names) throws IOException {
        Optional<Path> asked = resolve(root, names);
        if (asked.isEmpty()) {
            return Located.MISSING;
        }
        for (int tries = 1; ; tries++) {
            Path real = asked.get().toRealPath();
            if (!isInside(real)) {
                return Located.MISSING;
            }
            try {
                return open(names, asked.get(), real);
            } catch (NoSuchFileException e) {
                if (tries == MAX_TRIES || real.equals(asked.get().toRealPath())) {
                    throw e;
                }
            }
        }
    }

    private Located open(List<Name> names, Path asked, Path real) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class, NO_FOLLOW);
        if (attributes.isDirectory()) {
            return new RealDirectory(real);
        }
        if (!attributes.isRegularFile()) {
            return Located.FORBIDDEN;
        }
        Name name = names.isEmpty() ? Name.of(root) : names.get(names.size() - 1);
        return LocatedFile.open(name, new LocatedFile.Look() {
            @Override
            public SeekableByteChannel open() throws IOException {
                return Files.newByteChannel(real, StandardOpenOption.READ);
            }

            @Override
            public @Nullable FileStamp stamp() throws IOException {
                if (real.equals(asked.toRealPath())) {
                    return FileStamp.read(real, NO_FOLLOW);
                }
                checkNotMoved(real);
                return null;
            }
        });
    }

    /** What was opened by a real path that is none any more may lie outside. */
    private void checkNotMoved(Path real) throws IOException {
        if (!followSymlinks && !real.equals(real.toRealPath())) {
            throw new NoSuchFileException(real.toString(), null, "moved while being opened");
        }
    }

    private boolean isInside(Path real) throws IOException {
        if (followSymlinks) {
            return true;
        }
        Path realRoot = root.toRealPath();
        return real.startsWith(realRoot) && allows(realRoot.relativize(real));
    }

    private final class RealDirectory extends LocatedDirectory {

        private final Path real;

        RealDirectory(Path real) {
            this.real = real;
        }

        @Override
        public List<Name> names() throws IOException {
            List<Name> names = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(real)) {
                for (Path entry : stream) {
                    Name name = Name.of(entry);
                    if (policy.allows(name)) {
                        names.add(name);
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            checkNotMoved(real);
            return names;
        }

        @Override
        public Optional<EntryFacts> facts(Name name) {
            Optional<Path> step = name.in(real.getFileSystem());
            if (step.isEmpty()) {
                return Optional.empty();
            }
            try {
                Path path = real.resolve(step.get());
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, NO_FOLLOW);
                if (!attributes.isSymbolicLink()) {
                    return EntryFacts.of(attributes);
                }
                Path target = path.toRealPath();
                return isInside(target)
                        ? EntryFacts.of(Files.readAttributes(target, BasicFileAttributes.class, NO_FOLLOW))
                        : Optional.empty();
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(EntryFacts.UNKNOWN);
            }
        }

        @Override
        public void release() {}
    }
}
