package io.vmshare.send;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;

/** A part of an open file, handed to the kernel by {@code transferTo} without a copy. */
final class FileBody implements Body {

    /** How much one turn of an I/O thread sends at most, so that big downloads and small ones take turns. */
    private static final long SLICE_BYTES = 512 * 1024;

    /** After so much a file is checked, so that one that has changed is not sent to its end in vain. */
    private static final long CHECK_BYTES = 64L * 1024 * 1024;

    private final FileChannel file;
    private final SteadyFile steady;
    private long position;
    private long remaining;
    private long unchecked;
    private boolean headIsOut;

    FileBody(FileChannel file, SteadyFile steady, long position, long count) {
        this.file = file;
        this.steady = steady;
        this.position = position;
        this.remaining = count;
    }

    @Override
    public long writeTo(StreamSinkChannel sink) throws IOException {
        if (remaining == 0) {
            return DONE;
        }
        // As long as the head waits, the engine's transferFrom (2.4.4) reads from the channel's own position,
        // whatever position and count say: a range would get the file's first bytes.
        if (!headIsOut && !sink.flush()) {
            return 0;
        }
        headIsOut = true;
        long written = sink.transferFrom(file, position, Math.min(remaining, SLICE_BYTES));
        if (written <= 0 && file.size() <= position) {
            throw steady.cut("the file shrank to " + file.size() + " bytes while it was sent");
        }
        position += written;
        remaining -= written;
        unchecked += written;
        if (unchecked >= CHECK_BYTES) {
            steady.check();
            unchecked = 0;
        }
        return written;
    }

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public void close() {}
}
