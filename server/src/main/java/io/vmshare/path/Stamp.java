package io.vmshare.path;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one stat says of a file's identity and state. Two equal stamps around an open mean that the open file is the one
 * stamped, unchanged between.
 *
 * @param key device and inode, or where the file system has none the path
 * @param size the length, in bytes
 * @param modified when the content was written last
 * @param changed when content or metadata changed last, which nobody can set back; the same as {@code modified} where
 *     the file system does not say
 */
record Stamp(Object key, long size, FileTime modified, FileTime changed) {

    /** The coarsest clock of a file system in use is that of FAT. */
    private static final Duration SETTLES_AFTER = Duration.ofSeconds(2);

    private static final String UNIX = "unix:fileKey,size,lastModifiedTime,ctime";

    /** Reads the stamp of {@code path}; the last element is followed or not as {@code links} says. */
    static Stamp read(Path path, LinkOption... links) throws IOException {
        FileSystem fileSystem = path.getFileSystem();
        if (fileSystem.supportedFileAttributeViews().contains("unix")) {
            Map<String, Object> unix = Files.readAttributes(path, UNIX, links);
            return new Stamp(
                    asked(unix, "fileKey"),
                    (Long) asked(unix, "size"),
                    (FileTime) asked(unix, "lastModifiedTime"),
                    (FileTime) asked(unix, "ctime"));
        }
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, links);
        FileTime modified = basic.lastModifiedTime();
        Object key = basic.fileKey();
        return new Stamp(key == null ? path : key, basic.size(), modified, modified);
    }

    /** Returns whether it tells of every change, also one whose time was set back; if not, one object stands for both times. */
    @SuppressWarnings("ReferenceEquality") // two times may be equal and still be two
    boolean tellsChanges() {
        return changed != modified;
    }

    /** Returns whether another change may leave it as it is: the last one was within the last two seconds. */
    boolean isYoung() {
        Instant settled = Instant.now().minus(SETTLES_AFTER);
        return modified.toInstant().isAfter(settled) || changed.toInstant().isAfter(settled);
    }

    /** As a record's own, which is made at run time and keeps the first file waiting for it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stamp that
                && key.equals(that.key)
                && size == that.size
                && modified.equals(that.modified)
                && changed.equals(that.changed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, size, modified, changed);
    }

    /** A provider gives every attribute it was asked for, or fails. */
    private static Object asked(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }
}
