package io.vmshare.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The path of a share root, and what was there when it began to be shared. A directory has to stay a directory and a file
 * a file, and only what was a link then may be one later: whoever can write beside the root could otherwise lead it
 * anywhere. What is above the root is its owner's. Immutable and thread-safe.
 */
final class RootPath {

    private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};
    private static final LinkOption[] FOLLOW = {};

    private final Path path;
    private final Path realName;
    private final boolean link;
    private final boolean directory;

    private RootPath(Path path, Path realName, boolean link, boolean directory) {
        this.path = path;
        this.realName = realName;
        this.link = link;
        this.directory = directory;
    }

    /** Returns that of {@code path}, which is looked at once. */
    static RootPath of(Path path) throws IOException {
        Path real = path.toRealPath();
        // The root of a file system has no name, and what is above anything else does not end in it.
        Path realName = real.getFileName() == null ? real : real.getFileName();
        boolean named = path.getParent() != null && real.getFileName() != null;
        return new RootPath(path, realName, !named || Files.isSymbolicLink(path), Files.isDirectory(real));
    }

    /** Returns the path as it was given. */
    Path path() {
        return path;
    }

    /** Returns whether it was a link, which may lead elsewhere by now. */
    boolean isLink() {
        return link;
    }

    /** Returns whether it was a directory. */
    boolean isDirectory() {
        return directory;
    }

    /**
     * Returns where the root is now, without a link on the way. At the end of it there is one if one has taken the
     * place of what was none: whoever opens it follows no link there.
     */
    Path real() throws IOException {
        Path parent = path.getParent();
        return link || parent == null ? path.toRealPath() : parent.toRealPath().resolve(realName);
    }

    /** Returns the attributes of what is there; if that was no link, those of a link that is one now. */
    BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, link ? FOLLOW : NO_FOLLOW);
    }

    /** Returns whether what {@link #attributes} tells of is still what was shared. */
    boolean isSameKind(BasicFileAttributes now) {
        return !now.isSymbolicLink() && now.isDirectory() == directory;
    }

    /** Returns whether there still is what was shared, or something of its kind. */
    boolean isThere() {
        try {
            return isSameKind(attributes());
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the path as it was given, as text. */
    @Override
    public String toString() {
        return path.toString();
    }
}
