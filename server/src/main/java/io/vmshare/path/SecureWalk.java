package io.vmshare.path;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way down from a root, each step from the directory opened before it ({@code openat}), none through a link. It holds
 * one directory open at a time.
 */
final class SecureWalk implements AutoCloseable {

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private @Nullable SecureDirectoryStream<Path> open;
    private Path at;

    /** Begins at {@code base}, a directory and no link. */
    SecureWalk(Path base) throws IOException {
        this.at = base;
        this.open = openRoot(base);
    }

    /** Opens the directory at {@code base}, which must not be a link; the caller closes it. */
    // A SecureDirectoryStream of paths is all that a stream of paths can be.
    @SuppressWarnings({"unchecked", "StreamResourceLeak"})
    private static SecureDirectoryStream<Path> openRoot(Path base) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(base);
        boolean keep = false;
        try {
            if (!(stream instanceof SecureDirectoryStream)) {
                throw new NoSuchFileException(
                        base.toString(), null, "changed to a file system without such directories");
            }
            SecureDirectoryStream<Path> directory = (SecureDirectoryStream<Path>) stream;
            // The JDK opens a path only by following a link at its end. A link has a key of its own.
            Object named = Files.readAttributes(base, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            if (!Objects.equals(named, attributes(directory).fileKey())) {
                throw ShareRoot.replaced(base);
            }
            keep = true;
            return directory;
        } finally {
            if (!keep) {
                stream.close();
            }
        }
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> directory) throws IOException {
        return Objects.requireNonNull(directory.getFileAttributeView(BasicFileAttributeView.class))
                .readAttributes();
    }

    static BasicFileAttributes attributes(SecureDirectoryStream<Path> directory, Path name) throws IOException {
        return Objects.requireNonNull(
                        directory.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS))
                .readAttributes();
    }

    /** Returns the attributes of {@code directory}, with permissions where the file system has such. */
    static BasicFileAttributes allAttributes(SecureDirectoryStream<Path> directory) throws IOException {
        PosixFileAttributeView view = directory.getFileAttributeView(PosixFileAttributeView.class);
        return view == null ? attributes(directory) : view.readAttributes();
    }

    /** Returns those of {@code name} in it, or of the link that it is. */
    static BasicFileAttributes allAttributes(SecureDirectoryStream<Path> directory, Path name) throws IOException {
        PosixFileAttributeView view =
                directory.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view == null ? attributes(directory, name) : view.readAttributes();
    }

    /** Returns those of the last name of {@code relative}, where it has come to; without names, of that directory. */
    BasicFileAttributes allAttributes(Path relative) throws IOException {
        return relative.toString().isEmpty()
                ? allAttributes(directory())
                : allAttributes(directory(), relative.getFileName());
    }

    /** Returns the path of the directory it has come to. */
    Path at() {
        return at;
    }

    /** Returns the attributes of the directory it has come to. */
    BasicFileAttributes attributes() throws IOException {
        return attributes(directory());
    }

    /** Returns the attributes of {@code name} in that directory, or of the link that it is. */
    BasicFileAttributes attributes(Path name) throws IOException {
        return attributes(directory(), name);
    }

    /** Goes down to where the last name of {@code relative} lies; returns false if there is a link on the way. */
    boolean enterParentOf(Path relative) throws IOException {
        for (int i = 0; i < relative.getNameCount() - 1; i++) {
            if (!enter(relative.getName(i))) {
                return false;
            }
        }
        return true;
    }

    /** Goes one directory down; returns false if {@code step} is a link. */
    boolean enter(Path step) throws IOException {
        BasicFileAttributes found = attributes(step);
        if (found.isSymbolicLink()) {
            return false;
        }
        if (!found.isDirectory()) {
            throw new NotDirectoryException(at.resolve(step).toString());
        }
        SecureDirectoryStream<Path> next;
        try {
            next = directory().newDirectoryStream(step, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            if (ShareRoot.isLink(e)) {
                return false;
            }
            throw e;
        }
        close();
        open = next;
        at = at.resolve(step);
        return true;
    }

    /**
     * Opens the regular file {@code step} of the directory it has come to.
     *
     * @param name what it was asked for by
     * @param given the same file's path by the root as it was given: if that is a link, and led elsewhere, this shows it
     * @param way tells later whether that directory is still to be come to
     */
    LocatedFile file(Path step, Name name, Path given, Way way) throws IOException {
        SecureDirectoryStream<Path> directory = directory();
        Path path = at.resolve(step);
        return LocatedFile.open(name, new LocatedFile.Look() {
            @Override
            public SeekableByteChannel open() throws IOException {
                try {
                    return directory.newByteChannel(step, READ);
                } catch (IOException e) {
                    throw ShareRoot.isLink(e) ? ShareRoot.replaced(path) : e;
                }
            }

            @Override
            public @Nullable Stamp stamp() throws IOException {
                // The change time can only be read by path. The key proves that the path still names the file
                // that the open directory holds.
                Stamp stamp = stampLater();
                BasicFileAttributes here = attributes(directory, step);
                if (!here.isRegularFile()) {
                    throw ShareRoot.replaced(path);
                }
                return Objects.equals(stamp.key(), here.fileKey()) ? stamp : null;
            }

            @Override
            public Stamp stampLater() throws IOException {
                return Stamp.read(given, LinkOption.NOFOLLOW_LINKS);
            }

            @Override
            public boolean leadsInside() throws IOException {
                return way.isOpen();
            }
        });
    }

    /** Returns the directory it has come to, which is the caller's to close from now on. */
    SecureDirectoryStream<Path> take() {
        SecureDirectoryStream<Path> taken = directory();
        open = null;
        return taken;
    }

    private SecureDirectoryStream<Path> directory() {
        return Objects.requireNonNull(open);
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
