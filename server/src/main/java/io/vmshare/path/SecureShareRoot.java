package io.vmshare.path;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A share root kept by open directories: each step is made from the directory opened before it ({@code openat}) and follows no
 * link. A link is resolved to its real path, which must lie inside, and that path is walked from the root in the same
 * way.
 */
final class SecureShareRoot extends ShareRoot {

    private static final int MAX_TRIES = 3;
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    SecureShareRoot(Path root, NamePolicy policy) {
        super(root, policy);
    }

    static boolean isSupported(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
            return stream instanceof SecureDirectoryStream;
        }
    }

    @Override
    @Nullable
    Located open(List<Name> names, boolean links) throws IOException {
        Optional<Path> asked = resolve(root, names);
        if (asked.isEmpty()) {
            return Located.MISSING;
        }
        Path relative = root.relativize(asked.get());
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Located found = new Walk(names).to(relative);
            if (found != null || !links) {
                return found;
            }
            // There is a link on the way: from here on its real path, which has none unless it is swapped right now.
            Path real = realPathOf(asked.get());
            if (!isInside(real)) {
                return Located.MISSING;
            }
            relative = root.toRealPath().relativize(real);
        }
        return Located.MISSING;
    }

    // A SecureDirectoryStream of paths is all that a stream of paths can be; the caller closes it.
    @SuppressWarnings({"unchecked", "StreamResourceLeak"})
    private SecureDirectoryStream<Path> openRoot() throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(root);
        if (stream instanceof SecureDirectoryStream) {
            return (SecureDirectoryStream<Path>) stream;
        }
        stream.close();
        throw new NoSuchFileException(root.toString(), null, "changed to a file system without secure directories");
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> directory, Path name) throws IOException {
        return Objects.requireNonNull(
                        directory.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS))
                .readAttributes();
    }

    /** One way down from the root. It holds one directory open at a time. */
    private final class Walk {

        private final List<Name> asked;
        private Path at = root;

        Walk(List<Name> asked) {
            this.asked = asked;
        }

        /** Returns what {@code relative} leads to, or null if there is a link on the way. */
        @Nullable
        Located to(Path relative) throws IOException {
            SecureDirectoryStream<Path> directory = openRoot();
            try {
                int count = relative.toString().isEmpty() ? 0 : relative.getNameCount();
                for (int i = 0; i < count; i++) {
                    Path step = relative.getName(i);
                    BasicFileAttributes attributes = attributes(directory, step);
                    if (attributes.isSymbolicLink()) {
                        return null;
                    }
                    if (!attributes.isDirectory()) {
                        return i < count - 1 ? Located.MISSING : file(directory, step, attributes);
                    }
                    SecureDirectoryStream<Path> next;
                    try {
                        next = directory.newDirectoryStream(step, LinkOption.NOFOLLOW_LINKS);
                    } catch (IOException e) {
                        if (isLink(e)) {
                            return null;
                        }
                        throw e;
                    }
                    directory.close();
                    directory = next;
                    at = at.resolve(step);
                }
                Located located = new SecureDirectory(directory, at);
                directory = null; // it is the located one's now
                return located;
            } finally {
                if (directory != null) {
                    directory.close();
                }
            }
        }

        private Located file(SecureDirectoryStream<Path> directory, Path step, BasicFileAttributes found)
                throws IOException {
            if (!found.isRegularFile()) {
                return Located.FORBIDDEN;
            }
            Path path = at.resolve(step);
            return LocatedFile.open(asked.get(asked.size() - 1), new LocatedFile.Look() {
                @Override
                public SeekableByteChannel open() throws IOException {
                    try {
                        return directory.newByteChannel(step, READ);
                    } catch (IOException e) {
                        throw isLink(e) ? replaced(path) : e;
                    }
                }

                @Override
                public LocatedFile.@Nullable Stamp stamp() throws IOException {
                    // The change time can only be read by path. The key proves that the path still names the file
                    // that the open directory holds.
                    LocatedFile.Stamp stamp = stampLater();
                    BasicFileAttributes here = attributes(directory, step);
                    if (!here.isRegularFile()) {
                        throw replaced(path);
                    }
                    return Objects.equals(stamp.key(), here.fileKey()) ? stamp : null;
                }

                @Override
                public LocatedFile.Stamp stampLater() throws IOException {
                    return LocatedFile.Stamp.read(path, NO_FOLLOW);
                }
            });
        }
    }

    private final class SecureDirectory extends LocatedDirectory {

        private final SecureDirectoryStream<Path> directory;
        private final Path at;

        SecureDirectory(SecureDirectoryStream<Path> directory, Path at) {
            this.directory = directory;
            this.at = at;
        }

        @Override
        public List<Name> names() throws IOException {
            List<Name> names = new ArrayList<>();
            try {
                for (Path entry : directory) {
                    Name entryName = Name.of(entry);
                    if (policy.allows(entryName)) {
                        names.add(entryName);
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            return names;
        }

        @Override
        public Optional<EntryFacts> facts(Name entry) {
            Optional<Path> step = entry.in(at.getFileSystem());
            if (step.isEmpty()) {
                return Optional.empty();
            }
            try {
                BasicFileAttributes attributes = attributes(directory, step.get());
                return attributes.isSymbolicLink() ? linked(at.resolve(step.get())) : EntryFacts.of(attributes);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(EntryFacts.UNKNOWN);
            }
        }

        @Override
        public void release() throws IOException {
            directory.close();
        }
    }
}
