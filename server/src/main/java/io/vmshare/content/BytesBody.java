package io.vmshare.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.channels.StreamSinkChannel;

/** Bytes that are in memory already. */
final class BytesBody implements Body {

    private final ByteBuffer bytes;

    BytesBody(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    @Override
    public long writeTo(StreamSinkChannel sink) throws IOException {
        return bytes.hasRemaining() ? sink.write(bytes) : DONE;
    }

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public void close() {}
}
