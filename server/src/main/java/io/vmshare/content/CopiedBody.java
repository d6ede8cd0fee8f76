package io.vmshare.content;

import io.undertow.connector.PooledByteBuffer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.xnio.channels.StreamSinkChannel;

/** A part of an open file that the kernel does not hold, copied through a buffer. It closes the file. */
final class CopiedBody implements Body {

    private final SeekableByteChannel file;
    private final PooledByteBuffer pooled;
    private long unread;

    CopiedBody(SeekableByteChannel file, PooledByteBuffer pooled, long position, long count) throws IOException {
        this.file = file;
        this.pooled = pooled;
        this.unread = count;
        file.position(position);
        pooled.getBuffer().limit(0);
    }

    @Override
    public long writeTo(StreamSinkChannel sink) throws IOException {
        ByteBuffer buffer = pooled.getBuffer();
        if (!buffer.hasRemaining()) {
            if (unread == 0) {
                return DONE;
            }
            buffer.clear().limit((int) Math.min(buffer.capacity(), unread));
            int read = file.read(buffer);
            buffer.flip();
            if (read < 0) {
                throw new EOFException("the file shrank while it was sent");
            }
            unread -= read;
        }
        return sink.write(buffer);
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public void close() throws IOException {
        pooled.close();
        file.close();
    }
}
