package io.vmshare.send;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;

/**
 * A part of an open file, copied through a buffer, which is taken when first needed. Before the last bytes go out the file
 * is checked: one that has changed is not to be completed.
 */
final class CopiedBody implements Body {

    private final SeekableByteChannel file;
    private final ByteBufferPool pool;
    private final SteadyFile steady;
    private final boolean blocks;
    private long position;
    private long unread;
    private @Nullable PooledByteBuffer pooled;

    /** Creates one of {@code count} bytes from {@code position}; {@code blocks} is {@link Body#blocks}. */
    CopiedBody(
            SeekableByteChannel file,
            ByteBufferPool pool,
            SteadyFile steady,
            boolean blocks,
            long position,
            long count) {
        this.file = file;
        this.pool = pool;
        this.steady = steady;
        this.blocks = blocks;
        this.position = position;
        this.unread = count;
    }

    @Override
    public long writeTo(StreamSinkChannel sink) throws IOException {
        if (pooled == null) {
            pooled = pool.allocate();
            pooled.getBuffer().limit(0);
        }
        ByteBuffer buffer = pooled.getBuffer();
        if (!buffer.hasRemaining()) {
            if (unread == 0) {
                return DONE;
            }
            fill(buffer);
        }
        return sink.write(buffer);
    }

    private void fill(ByteBuffer buffer) throws IOException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), unread));
        int read = file.position(position).read(buffer);
        buffer.flip();
        if (read < 0) {
            throw steady.cut("the file shrank while it was sent");
        }
        position += read;
        unread -= read;
        if (unread == 0) {
            steady.check();
        }
    }

    @Override
    public boolean blocks() {
        return blocks;
    }

    @Override
    public void close() {
        if (pooled != null) {
            pooled.close();
        }
    }
}
