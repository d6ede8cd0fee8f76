package io.vmshare.image.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Bytes in memory that count how often they are read, and that allow no more than a budget. Not thread-safe. */
final class CountingChannel implements SeekableByteChannel {

    private final byte[] bytes;
    private int position;
    private long reads;
    private long budget = Long.MAX_VALUE;

    CountingChannel(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Allows {@code count} reads from now on; the next one fails the test. */
    void allow(long count) {
        reads = 0;
        budget = count;
    }

    long reads() {
        return reads;
    }

    @Override
    public int read(ByteBuffer into) {
        if (++reads > budget) {
            throw new AssertionError("more than " + budget + " reads");
        }
        if (position >= bytes.length) {
            throw new AssertionError("a read at " + position + " of " + bytes.length);
        }
        int count = Math.min(into.remaining(), bytes.length - position);
        into.put(bytes, position, count);
        position += count;
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = Math.toIntExact(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return bytes.length;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        throw new AssertionError("the channel is its owner's");
    }
}
