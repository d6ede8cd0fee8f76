package io.vmshare.path;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * The file systems on which a stat answers soon. Everything else (nfs, cifs, 9p, virtiofs, fuse, types unknown, other
 * providers) may hang for minutes.
 */
final class LocalFileSystems {

    /** Types as {@link java.nio.file.FileStore#type} gives them on Linux, macOS and Windows, in lower case. */
    private static final Set<String> TYPES = Set.of(
            "ext2",
            "ext3",
            "ext4",
            "xfs",
            "btrfs",
            "zfs",
            "f2fs",
            "jfs",
            "reiserfs",
            "bcachefs",
            "tmpfs",
            "ramfs",
            "rootfs",
            "overlay",
            "overlayfs",
            "aufs",
            "squashfs",
            "erofs",
            "iso9660",
            "udf",
            "vfat",
            "msdos",
            "exfat",
            "ntfs",
            "ntfs3",
            "apfs",
            "hfs",
            "hfsplus",
            "refs",
            "fat",
            "fat32");

    private LocalFileSystems() {}

    /** Returns whether {@code path} lies on one of them. */
    static boolean holds(Path path) throws IOException {
        return path.getFileSystem() == FileSystems.getDefault()
                && isLocal(Files.getFileStore(path).type());
    }

    /** Returns whether {@code type} is one of them. Pure. */
    static boolean isLocal(String type) {
        return TYPES.contains(type.toLowerCase(Locale.ROOT));
    }
}
