package io.vmshare.path;

import io.vmshare.growing.Growth;
import io.vmshare.image.Images;
import io.vmshare.image.PlacedChannel;
import io.vmshare.image.PlacedChannel.Stretch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An open regular file. Not thread-safe, but for who holds it. */
public final class LocatedFile extends Located {

    private static final int MAX_LOOKS = 3;

    private final Name name;
    private final SeekableByteChannel channel;
    private final long length;
    private final Look look;
    private final @Nullable Stamp stamp;
    private final @Nullable Stamp own;
    private final @Nullable ImageState image;
    private final Closeable opened;
    private final @Nullable Object version;
    private final AtomicInteger users = new AtomicInteger(1);
    private final AtomicBoolean released = new AtomicBoolean();

    /** What has become of a file since it was opened. */
    public enum Change {
        /** Nothing that shows; or it lost its name, which leaves the open one as it is. */
        NONE,
        /** There is more of it. */
        LONGER,
        /** It was written to or cut, so that its bytes may be others. */
        OTHER
    }

    /** Opens a file and stamps it; both by the same way, so that they speak of the same file. */
    interface Look {
        SeekableByteChannel open() throws IOException;

        /** Returns the stamp, or null if the name did not stay one file's while it was read. */
        @Nullable
        Stamp stamp() throws IOException;

        /** Returns the stamp of what the path names by now, when what it was opened by may be closed. */
        Stamp stampLater() throws IOException;

        /**
         * Returns whether the way to the file led there without a link, and inside the root, a second ago or later. Thread-safe,
         * and so is {@link #stampLater} when the file is open.
         */
        boolean leadsInside() throws IOException;
    }

    private LocatedFile(
            Name name,
            SeekableByteChannel channel,
            long length,
            Look look,
            @Nullable Stamp stamp,
            @Nullable Stamp own,
            @Nullable ImageState image,
            Closeable opened,
            @Nullable Object version) {
        this.name = name;
        this.channel = channel;
        this.length = length;
        this.look = look;
        this.stamp = stamp;
        this.own = own;
        this.image = image;
        this.opened = opened;
        this.version = version;
    }

    /**
     * Opens a file so that its length and time are those of the bytes that will be read: stamp, open and stamp must
     * agree, else it looks again, and after the third time the file stays without a time. So does one whose size is not
     * that of its content.
     */
    static LocatedFile open(Name name, Look look) throws IOException {
        for (int looks = 1; ; looks++) {
            Stamp before = look.stamp();
            SeekableByteChannel channel = look.open();
            boolean keep = false;
            try {
                long length = channel.size();
                if (Growth.of(channel).isPresent()) { // what is open never changes, whatever more has come meanwhile
                    keep = true;
                    return new LocatedFile(name, channel, length, look, null, null, null, channel, null);
                }
                Stamp after = look.stamp();
                boolean steady = after != null && after.equals(before) && after.size() == length;
                if (steady || looks == MAX_LOOKS) {
                    Optional<SeekableByteChannel> content = PseudoFile.content(channel, length, steady);
                    if (content.isPresent()) {
                        SeekableByteChannel read = content.get();
                        return new LocatedFile(name, read, read.size(), look, null, null, null, read, null);
                    }
                    keep = true;
                    Stamp stamp = steady ? after : null;
                    return new LocatedFile(name, channel, length, look, stamp, stamp, null, channel, stamp);
                }
            } finally {
                if (!keep) {
                    channel.close();
                }
            }
        }
    }

    /**
     * Returns {@code entry}, which lies in {@code image}. It is as the image is: changed with it, and written when that was,
     * since another image may hold another file of this name, length and time.
     *
     * @param opened what is closed in place of its channel
     */
    static LocatedFile inside(LocatedFile image, LocatedFile entry, Closeable opened) {
        Object version = image.version == null || entry.version == null
                ? null
                : List.of(image.version, Images.isZipName(image.name.text()), entry.version);
        ImageState state = ImageState.of(image);
        return new LocatedFile(
                entry.name, entry.channel, entry.length, image.look, image.stamp, entry.own, state, opened, version);
    }

    @Override
    public Kind kind() {
        return Kind.FILE;
    }

    /** Returns the name it was asked for by. */
    public Name name() {
        return name;
    }

    /** Returns the length, in bytes, when it was opened. */
    public long length() {
        return length;
    }

    /**
     * Returns when it was written last, or the image it lies in; or null if it was being changed while we looked, or the kernel makes its content
     * when it is read: it has no validators then.
     */
    public @Nullable FileTime modified() {
        return stamp == null ? null : stamp.modified();
    }

    /**
     * Returns whether it was written before {@code other}, which lies beside it: in an image by the times that this gives
     * them. One that was being changed is no older.
     */
    public boolean isOlderThan(LocatedFile other) {
        return own != null && other.own != null && own.modified().compareTo(other.own.modified()) < 0;
    }

    /**
     * Returns what has become of the open file, as far as its path tells: a name that is gone, or another file's by now, says
     * nothing of it. A file that had no validators has nothing to lose.
     */
    public Change change() throws IOException {
        if (stamp == null) {
            return Change.NONE;
        }
        if (channel.size() < length) {
            return Change.OTHER;
        }
        Stamp now;
        try {
            now = look.stampLater();
        } catch (FileSystemException e) {
            return Change.NONE; // gone, hidden, behind a loop: the JDK has no exception of its own for each
        }
        if (!Objects.equals(now.key(), stamp.key()) || now.modified().equals(stamp.modified())) {
            return Change.NONE;
        }
        return mayGrow() && now.size() > length ? Change.LONGER : Change.OTHER;
    }

    /** Returns whether its bytes are of one version, as far as could be told; not so if it was being changed while we looked. */
    public boolean isSteady() {
        return stamp != null || channel instanceof MemoryChannel || growth().isPresent();
    }

    /** Returns how far it had come when it was opened, if it is one to which bytes are only added; it has no time then. */
    public Optional<Growth> growth() {
        return Growth.of(channel);
    }

    /** Returns the {@link MemberFacts#key} that it has now, or of the image it lies in; empty if it was being changed while we looked. */
    public Optional<Object> key() {
        return stamp == null ? Optional.empty() : Optional.of(stamp.key());
    }

    /** Returns what is equal for this file in this state only; empty if it was being changed while we looked. */
    Optional<Object> identity() {
        return Optional.ofNullable(stamp);
    }

    /**
     * Returns what is equal for files of the same bytes only, whenever they are located; empty if that cannot be told: it was
     * being changed while we looked, or within the last two seconds, of which the clocks of file systems tell too little, or
     * the file system has no time of the last change that nobody can set back.
     */
    public Optional<Object> version() {
        return stamp == null || !stamp.tellsChanges() || stamp.isYoung()
                ? Optional.empty()
                : Optional.ofNullable(version);
    }

    /** Returns what the image was that it lies in, when it was opened; empty if it lies in none. */
    public Optional<ImageState> image() {
        return Optional.ofNullable(image);
    }

    /** Returns whether it may become longer and stay what it was, as a log does; not so in an image. */
    public boolean mayGrow() {
        return image == null;
    }

    /** Returns whether any position can be read as soon as any other; not so in what has to be decompressed on the way. */
    public boolean isSeekable() {
        return image == null || channel instanceof PlacedChannel;
    }

    /** Returns where {@code count} bytes from {@code position} lie in open files, in order; empty if they do not lie in any. */
    public List<Stretch> stretches(long position, long count) {
        if (channel instanceof FileChannel file) {
            return List.of(new Stretch(file, position, count));
        }
        return channel instanceof PlacedChannel placed ? placed.stretches(position, count) : List.of();
    }

    /** Returns the open channel. */
    public SeekableByteChannel channel() {
        return channel;
    }

    /**
     * Holds the file beyond its exchange; empty if nobody could tell later whether it is still the same: it was being changed
     * while we looked, or within the last two seconds, of which the clocks of file systems tell too little. Nor of an empty one:
     * in {@code /proc} it gets content without a trace.
     */
    public Optional<HeldFile> hold() {
        return stamp == null || length == 0 || stamp.isYoung()
                ? Optional.empty()
                : Optional.of(new HeldFile(this, look, stamp));
    }

    /** Returns whether it was in this state when it was opened. */
    boolean isIn(Stamp other) {
        return other.equals(stamp);
    }

    /** Returns whether it is the file of {@code before} with the same content; rights and further names do not matter. */
    boolean isStill(Stamp before) {
        return stamp != null
                && stamp.key().equals(before.key())
                && stamp.size() == before.size()
                && stamp.modified().equals(before.modified());
    }

    /** Counts one user more, unless the last one has gone. */
    boolean join() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Counts one user less; with the last one it is closed. */
    void leave() throws IOException {
        if (users.decrementAndGet() == 0) {
            opened.close();
        }
    }

    @Override
    public void release() throws IOException {
        if (released.compareAndSet(false, true)) {
            leave();
        }
    }
}
