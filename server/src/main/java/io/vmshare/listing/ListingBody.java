package io.vmshare.listing;

import io.undertow.connector.PooledByteBuffer;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import io.vmshare.send.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.xnio.channels.StreamSinkChannel;

/**
 * The rows of a listing. It holds the names and one buffer; each entry's attributes are read when its row is rendered. An
 * entry that is gone by then has no row. What renders is made once and used for all rows, since garbage counts as memory,
 * too, until it is collected.
 */
final class ListingBody implements Body {

    /** Text is rendered in pieces of about this many characters. */
    private static final int PIECE_CHARS = 2 * 1024;

    /** What the last row of a piece may be longer, as a rule. */
    private static final int MARGIN_CHARS = 512;

    private final LocatedDirectory directory;
    private final NameList names;
    private final int[] order;
    private final PooledByteBuffer pooled;
    private final StringBuilder piece = new StringBuilder(PIECE_CHARS + MARGIN_CHARS);
    private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
    private char[] chars = new char[PIECE_CHARS + MARGIN_CHARS];
    private ByteBuffer text = bufferFor(chars);
    private int next;
    private boolean ended;

    /** Creates the body whose entries are those of {@code names} at the indexes in {@code order}. */
    ListingBody(LocatedDirectory directory, NameList names, int[] order, String head, PooledByteBuffer pooled) {
        this.directory = directory;
        this.names = names;
        this.order = order;
        this.pooled = pooled;
        piece.append(head);
        encode();
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
        while (next < order.length && piece.length() < PIECE_CHARS) {
            Name name = names.get(order[next++]);
            Optional<EntryFacts> facts = directory.facts(name);
            if (facts.isPresent()) {
                HtmlListing.renderEntry(piece, name, facts.get());
            }
        }
        if (next == order.length) {
            piece.append(HtmlListing.renderTail());
            ended = true;
        }
        encode();
        return true;
    }

    /** Moves the piece into {@code text}. */
    private void encode() {
        if (piece.length() > chars.length) {
            chars = new char[piece.length()];
            text = bufferFor(chars);
        }
        piece.getChars(0, piece.length(), chars, 0);
        utf8.reset().encode(CharBuffer.wrap(chars, 0, piece.length()), text.clear(), true);
        text.flip();
        piece.setLength(0);
    }

    private static ByteBuffer bufferFor(char[] chars) {
        return ByteBuffer.allocate(3 * chars.length); // no character of UTF-16 takes more in UTF-8
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
