package io.vmshare.archive.out;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.vmshare.image.PlacedChannel.Stretch;
import io.vmshare.send.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;

/** An archive, or a part of it, as it is. It takes a buffer when it is first written. */
public final class PlainBody implements Body {

    private static final long SLICE_BYTES = 512 * 1024;

    /** Less, since each byte may be what is left of a thousand. */
    private static final long READ_SLICE_BYTES = 128 * 1024;

    private final PieceReader reader;
    private final ByteBufferPool pool;
    private @Nullable PooledByteBuffer pooled;
    private boolean headIsOut;

    /** Creates one that takes over {@code pieces}; {@code kernel} says whether the kernel may send long files. */
    public PlainBody(Pieces pieces, ByteBufferPool pool, boolean kernel) {
        this.reader = new PieceReader(pieces, kernel);
        this.pool = pool;
    }

    @Override
    public long writeTo(StreamSinkChannel sink) throws IOException {
        if (pooled == null) {
            pooled = pool.allocate();
            pooled.getBuffer().limit(0);
        }
        ByteBuffer buffer = pooled.getBuffer();
        long written = 0;
        do {
            if (!buffer.hasRemaining()) {
                buffer.clear();
                boolean more = reader.fill(buffer);
                if (!buffer.flip().hasRemaining()) {
                    return written > 0 ? written : more ? transfer(sink) : DONE;
                }
            }
            written += sink.write(buffer);
        } while (!buffer.hasRemaining() && written < READ_SLICE_BYTES);
        return written;
    }

    private long transfer(StreamSinkChannel sink) throws IOException {
        // As long as the head waits, the engine's transferFrom (2.4.4) reads from the channel's own position.
        if (!headIsOut && !sink.flush()) {
            return 0;
        }
        headIsOut = true;
        FilePiece file = reader.forKernel();
        Stretch stretch = file == null ? null : file.forKernel(SLICE_BYTES);
        if (file == null || stretch == null) {
            return 0;
        }
        long sent = sink.transferFrom(stretch.file(), stretch.position(), stretch.count());
        file.sent(sent, stretch);
        return Math.max(sent, 0);
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public void close() {
        if (pooled != null) {
            pooled.close();
        }
        reader.close();
    }
}
