package io.vmshare.send;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/** Bodies one after another. Each is closed as soon as it is written, so that one buffer at a time is taken. */
final class SequenceBody implements Body {

    private final boolean blocks;
    private final Iterator<Body> rest;
    private Body current;

    /** Creates one of at least one body. */
    SequenceBody(List<Body> bodies) {
        this.blocks = bodies.stream().anyMatch(Body::blocks);
        this.rest = bodies.iterator();
        this.current = rest.next();
    }

    @Override
    public long writeTo(StreamSinkChannel sink) throws IOException {
        long written = current.writeTo(sink);
        while (written == DONE && rest.hasNext()) {
            current.close();
            current = rest.next();
            written = current.writeTo(sink);
        }
        return written;
    }

    @Override
    public boolean blocks() {
        return blocks;
    }

    /** Closes the one under way; those behind it have taken nothing yet. */
    @Override
    public void close() {
        IoUtils.safeClose(current);
    }
}
