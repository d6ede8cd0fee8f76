package io.vmshare.content;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.vmshare.http.ByteRange;
import io.vmshare.http.EntityTag;
import io.vmshare.http.Validators;
import io.vmshare.path.LocatedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A located file as it is: its bytes, unchanged. */
final class FileRepresentation implements Representation {

    private final LocatedFile file;
    private final String mediaType;
    private final @Nullable String disposition;

    /** Creates one that has {@code disposition} for its {@code Content-Disposition}, unless that is null. */
    FileRepresentation(LocatedFile file, String mediaType, @Nullable String disposition) {
        this.file = file;
        this.mediaType = mediaType;
        this.disposition = disposition;
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public Validators validators() {
        FileTime modified = file.modified();
        return modified == null
                ? Validators.NONE
                : new Validators(tag(file.length(), modified.toInstant()), modified.toInstant());
    }

    @Override
    public boolean acceptsRanges() {
        return file.modified() != null;
    }

    @Override
    public void describe(HeaderMap fields) throws IOException {
        fields.put(Headers.CONTENT_TYPE, TextContent.typeOf(mediaType, file.channel(), file.length()));
        if (disposition != null) {
            fields.put(Headers.CONTENT_DISPOSITION, disposition);
        }
    }

    @Override
    public Body body(HttpServerExchange exchange) throws IOException {
        return body(exchange, 0, file.length());
    }

    @Override
    public Body body(HttpServerExchange exchange, ByteRange part) throws IOException {
        return body(exchange, part.first(), part.length());
    }

    /** The kernel sends all but the last buffer, which waits for a check of the file; a small one is all that. */
    private Body body(HttpServerExchange exchange, long position, long count) throws IOException {
        SeekableByteChannel channel = file.channel();
        ByteBufferPool pool = exchange.getConnection().getByteBufferPool();
        SteadyFile steady = new SteadyFile(file, position + count);
        if (channel instanceof FileChannel fileChannel && isOfTheSystem(fileChannel)) {
            boolean local = Workplace.of(exchange).local();
            long tail = Math.min(count, pool.getBufferSize());
            return new SequenceBody(List.of(
                    new FileBody(fileChannel, steady, local, position, count - tail),
                    new CopiedBody(channel, pool, steady, !local, position + count - tail, tail)));
        }
        return new CopiedBody(channel, pool, steady, true, position, count);
    }

    /**
     * Returns whether {@code transferTo} is the kernel's, which takes what fits and returns. That of another provider
     * may try until all is taken (Jimfs 1.3 does): one reader that pauses would keep a thread and a processor.
     */
    private static boolean isOfTheSystem(FileChannel channel) {
        return channel.getClass().getModule().equals(FileChannel.class.getModule());
    }

    @Override
    public void close() throws IOException {
        file.release();
    }

    /**
     * The entity tag: size and time of the last write in nanoseconds, separated so that no two pairs look alike. It is
     * strong, survives a restart and is equal on every machine that serves the same storage (no inode, no device).
     */
    static EntityTag tag(long size, Instant modified) {
        return EntityTag.strong(Long.toHexString(size) + "-" + Long.toHexString(modified.getEpochSecond()) + "."
                + Integer.toHexString(modified.getNano()));
    }
}
