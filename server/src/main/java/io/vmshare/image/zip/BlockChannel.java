package io.vmshare.image.zip;

import io.vmshare.image.ReadOnlyChannel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A zip file from some position on, read in blocks: the directory is asked for in thousands of small pieces. Its numbers are
 * little-endian and unsigned. It holds one block.
 */
final class BlockChannel extends ReadOnlyChannel {

    private static final int BLOCK_BYTES = 64 * 1024;

    private final ZipBytes bytes;
    private final long start;
    private final ByteBuffer block;
    private long blockAt;

    /** Creates the part of {@code bytes} that begins at {@code start}; that is its position 0. */
    BlockChannel(ZipBytes bytes, long start) {
        super(bytes.size() - start);
        this.bytes = bytes;
        this.start = start;
        this.block = ByteBuffer.allocate((int) Math.min(BLOCK_BYTES, bytes.size() - start))
                .limit(0);
    }

    int u16(long at) throws IOException {
        return u8(at) | u8(at + 1) << 8;
    }

    long u32(long at) throws IOException {
        return u16(at) | (long) u16(at + 2) << 16;
    }

    /** Returns 64 bits; one too large for a long is negative. */
    long u64(long at) throws IOException {
        return u32(at) | u32(at + 4) << 32;
    }

    private int u8(long at) throws IOException {
        if (at < 0 || at >= size()) {
            throw new EOFException("there is no byte " + at);
        }
        load(at);
        return Byte.toUnsignedInt(block.get((int) (at - blockAt)));
    }

    @Override
    protected int readAt(ByteBuffer into, long from) throws IOException {
        load(from);
        int at = (int) (from - blockAt);
        int count = Math.min(into.remaining(), block.limit() - at);
        into.put(into.position(), block, at, count).position(into.position() + count);
        return count;
    }

    /** Sees to it that the block holds the byte {@code at}. */
    private void load(long at) throws IOException {
        if (at >= blockAt && at - blockAt < block.limit()) {
            return;
        }
        block.clear().limit(0);
        blockAt = at - at % BLOCK_BYTES;
        block.limit((int) Math.min(BLOCK_BYTES, size() - blockAt));
        try {
            bytes.readFully(block, start + blockAt);
        } catch (IOException e) {
            block.limit(0);
            throw e;
        }
    }
}
