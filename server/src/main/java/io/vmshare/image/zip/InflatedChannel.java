package io.vmshare.image.zip;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.ReadOnlyChannel;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is decompressed as it is read: going ahead decompresses what lies between, going back starts anew. The read
 * that reaches the end throws if the sum is wrong, so that no one takes the whole for complete. Thread-safe.
 */
final class InflatedChannel extends ReadOnlyChannel {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final ZipContent content;
    private final long data;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final CRC32 sum = new CRC32();
    private @Nullable InputStream stream;
    private long reached;

    /** Creates that of {@code content}, whose compressed bytes begin at {@code data}. */
    InflatedChannel(ZipContent content, long data) {
        super(content.size());
        this.content = content;
        this.data = data;
    }

    @Override
    protected int readAt(ByteBuffer into, long from) throws IOException {
        int count;
        try {
            count = unpack(from, into.remaining());
        } catch (RuntimeException e) {
            ImageFormatException damaged = new ImageFormatException("zip entry whose data is damaged");
            damaged.initCause(e);
            throw damaged;
        }
        into.put(buffer, 0, count);
        return count;
    }

    /** Puts up to {@code most} bytes from {@code from} on into the buffer. */
    private int unpack(long from, int most) throws IOException {
        InputStream source = stream;
        if (source == null || from < reached) {
            release();
            source = content.stream(data);
            stream = source;
        }
        while (reached < from) {
            checkOpen();
            next(source, from - reached);
        }
        return next(source, most);
    }

    private int next(InputStream source, long most) throws IOException {
        int count = source.read(buffer, 0, (int) Math.min(buffer.length, most));
        if (count <= 0) {
            throw new EOFException("zip entry whose data ends after " + reached + " of " + content.size() + " bytes");
        }
        sum.update(buffer, 0, count);
        reached += count;
        if (reached == content.size() && sum.getValue() != content.crc()) {
            throw new ImageFormatException("zip entry whose data does not have the sum that is given for it");
        }
        return count;
    }

    /** Ends a read of another thread that still has far to go, too. */
    @Override
    public void close() throws IOException {
        super.close();
        synchronized (this) {
            release();
        }
    }

    private void release() throws IOException {
        InputStream source = stream;
        stream = null;
        reached = 0;
        sum.reset();
        if (source != null) {
            source.close();
        }
    }
}
