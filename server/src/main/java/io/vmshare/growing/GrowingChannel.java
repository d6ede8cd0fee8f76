package io.vmshare.growing;

import io.vmshare.image.PlacedChannel;
import io.vmshare.image.ReadOnlyChannel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** What had come of a growing file when this was opened; closing it closes nothing else. Thread-safe. */
public final class GrowingChannel extends ReadOnlyChannel implements PlacedChannel {

    private final FileChannel file;
    private final long length;
    private final Growth growth;

    GrowingChannel(FileChannel file, long length, Growth growth) {
        super(length);
        this.file = file;
        this.length = length;
        this.growth = growth;
    }

    /** Returns how far the file had come. */
    public Growth growth() {
        return growth;
    }

    @Override
    protected int readAt(ByteBuffer into, long from) throws IOException {
        int count = file.read(into, from);
        if (count < 0) {
            throw new EOFException("somebody cut what has come");
        }
        return count;
    }

    @Override
    public List<Stretch> stretches(long position, long count) {
        return position < 0 || count > length - position ? List.of() : List.of(new Stretch(file, position, count));
    }
}
