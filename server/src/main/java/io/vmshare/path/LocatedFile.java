package io.vmshare.path;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** An open regular file. Not thread-safe. */
public final class LocatedFile extends Located {

    private static final int MAX_LOOKS = 3;

    private final Name name;
    private final long length;
    private final @Nullable FileTime modified;
    private final SeekableByteChannel channel;

    /** Opens a file and stamps it; both by the same way, so that they speak of the same file. */
    interface Look {
        SeekableByteChannel open() throws IOException;

        /** Returns the stamp, or null if the name did not stay one file's while it was read. */
        @Nullable
        FileStamp stamp() throws IOException;
    }

    private LocatedFile(Name name, SeekableByteChannel channel, long length, @Nullable FileTime modified) {
        this.name = name;
        this.channel = channel;
        this.length = length;
        this.modified = modified;
    }

    /**
     * Opens a file so that its length and time are those of the bytes that will be read: stamp, open and stamp must
     * agree, else it looks again, and after the third time the file stays without a time.
     */
    static LocatedFile open(Name name, Look look) throws IOException {
        for (int looks = 1; ; looks++) {
            FileStamp before = look.stamp();
            SeekableByteChannel channel = look.open();
            boolean keep = false;
            try {
                long length = channel.size();
                FileStamp after = look.stamp();
                boolean steady = after != null && after.equals(before) && after.size() == length;
                if (steady || looks == MAX_LOOKS) {
                    keep = true;
                    FileTime modified = after != null && steady ? after.modified() : null;
                    return new LocatedFile(name, channel, length, modified);
                }
            } finally {
                if (!keep) {
                    channel.close();
                }
            }
        }
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

    /** Returns when it was written last, or null if it was being changed while we looked: it has no validators then. */
    public @Nullable FileTime modified() {
        return modified;
    }

    /** Returns the open channel. */
    public SeekableByteChannel channel() {
        return channel;
    }

    @Override
    public void release() throws IOException {
        channel.close();
    }
}
