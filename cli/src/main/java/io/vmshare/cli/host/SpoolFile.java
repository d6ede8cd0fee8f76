package io.vmshare.cli.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file for what has to be kept while the program runs: for its user alone, and without a name from the moment it is open,
 * so that the system takes it back however the program ends. (Windows deletes it when it is closed, which it does then.)
 */
public final class SpoolFile implements Closeable {

    private static final Set<OpenOption> NAMELESS = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);

    private static final int RESERVED_PART = 20;
    private static final long MAX_RESERVED = 1L << 30;

    private static final Path SYSTEMS = Path.of("/tmp");

    /** Outlives a restart, so that it lies on a disk (Filesystem Hierarchy Standard 3.0 §5.15). */
    private static final Path LASTING = Path.of("/var/tmp");

    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

    private final Path directory;
    private final FileChannel channel;
    private final @Nullable FileStore store;

    private SpoolFile(Path directory, FileChannel channel, @Nullable FileStore store) {
        this.directory = directory;
        this.channel = channel;
        this.store = store;
    }

    /**
     * Creates one in {@code temporary}. Where that is the system's own and lies in memory, it is created on a disk instead, if
     * there is one with more room.
     */
    public static SpoolFile create(Path temporary) throws IOException {
        if (temporary.equals(SYSTEMS) && isInMemory(storeOf(SYSTEMS))) {
            FileStore disk = storeOf(LASTING);
            try {
                if (disk != null && !isInMemory(disk) && room(disk) > room(storeOf(SYSTEMS))) {
                    return in(LASTING);
                }
            } catch (IOException e) {
                return in(temporary); // the other one cannot be written to, as in many a container
            }
        }
        return in(temporary);
    }

    private static boolean isInMemory(@Nullable FileStore store) {
        return store != null && IN_MEMORY.contains(store.type());
    }

    /** Creates one in {@code directory}. */
    static SpoolFile in(Path directory) throws IOException {
        Path file = directory.resolve("share-" + UUID.randomUUID() + ".tmp");
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return new SpoolFile(directory, FileChannel.open(file, NAMELESS, mode), storeOf(directory));
    }

    private static @Nullable FileStore storeOf(Path directory) {
        try {
            return Files.getFileStore(directory);
        } catch (IOException e) {
            return null; // in a chroot, whose own root is in no table of mounts
        }
    }

    /** Returns what of {@code total} bytes is left to others: a twentieth, and no more than a gigabyte. Pure. */
    static long reserved(long total) {
        return Math.min(total / RESERVED_PART, MAX_RESERVED);
    }

    private static long room(@Nullable FileStore store) throws IOException {
        return store == null ? Long.MAX_VALUE : store.getUsableSpace() - reserved(store.getTotalSpace());
    }

    /** Returns whether {@code count} bytes more leave enough of the disk to others. */
    public boolean hasRoomFor(long count) {
        try {
            return room(store) >= count;
        } catch (IOException e) {
            return true; // writing will tell
        }
    }

    /** Returns where it is. */
    public Path directory() {
        return directory;
    }

    /** Returns the open file, which is closed with this. */
    public FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
