package io.vmshare.kept;

import io.undertow.connector.PooledByteBuffer;
import io.vmshare.http.RequestHead;
import io.vmshare.wire.EarlyAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.StreamSinkConduit;

/** An answer made of a kept file that is in memory, head and content. */
class KeptAnswer implements EarlyAnswer {

    private final Told told;
    private final KeptFile file;
    private final PooledByteBuffer pooled;
    private final ByteBuffer[] buffers;
    private final int status;
    private long written; // of the content, and less than 0 while it is the head
    private @Nullable Asked asked; // only if somebody watches

    /** What is said of the exchange when it is over, and to whom. */
    record Told(KeptExchanges exchanges, InetAddress peer, RequestHead request, long started) {}

    /** Which bytes of the file it sends. */
    private record Asked(long first, long count) {}

    /**
     * Creates one.
     *
     * @param file what it is made of, which has been joined
     * @param head holds the rendered head and is closed at the end
     * @param content what goes out behind it; may be empty
     */
    KeptAnswer(Told told, KeptFile file, int status, PooledByteBuffer head, ByteBuffer content) {
        this.told = told;
        this.file = file;
        this.status = status;
        this.pooled = head;
        ByteBuffer out = head.getBuffer();
        this.written = -out.position();
        if (content.isDirect() || content.remaining() > out.remaining()) {
            this.buffers = new ByteBuffer[] {out.flip(), content};
        } else {
            this.buffers = new ByteBuffer[] {out.put(content).flip()};
        }
    }

    @Override
    public boolean writeTo(StreamSinkConduit sink) throws IOException {
        ByteBuffer last = buffers[buffers.length - 1];
        while (last.hasRemaining()) {
            long count = buffers.length == 1 ? sink.write(last) : sink.write(buffers, 0, buffers.length);
            if (count == 0) {
                return false;
            }
            count(count);
        }
        return true;
    }

    /** Has those who watch told, at the end, that it sends {@code bytes} of the file from {@code position}. */
    final void tell(long position, long bytes) {
        asked = new Asked(position, bytes);
    }

    final KeptFile file() {
        return file;
    }

    /** Counts bytes that were written. */
    final void count(long bytes) {
        written += bytes;
    }

    @Override
    public void end() {
        pooled.close();
        file.leave();
        long bytes = Math.max(written, 0);
        try {
            if (asked != null) {
                told.exchanges.sent(told.peer, sent(asked, bytes));
            }
        } finally {
            told.exchanges.end(told.peer, told.request, status, bytes, told.started);
        }
    }

    private KeptExchanges.Sent sent(Asked part, long bytes) {
        return new KeptExchanges.Sent(
                file.path(), file.validators(), file.content().length(), part.first, part.count, bytes, told.started);
    }
}
