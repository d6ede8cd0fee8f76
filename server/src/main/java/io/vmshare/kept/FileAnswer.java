package io.vmshare.kept;

import io.undertow.connector.PooledByteBuffer;
import io.vmshare.image.PlacedChannel.Stretch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.conduits.StreamSinkConduit;

/**
 * An answer with a part of a file that the kernel sends from where it lies. The end is held back, in memory, until a last
 * look has told that the file is still the same.
 */
final class FileAnswer extends KeptAnswer {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static final Logger LOG = LoggerFactory.getLogger(FileAnswer.class);

    private final List<Stretch> bulk;
    private final FileEnd end;
    private final Chunks chunks;
    private int next;
    private long sentOfNext;
    private boolean looked;

    /**
     * Creates one of {@code bulk}, which the kernel sends, and {@code end}, whose chunk goes back to {@code chunks}.
     */
    FileAnswer(
            Told told,
            KeptFile file,
            int status,
            PooledByteBuffer head,
            List<Stretch> bulk,
            FileEnd end,
            Chunks chunks) {
        super(told, file, status, head, bulk.isEmpty() ? end.bytes() : NOTHING);
        this.bulk = bulk;
        this.end = end;
        this.chunks = chunks;
    }

    @Override
    public boolean writeTo(StreamSinkConduit sink) throws IOException {
        if (!super.writeTo(sink) || !isBulkWritten(sink)) {
            return false;
        }
        ByteBuffer bytes = end.bytes();
        if (bytes.hasRemaining() && !looked && !end.isOf(file().held())) {
            throw cut("the file changed while it was sent");
        }
        looked = true;
        while (bytes.hasRemaining()) {
            int count = sink.write(bytes);
            if (count == 0) {
                return false;
            }
            count(count);
        }
        return true;
    }

    private boolean isBulkWritten(StreamSinkConduit sink) throws IOException {
        while (next < bulk.size()) {
            Stretch stretch = bulk.get(next);
            long position = stretch.position() + sentOfNext;
            long left = stretch.count() - sentOfNext;
            long sent = Math.max(sink.transferFrom(stretch.file(), position, left), 0);
            if (sent == 0 && stretch.file().size() <= position) {
                throw cut("the file shrank while it was sent");
            }
            count(sent);
            sentOfNext += sent;
            if (sent == left) {
                next++;
                sentOfNext = 0;
            } else if (sent == 0) {
                return false;
            }
        }
        return true;
    }

    /** Tells the owner that a download ends early, and returns what ends it. */
    private IOException cut(String why) {
        LOG.warn("Cut a download of {}: {}", file().held().name(), why);
        return new IOException(why);
    }

    @Override
    public void end() {
        chunks.giveBack(end.bytes());
        super.end();
    }
}
