package io.vmshare.path;

import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.text.LogText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locates and opens in one act what lies inside a root. There is no check in one place and an open in another: a name
 * swapped under way leads to something inside the root or to nothing.
 */
public abstract class ShareRoot {

    static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

    /** Linux's NAME_MAX, which no file system in use exceeds, and PATH_MAX. */
    private static final int MAX_NAME_BYTES = 255;

    private static final int MAX_PATH_BYTES = 4095;

    private static final Logger LOG = LoggerFactory.getLogger(ShareRoot.class);

    final RootPath root;
    final NamePolicy policy;
    private final AtomicBoolean gone = new AtomicBoolean();

    ShareRoot(Path root, NamePolicy policy) throws IOException {
        this.root = RootPath.of(root);
        this.policy = policy;
    }

    /**
     * Returns the share root at {@code root}: by {@link SecureDirectoryStream} where the file system has it and links must
     * stay inside, else by real path.
     */
    static ShareRoot of(Path root, NamePolicy policy, boolean followSymlinks) throws IOException {
        if (!followSymlinks && SecureShareRoot.isSupported(root)) {
            return new SecureShareRoot(root, policy);
        }
        return new RealPathShareRoot(root, policy, followSymlinks);
    }

    /** Returns whether it is a directory, and no file. */
    final boolean isDirectory() {
        return root.isDirectory();
    }

    /** Returns what {@code names}, from the root down, lead to; without names the root itself. Opens it. */
    final Located locate(List<Name> names) throws IOException {
        return Objects.requireNonNull(locate(names, true));
    }

    /**
     * Returns the same as {@link #locate(List)}, or empty if there is a link on the way: following that may touch any
     * file system. Only where links must stay inside.
     */
    final Optional<Located> locateWithoutLinks(List<Name> names) throws IOException {
        return Optional.ofNullable(locate(names, false));
    }

    private @Nullable Located locate(List<Name> names, boolean links) throws IOException {
        for (Name name : names) {
            if (!policy.allows(name)) {
                LOG.debug("Refused {}: names such as {} are not served", names, name);
                return Located.MISSING;
            }
        }
        if (!root.isDirectory() && !names.isEmpty()) {
            return Located.MISSING; // below a file there is nothing, not even if it is a directory now
        }
        try {
            Located found = open(names, links);
            notice(found == null || found.kind() != Located.Kind.MISSING);
            return found;
        } catch (NoSuchFileException | NotDirectoryException | FileSystemLoopException e) {
            notice(false);
            return Located.MISSING;
        } catch (AccessDeniedException e) {
            return Located.FORBIDDEN;
        } catch (IOException e) {
            if (leadsNowhere(names)) {
                return Located.MISSING;
            }
            throw e;
        }
    }

    /** Tells the owner once when the root vanishes, as unmounted media do, and once when it is back. */
    private void notice(boolean found) {
        if (found && !gone.get()) {
            return; // the common case costs nothing
        }
        boolean there = found || root.isThere();
        if (gone.compareAndSet(there, !there)) {
            String what = there
                    ? "{} is back"
                    : Files.exists(root.path())
                            ? "{} is not what was shared any more; everything in it is 404 until it is back"
                            : "{} is gone; everything in it is 404 until it is back";
            LOG.warn(what, root);
        }
    }

    /**
     * Opens what the names lead to; every exception that means "no such file" may be thrown.
     *
     * @param links whether links on the way are followed; if not, one gives null
     */
    abstract @Nullable Located open(List<Name> names, boolean links) throws IOException;

    /** Returns what a listing says of the root itself; empty if it is gone, or not what was shared. */
    final Optional<EntryFacts> facts() {
        try {
            BasicFileAttributes attributes = root.attributes();
            return root.isSameKind(attributes) ? EntryFacts.of(attributes) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(EntryFacts.UNKNOWN);
        }
    }

    /** Returns what an archive says of the root itself; empty if it is gone, or not what was shared. */
    final Optional<MemberFacts> member() {
        try {
            BasicFileAttributes attributes = root.attributes();
            return root.isSameKind(attributes) ? MemberFacts.of(root.path(), attributes) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(MemberFacts.UNREADABLE);
        }
    }

    /** Returns its name; without bytes for the root of a file system. */
    final Name name() {
        return Name.of(root.path());
    }

    /** Returns {@code base} with {@code names} below it, or empty if the file system cannot hold such a name. */
    static Optional<Path> resolve(Path base, List<Name> names) {
        Path path = base;
        for (Name name : names) {
            Optional<Path> next = name.in(base.getFileSystem());
            if (next.isEmpty()) {
                return Optional.empty();
            }
            path = path.resolve(next.get());
        }
        return Optional.of(path);
    }

    /** Returns whether every name of {@code relative} may be served: a link must not lead to what is hidden either. */
    final boolean allows(Path relative) {
        for (Path element : relative) {
            if (!element.toString().isEmpty() && !policy.allows(Name.ofText(element.toString()))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the real path of {@code asked}, which lies below {@code base}. A link of which we may not see where it ends leads nowhere: it cannot be
     * shown to stay inside, and another answer would tell of what lies outside.
     */
    static Path realPathOf(Path asked, Path base) throws IOException {
        try {
            return asked.toRealPath();
        } catch (AccessDeniedException e) {
            for (Path at = asked; at != null && !at.equals(base); at = at.getParent()) {
                if (Files.isSymbolicLink(at)) {
                    throw new NoSuchFileException(asked.toString(), null, "behind a link that cannot be followed");
                }
            }
            throw e;
        }
    }

    /** Returns whether {@code real}, a real path, may be served while {@code base} is that of the root. */
    boolean isInside(Path real, Path base) {
        boolean inside = real.startsWith(base) && allows(base.relativize(real));
        if (!inside && LOG.isDebugEnabled()) {
            LOG.debug("Refused {}: it lies outside {}, or is hidden", LogText.escape(real.toString()), base);
        }
        return inside;
    }

    /**
     * Returns whether {@code e} came from opening a link where none is followed. The JDK has no exception of its own for
     * that: it is a plain one for a file, and one with this text, in no user's language, for a directory.
     */
    static boolean isLink(IOException e) {
        return e.getClass() == IOException.class
                || (e.getClass() == FileSystemException.class
                        && String.valueOf(e.getMessage()).endsWith("attributes of symbolic link"));
    }

    /** Returns what is thrown if {@code file} is not the one any more that was looked at. */
    static NoSuchFileException replaced(Path file) {
        return new NoSuchFileException(file.toString(), null, "replaced while being opened");
    }

    /**
     * Returns whether nothing can lie behind {@code names}: one is too long, or there is a file where a directory should
     * be, or a link that leads nowhere or in a circle. The JDK has no exceptions of their own for these; it gives the
     * system's text, in the user's language.
     */
    private boolean leadsNowhere(List<Name> names) {
        Path path = root.path();
        int length = path.toString().length();
        for (Name name : names) {
            Optional<Path> step = name.in(path.getFileSystem());
            length += 1 + name.bytes().length();
            if (step.isEmpty() || name.bytes().length() > MAX_NAME_BYTES || length > MAX_PATH_BYTES) {
                return true;
            }
            if (Files.exists(path) && !Files.isDirectory(path)) {
                return true;
            }
            path = path.resolve(step.get());
            if (Files.isSymbolicLink(path) && !Files.exists(path)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the path of the root, as it was given. */
    @Override
    public final String toString() {
        return root.toString();
    }
}
