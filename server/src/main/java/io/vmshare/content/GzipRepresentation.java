package io.vmshare.content;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.vmshare.http.ByteRange;
import io.vmshare.http.EntityTag;
import io.vmshare.http.Validators;
import io.vmshare.path.LocatedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/** A text file compressed by us, whole and in memory, so that its length is known. */
final class GzipRepresentation implements Representation {

    static final String CODING = "gzip";

    /** Shorter ones fit a packet as they are. */
    private static final long MIN_BYTES = 1024;

    private static final int SHARE_OF_HEAP = 8;

    private final FileRepresentation plain;
    private final byte[] compressed;
    private final AtomicLong held;

    private GzipRepresentation(FileRepresentation plain, byte[] compressed, AtomicLong held) {
        this.plain = plain;
        this.compressed = compressed;
        this.held = held;
        held.addAndGet(compressed.length);
    }

    /** Returns whether a file of {@code length} bytes is worth it, and may be held in memory. */
    static boolean fits(long length) {
        return length >= MIN_BYTES && length <= TextContent.MAX_BYTES;
    }

    /**
     * Returns {@code file} compressed; empty if that is not shorter, or if the file changed meanwhile. It may block.
     *
     * @param held the bytes that all of them hold until they are sent: readers that pause must not fill the memory, so
     *     from an eighth of the heap on there are no more
     */
    static Optional<Representation> of(FileRepresentation plain, LocatedFile file, AtomicLong held) throws IOException {
        if (file.modified() == null || held.get() > Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP) {
            return Optional.empty();
        }
        ByteBuffer content = ByteBuffer.allocate((int) file.length());
        SeekableByteChannel channel = file.channel().position(0);
        while (content.hasRemaining() && channel.read(content) >= 0) {}
        if (content.hasRemaining() || file.change() != LocatedFile.Change.NONE) {
            return Optional.empty();
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.capacity() / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content.array());
        }
        return compressed.size() < content.capacity()
                ? Optional.of(new GzipRepresentation(plain, compressed.toByteArray(), held))
                : Optional.empty();
    }

    @Override
    public long length() {
        return compressed.length;
    }

    /** The tag is weak: another version of zlib makes other bytes of the same text (RFC 9110 §8.8.1). */
    @Override
    public Validators validators() {
        Validators validators = plain.validators();
        EntityTag tag = validators.entityTag();
        return tag == null
                ? Validators.NONE
                : new Validators(new EntityTag(tag.opaque() + "-gz", true), validators.lastModified());
    }

    @Override
    public boolean acceptsRanges() {
        return false;
    }

    @Override
    public void describe(HeaderMap fields) throws IOException {
        plain.describe(fields);
        fields.put(Headers.CONTENT_ENCODING, CODING);
    }

    @Override
    public Body body(HttpServerExchange exchange, ByteRange part) {
        throw new UnsupportedOperationException("no ranges");
    }

    @Override
    public Body body(HttpServerExchange exchange) {
        return new BytesBody(compressed);
    }

    @Override
    public void close() throws IOException {
        held.addAndGet(-compressed.length);
        plain.close();
    }
}
