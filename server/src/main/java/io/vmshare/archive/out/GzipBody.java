package io.vmshare.archive.out;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.vmshare.send.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;

/** An archive compressed with gzip (RFC 1952). It takes buffers when it is first written. */
public final class GzipBody implements Body {

    private static final int INPUT_BYTES = 16 * 1024;

    /** Deflated, without a name or a time, made at the highest speed, on a system that is not said. */
    private static final byte[] HEAD = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 4, (byte) 0xFF};

    private static final int TAIL_BYTES = 8;

    private final PieceReader reader;
    private final ByteBufferPool pool;
    private final CRC32 crc = new CRC32();
    private long length;
    private @Nullable PooledByteBuffer pooled;
    private @Nullable Deflater deflater;
    private ByteBuffer input = ByteBuffer.allocate(0);
    private boolean ended;

    /** Creates one that takes over {@code pieces}. */
    public GzipBody(Pieces pieces, ByteBufferPool pool) {
        this.reader = new PieceReader(pieces, false);
        this.pool = pool;
    }

    @Override
    public long writeTo(StreamSinkChannel sink) throws IOException {
        if (pooled == null || deflater == null) {
            pooled = pool.allocate();
            deflater = new Deflater(Compression.LEVEL, true);
            input = ByteBuffer.allocate(INPUT_BYTES);
            pooled.getBuffer().clear().put(HEAD).flip();
        }
        ByteBuffer buffer = pooled.getBuffer();
        if (!buffer.hasRemaining()) {
            if (ended) {
                return DONE;
            }
            fill(buffer.clear(), deflater);
            buffer.flip();
        }
        return sink.write(buffer);
    }

    private void fill(ByteBuffer out, Deflater compressor) throws IOException {
        while (out.hasRemaining() && !compressor.finished()) {
            if (compressor.needsInput()) {
                input.clear();
                reader.fill(input);
                input.flip();
                if (input.hasRemaining()) {
                    crc.update(input.array(), 0, input.remaining());
                    length += input.remaining();
                    compressor.setInput(input.array(), 0, input.remaining());
                } else {
                    compressor.finish();
                }
            }
            compressor.deflate(out);
        }
        if (compressor.finished() && out.remaining() >= TAIL_BYTES) {
            ByteOrder order = out.order();
            out.order(ByteOrder.LITTLE_ENDIAN).putInt((int) crc.getValue()).putInt((int) length);
            out.order(order);
            ended = true;
        }
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
        if (deflater != null) {
            deflater.end();
        }
        reader.close();
    }
}
