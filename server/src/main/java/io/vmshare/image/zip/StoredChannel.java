package io.vmshare.image.zip;

import io.vmshare.image.PlacedChannel;
import io.vmshare.image.ReadOnlyChannel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Bytes that lie in a zip file as they are. Thread-safe. */
final class StoredChannel extends ReadOnlyChannel implements PlacedChannel {

    private final ZipBytes bytes;
    private final long start;
    private final long length;

    /** Creates the one of {@code length} bytes from {@code start} on. */
    StoredChannel(ZipBytes bytes, long start, long length) {
        super(length);
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    @Override
    protected int readAt(ByteBuffer into, long from) throws IOException {
        int count = bytes.read(into, start + from);
        if (count < 0) {
            throw new EOFException("the zip file ends within an entry");
        }
        return count;
    }

    @Override
    public List<Stretch> stretches(long position, long count) {
        return position < 0 || count > length - position ? List.of() : bytes.stretches(start + position, count);
    }
}
