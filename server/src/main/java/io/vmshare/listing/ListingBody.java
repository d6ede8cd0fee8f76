package io.vmshare.listing;

import io.undertow.connector.PooledByteBuffer;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.send.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.xnio.channels.StreamSinkChannel;

/**
 * The rows of a listing. It holds the names and one buffer; each entry's attributes are read when its row is rendered. An
 * entry that is gone by then has no row.
 */
final class ListingBody implements Body {

    /** Text is rendered in pieces of about this many characters. */
    private static final int PIECE_CHARS = 8 * 1024;

    private final LocatedDirectory directory;
    private final List<Name> names;
    private final PooledByteBuffer pooled;
    private ByteBuffer text;
    private int next;
    private boolean ended;

    ListingBody(LocatedDirectory directory, List<Name> names, String head, PooledByteBuffer pooled) {
        this.directory = directory;
        this.names = names;
        this.pooled = pooled;
        this.text = ByteBuffer.wrap(head.getBytes(StandardCharsets.UTF_8));
        pooled.getBuffer().limit(0);
    }

    @Override
    public long writeTo(StreamSinkChannel sink) throws IOException {
        ByteBuffer buffer = pooled.getBuffer();
        if (!buffer.hasRemaining() && !fill(buffer)) {
            return DONE;
        }
        return sink.write(buffer);
    }

    private boolean fill(ByteBuffer buffer) {
        buffer.clear();
        while (buffer.hasRemaining() && (text.hasRemaining() || render())) {
            int count = Math.min(buffer.remaining(), text.remaining());
            buffer.put(text.array(), text.arrayOffset() + text.position(), count);
            text.position(text.position() + count);
        }
        buffer.flip();
        return buffer.hasRemaining();
    }

    private boolean render() {
        if (ended) {
            return false;
        }
        StringBuilder out = new StringBuilder(PIECE_CHARS + 512);
        while (next < names.size() && out.length() < PIECE_CHARS) {
            Name name = names.get(next++);
            Optional<EntryFacts> facts = directory.facts(name);
            if (facts.isPresent()) {
                HtmlListing.renderEntry(out, name, facts.get());
            }
        }
        if (next == names.size()) {
            out.append(HtmlListing.renderTail());
            ended = true;
        }
        text = ByteBuffer.wrap(out.toString().getBytes(StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public void close() {
        pooled.close();
    }
}
