package io.vmshare.path;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** An open directory of the share. Not thread-safe, but it may move from one thread to another. */
public abstract class LocatedDirectory extends Located {

    /**
     * What a listing says of an entry.
     *
     * @param directory whether it is one, or a link to one
     * @param size the length in bytes; -1 if it could not be read
     * @param modified when it was written last; null if it could not be read
     * @param link whether it is a symbolic link; all else is told of what that leads to
     */
    public record EntryFacts(
            boolean directory, long size, @Nullable FileTime modified, boolean link) {

        /** Of an entry that is there and whose attributes cannot be read. */
        static final EntryFacts UNKNOWN = new EntryFacts(false, -1, null);

        /** Creates those of an entry that is no link. */
        public EntryFacts(boolean directory, long size, @Nullable FileTime modified) {
            this(directory, size, modified, false);
        }

        /** Returns the facts of a file or directory, or empty for anything else: it could not be fetched. */
        static Optional<EntryFacts> of(BasicFileAttributes attributes) {
            return attributes.isRegularFile() || attributes.isDirectory()
                    ? Optional.of(
                            new EntryFacts(attributes.isDirectory(), attributes.size(), attributes.lastModifiedTime()))
                    : Optional.empty();
        }

        /** Returns the same of a link that leads there. */
        EntryFacts asLink() {
            return new EntryFacts(directory, size, modified, true);
        }
    }

    LocatedDirectory() {}

    @Override
    public final Kind kind() {
        return Kind.DIRECTORY;
    }

    /** Returns what the image was that it lies in, when it was opened; empty if it lies in none. */
    public Optional<ImageState> image() {
        return Optional.empty();
    }

    /** Reads the names of the entries that may be served, in no order. To be called once. */
    public final NameList names() throws IOException {
        return names(bytes -> {});
    }

    /**
     * Reads the same, for one who counts the memory that they take.
     *
     * @param room told of so many bytes more before they are taken; what it throws ends the reading
     */
    public abstract NameList names(LongConsumer room) throws IOException;

    /**
     * Reads what a listing says of the entry called {@code name}: empty for one that cannot be fetched (gone, a
     * dangling or outward link, a device, FIFO or socket), so that every listed link leads somewhere.
     */
    public abstract Optional<EntryFacts> facts(Name name);

    /** Reads what an archive says of the entry called {@code name}: empty for one that cannot be fetched, as {@link #facts}. */
    public abstract Optional<MemberFacts> member(Name name);

    /** Reads what an archive says of the directory itself; empty if it is nowhere on disk, or is gone. */
    public abstract Optional<MemberFacts> own();
}
