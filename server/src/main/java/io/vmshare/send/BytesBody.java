package io.vmshare.send;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.channels.StreamSinkChannel;

/** Bytes that are in memory already. */
public final class BytesBody implements Body {

    /** What is written at once goes through a buffer of the JVM's, which each thread keeps. */
    private static final int SLICE_BYTES = 16 * 1024;

    /** The engine keeps what it writes together with a head until it writes on that connection again. */
    private static final int MAX_KEPT = 512;

    private final ByteBuffer bytes;
    private boolean headIsOut;

    /** Creates one of {@code bytes}, which are not to be changed. */
    public BytesBody(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    @Override
    public long writeTo(StreamSinkChannel sink) throws IOException {
        if (!bytes.hasRemaining()) {
            return DONE;
        }
        if (!headIsOut && bytes.capacity() > MAX_KEPT && !sink.flush()) {
            return 0;
        }
        headIsOut = true;
        int end = bytes.limit();
        bytes.limit(Math.min(end, bytes.position() + SLICE_BYTES));
        try {
            return sink.write(bytes);
        } finally {
            bytes.limit(end);
        }
    }

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public void close() {}
}
