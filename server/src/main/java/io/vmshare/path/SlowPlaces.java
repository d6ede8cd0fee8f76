package io.vmshare.path;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Where below a root a stat may hang for minutes: on every file system that is not known to be local (nfs, cifs, 9p,
 * virtiofs, fuse, types unknown, other providers), the root's own or one mounted below it. The kernel's table of mounts
 * tells, so that asking never touches the place itself. Thread-safe.
 */
final class SlowPlaces {

    /** Types as {@link java.nio.file.FileStore#type} gives them on Linux, macOS and Windows, in lower case. */
    private static final Set<String> LOCAL_TYPES = Set.of(
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
            "devtmpfs",
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
            "fat32",
            "proc",
            "sysfs");

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final boolean everywhere;
    private final List<Name> root;
    private volatile List<List<Name>> below = List.of();
    private volatile long readAt;

    private SlowPlaces(String name, boolean everywhere, List<Name> root) {
        this.name = name;
        this.everywhere = everywhere;
        this.root = root;
        this.readAt = System.nanoTime() - FRESH_NANOS;
    }

    /**
     * Returns those below {@code root}, which is looked at once.
     *
     * @param linksLeadAnywhere whether links may lead out of it: then every place in it may hang
     */
    static SlowPlaces below(Path root, boolean linksLeadAnywhere) throws IOException {
        Path real = root.toRealPath();
        boolean local =
                !linksLeadAnywhere && root.getFileSystem().equals(FileSystems.getDefault()) && isLocal(typeOf(real));
        return new SlowPlaces(root.toString(), !local, namesOf(real));
    }

    private static String typeOf(Path real) {
        try {
            return Files.getFileStore(real).type();
        } catch (IOException e) {
            return "unknown"; // in a chroot, whose own root is in no table of mounts
        }
    }

    /** Returns the name of the place in which a stat of the root itself may hang, if it may. */
    Optional<String> atRoot() {
        return everywhere ? Optional.of(name) : Optional.empty();
    }

    /** Returns the name of the place in which answering {@code names}, from the root down, may hang, if there is one. */
    Optional<String> at(List<Name> names) {
        return everywhere ? atRoot() : at(belowNow(), names).map(place -> name + place);
    }

    /** Returns which of {@code places} answering {@code names} touches, if it does. Pure. */
    static Optional<List<Name>> at(List<List<Name>> places, List<Name> names) {
        for (List<Name> place : places) {
            // The listing of the directory that holds the place stats it too.
            boolean listed = place.size() == names.size() + 1;
            int common = listed ? names.size() : place.size();
            if (names.size() >= common && place.subList(0, common).equals(names.subList(0, common))) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** Returns the mount points below {@code root} in the kernel's table that are of no local type. Pure. */
    static List<List<Name>> parse(String mountinfo, List<Name> root) {
        List<List<Name>> places = new ArrayList<>();
        for (String line : mountinfo.split("\n", -1)) {
            // proc(5): id, parent, device, root, mount point, options, optional fields, "-", type, source, options
            String[] fields = line.split(" ", -1);
            int dash = line.indexOf(" - ");
            if (fields.length < 9
                    || dash < 0
                    || isLocal(line.substring(dash + 3).split(" ", -1)[0])) {
                continue;
            }
            List<Name> point = namesOf(fields[4]);
            if (point.size() > root.size() && point.subList(0, root.size()).equals(root)) {
                places.add(List.copyOf(point.subList(root.size(), point.size())));
            }
        }
        return places;
    }

    /** Returns whether {@code type} is known to answer soon. Pure. */
    static boolean isLocal(String type) {
        return LOCAL_TYPES.contains(type.toLowerCase(Locale.ROOT));
    }

    private List<List<Name>> belowNow() {
        long now = System.nanoTime();
        if (now - readAt >= FRESH_NANOS) {
            try {
                below = parse(Files.readString(MOUNTS, StandardCharsets.ISO_8859_1), root);
            } catch (IOException e) {
                below = List.of(); // not Linux, or no /proc: the type of the root has to do
            }
            readAt = now; // only now: until then nobody takes the old table for fresh
        }
        return below;
    }

    private static List<Name> namesOf(Path path) {
        List<Name> names = new ArrayList<>();
        for (Path at = path; at != null && at.getFileName() != null; at = at.getParent()) {
            names.add(0, Name.of(at));
        }
        return names;
    }

    /** The kernel writes space, tab, newline and backslash as three octal digits. */
    private static List<Name> namesOf(String mountPoint) {
        List<Name> names = new ArrayList<>();
        for (String name : mountPoint.split("/", -1)) {
            if (!name.isEmpty()) {
                names.add(Name.ofBytes(name.replace("\\040", " ")
                        .replace("\\011", "\t")
                        .replace("\\012", "\n")
                        .replace("\\134", "\\")));
            }
        }
        return names;
    }
}
