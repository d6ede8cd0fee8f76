package io.vmshare.content;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.vmshare.http.EntityTag;
import io.vmshare.http.Validators;
import io.vmshare.path.LocatedFile;
import io.vmshare.send.Body;
import io.vmshare.send.BytesBody;
import io.vmshare.send.Representation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A text file compressed by us, whole and in memory, so that its length is known. */
final class GzipRepresentation implements Representation {

    static final String CODING = "gzip";

    /** Shorter ones fit a packet as they are. */
    private static final long MIN_BYTES = 1024;

    private static final int PIECE_BYTES = 16 * 1024;

    private final FileRepresentation plain;
    private final byte[] compressed;
    private final GzipRoom room;

    private GzipRepresentation(FileRepresentation plain, byte[] compressed, GzipRoom room) {
        this.plain = plain;
        this.compressed = compressed;
        this.room = room;
    }

    /** Returns whether a file of {@code length} bytes is worth it, and may be held in memory. */
    static boolean fits(long length) {
        return length >= MIN_BYTES && length <= TextContent.MAX_BYTES;
    }

    /**
     * Returns {@code file} compressed; empty if that is not shorter, if the file changed meanwhile, or if there is no
     * room. It may block.
     */
    static Optional<Representation> of(FileRepresentation plain, LocatedFile file, GzipRoom room) throws IOException {
        if (file.modified() == null || !room.enter(file.length())) {
            return Optional.empty();
        }
        byte[] compressed = null;
        try {
            compressed = compress(file);
        } finally {
            room.leave(file.length(), compressed == null ? 0 : compressed.length);
        }
        return compressed == null ? Optional.empty() : Optional.of(new GzipRepresentation(plain, compressed, room));
    }

    private static byte @Nullable [] compress(LocatedFile file) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream((int) file.length() / 4);
        byte[] piece = new byte[PIECE_BYTES];
        SeekableByteChannel channel = file.channel().position(0);
        long unread = file.length();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            while (unread > 0 && compressed.size() < file.length()) {
                int read = channel.read(ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, unread)));
                if (read < 0) {
                    return null;
                }
                gzip.write(piece, 0, read);
                unread -= read;
            }
        }
        boolean shorter = unread == 0 && compressed.size() < file.length();
        return shorter && file.change() == LocatedFile.Change.NONE ? compressed.toByteArray() : null;
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
    public boolean isDownload() {
        return plain.isDownload();
    }

    @Override
    public void describe(HeaderMap fields) throws IOException {
        plain.describe(fields);
        fields.put(Headers.CONTENT_ENCODING, CODING);
    }

    @Override
    public Optional<byte[]> bytes() {
        return Optional.of(compressed);
    }

    @Override
    public Body body(HttpServerExchange exchange) {
        return new BytesBody(compressed);
    }

    @Override
    public void close() throws IOException {
        room.release(compressed.length);
        plain.close();
    }
}
