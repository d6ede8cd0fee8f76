package io.vmshare.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says of an entry.
 *
 * @param directory whether it is one, or a link to one
 * @param size the length in bytes; that of a directory says nothing
 * @param modified when it was written last
 * @param mode who may read, write and execute it: the last nine bits of a POSIX mode
 * @param key equal for two ways to one file; null where the file system has no such thing
 * @param readable whether it may be read, as far as its attributes tell
 * @param link where a link leads, from the directory that it lies in, without a link on the way; empty if it is none
 */
public record MemberFacts(
        boolean directory,
        long size,
        FileTime modified,
        int mode,
        @Nullable Object key,
        boolean readable,
        List<Name> link) {

    private static final int MODE_OF_DIRECTORY = 0755;
    private static final int MODE_OF_FILE = 0644;

    /** Of an entry that is there and whose attributes cannot be read. */
    static final MemberFacts UNREADABLE = new MemberFacts(false, 0, FileTime.fromMillis(0), 0, null, false, List.of());

    /** Copies the list. */
    public MemberFacts {
        link = List.copyOf(link);
    }

    /** Returns the attributes of {@code path}, or of the link that it is, with permissions where there are such. */
    static BasicFileAttributes read(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                : Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns the facts of a file or directory, or empty for anything else: it could not be fetched. */
    static Optional<MemberFacts> of(Path path, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile() && !attributes.isDirectory()) {
            return Optional.empty();
        }
        return Optional.of(new MemberFacts(
                attributes.isDirectory(),
                attributes.size(),
                attributes.lastModifiedTime(),
                modeOf(attributes),
                attributes.fileKey(),
                Files.isReadable(path), // of no weight: whoever reads it opens it through the fence
                List.of()));
    }

    /** Returns the same of a link that leads there by {@code way}. */
    MemberFacts behind(Path way) {
        List<Name> names = new ArrayList<>();
        for (Path element : way) {
            String text = element.toString();
            names.add(text.isEmpty() ? Name.ofBytes(".") : text.equals("..") ? Name.ofBytes("..") : Name.of(element));
        }
        return new MemberFacts(directory, size, modified, mode, key, readable, names);
    }

    private static int modeOf(BasicFileAttributes attributes) {
        if (!(attributes instanceof PosixFileAttributes posix)) {
            return attributes.isDirectory() ? MODE_OF_DIRECTORY : MODE_OF_FILE;
        }
        Set<PosixFilePermission> permissions = posix.permissions();
        int mode = 0;
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            // In the order of the bits, the owner's right to read first.
            mode = mode << 1 | (permissions.contains(permission) ? 1 : 0);
        }
        return mode;
    }
}
