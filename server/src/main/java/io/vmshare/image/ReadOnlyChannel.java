package io.vmshare.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** What the channels of images have in common: a size, a position and no way to write. Thread-safe. */
public abstract class ReadOnlyChannel implements SeekableByteChannel {

    private final long size;
    private long position;
    private volatile boolean closed;

    /** Creates one of {@code size} bytes. */
    protected ReadOnlyChannel(long size) {
        this.size = size;
    }

    /**
     * Reads at least one byte into {@code into}, which has room and no more than there are bytes from {@code from} on. Called
     * by one thread at a time; throws rather than end early.
     */
    protected abstract int readAt(ByteBuffer into, long from) throws IOException;

    @Override
    public final synchronized int read(ByteBuffer into) throws IOException {
        checkOpen();
        if (position >= size) {
            return -1;
        }
        if (!into.hasRemaining()) {
            return 0;
        }
        int limit = into.limit();
        into.limit(into.position() + (int) Math.min(into.remaining(), size - position));
        try {
            int count = readAt(into, position);
            position += count;
            return count;
        } finally {
            into.limit(limit);
        }
    }

    @Override
    public final synchronized long position() throws ClosedChannelException {
        checkOpen();
        return position;
    }

    @Override
    public final synchronized SeekableByteChannel position(long newPosition) throws ClosedChannelException {
        checkOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("position must not be negative: " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public final long size() throws ClosedChannelException {
        checkOpen();
        return size;
    }

    @Override
    public final int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public final SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public final boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
    }

    /** Throws if it is closed. */
    protected final void checkOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }
}
