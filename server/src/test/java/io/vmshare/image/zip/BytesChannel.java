package io.vmshare.image.zip;

import io.vmshare.image.ReadOnlyChannel;
import java.nio.ByteBuffer;

/** Bytes in memory as a channel. */
final class BytesChannel extends ReadOnlyChannel {

    private final byte[] bytes;

    BytesChannel(byte[] bytes) {
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
