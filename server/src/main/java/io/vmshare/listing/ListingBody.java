package io.vmshare.listing;

import io.undertow.connector.PooledByteBuffer;
import io.vmshare.listing.walk.EntrySource;
import io.vmshare.send.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSinkChannel;

/**
 * The bytes of a listing. It holds one buffer; rows are rendered when there is room for them. What renders is made once and
 * used for all rows, since garbage counts as memory, too, until it is collected.
 */
final class ListingBody implements Body {

    /** Text is rendered in pieces of about this many characters. */
    private static final int PIECE_CHARS = 2 * 1024;

    /** What the last row of a piece may be longer, as a rule. */
    private static final int MARGIN_CHARS = 512;

    /** After so long what there is goes out, little as it may be: a search may find nothing for long. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EntrySource entries;
    private final ListingFormat format;
    private final PooledByteBuffer pooled;
    private final StringBuilder piece = new StringBuilder(PIECE_CHARS + MARGIN_CHARS);
    private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
    private final char[] chars = new char[PIECE_CHARS + MARGIN_CHARS];

    /** No character of UTF-16 takes more in UTF-8. */
    private final ByteBuffer text = ByteBuffer.allocate(3 * chars.length);

    private int encoded;
    private boolean ended;

    /** Creates the body whose rows are those of {@code entries}, in {@code format}. */
    ListingBody(EntrySource entries, ListingFormat format, PooledByteBuffer pooled) {
        this.entries = entries;
        this.format = format;
        this.pooled = pooled;
        format.begin(piece);
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

    private boolean fill(ByteBuffer buffer) throws IOException {
        buffer.clear();
        long began = System.nanoTime();
        while (buffer.hasRemaining() && (text.hasRemaining() || render(began))) {
            int count = Math.min(buffer.remaining(), text.remaining());
            buffer.put(text.array(), text.arrayOffset() + text.position(), count);
            text.position(text.position() + count);
            if (buffer.position() > 0 && System.nanoTime() - began > PATIENCE_NANOS) {
                break;
            }
        }
        buffer.flip();
        return buffer.hasRemaining();
    }

    private boolean render(long began) throws IOException {
        if (!piece.isEmpty()) {
            encode();
            return true;
        }
        if (ended) {
            return false;
        }
        boolean more;
        do {
            more = entries.next(piece);
        } while (more && piece.length() < PIECE_CHARS && System.nanoTime() - began < PATIENCE_NANOS);
        if (!more) {
            format.end(piece);
            ended = true;
        }
        encode();
        return true;
    }

    /**
     * Moves as much of the piece into {@code text} as that takes: what comes before and behind the rows may be long. Half of
     * a surrogate pair stands for a byte: only Python's listing has any.
     */
    private void encode() {
        int count = Math.min(piece.length() - encoded, chars.length);
        piece.getChars(encoded, encoded + count, chars, 0);
        boolean halved = encoded + count < piece.length() && Character.isHighSurrogate(chars[count - 1]);
        count -= halved ? 1 : 0;
        CharBuffer in = CharBuffer.wrap(chars, 0, count);
        text.clear();
        utf8.reset();
        while (utf8.encode(in, text, true).isMalformed()) {
            text.put((byte) in.get());
        }
        text.flip();
        encoded += count;
        if (encoded == piece.length()) {
            piece.setLength(0);
            encoded = 0;
        }
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
