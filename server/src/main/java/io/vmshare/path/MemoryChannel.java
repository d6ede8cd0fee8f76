package io.vmshare.path;

import io.vmshare.image.ReadOnlyChannel;
import java.nio.ByteBuffer;

/** Bytes in memory to be read as a file. */
final class MemoryChannel extends ReadOnlyChannel {

    private final byte[] bytes;

    /** Takes {@code bytes} over. */
    MemoryChannel(byte[] bytes) {
        super(bytes.length);
        this.bytes = bytes;
    }

    @Override
    protected int readAt(ByteBuffer into, long from) {
        int count = into.remaining();
        into.put(bytes, (int) from, count);
        return count;
    }
}
