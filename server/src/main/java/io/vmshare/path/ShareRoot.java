package io.vmshare.path;

import io.vmshare.path.LocatedDirectory.EntryFacts;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locates and opens in one act what lies inside a root. There is no check in one place and an open in another: a name
 * swapped under way leads to something inside the root or to nothing.
 */
public abstract class ShareRoot {

    static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};
    static final LinkOption[] FOLLOW = {};

    private static final Logger LOG = LoggerFactory.getLogger(ShareRoot.class);

    final Path root;
    final NamePolicy policy;
    private final AtomicBoolean gone = new AtomicBoolean();

    ShareRoot(Path root, NamePolicy policy) {
        this.root = root;
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

    /** Returns what {@code names}, from the root down, lead to; without names the root itself. Opens it. */
    final Located locate(List<Name> names) throws IOException {
        for (Name name : names) {
            if (!policy.allows(name)) {
                return Located.MISSING;
            }
        }
        try {
            Located found = open(names);
            notice(found != Located.MISSING);
            return found;
        } catch (NoSuchFileException | NotDirectoryException | FileSystemLoopException e) {
            notice(false);
            return Located.MISSING;
        } catch (AccessDeniedException e) {
            return Located.FORBIDDEN;
        } catch (FileSystemException e) {
            return located(e);
        }
    }

    /** Tells the owner once when the root vanishes, as unmounted media do, and once when it is back. */
    private void notice(boolean found) {
        if (found && !gone.get()) {
            return; // the common case costs nothing
        }
        boolean there = found || Files.exists(root);
        if (gone.compareAndSet(there, !there)) {
            LOG.warn(there ? "{} is back" : "{} is gone; everything in it is 404 until it is back", root);
        }
    }

    /** Opens what the names lead to; every exception that means "no such file" may be thrown. */
    abstract Located open(List<Name> names) throws IOException;

    /** Returns what a listing says of the root itself; empty if it is gone. */
    final Optional<EntryFacts> facts() {
        try {
            return EntryFacts.of(Files.readAttributes(root, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(EntryFacts.UNKNOWN);
        }
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
     * The JDK has exceptions of their own for few of the system's errors: a file where a directory should be, a name
     * too long, a loop of links, and a link where none is followed come as text. Nothing lies behind any of them.
     */
    private static Located located(FileSystemException e) throws IOException {
        String reason = e.getReason() == null ? "" : e.getReason();
        if (reason.contains("Not a directory")
                || reason.contains("too long")
                || reason.contains("Too many levels")
                || reason.contains("too many levels")) {
            return Located.MISSING;
        }
        throw e;
    }
}
