package io.vmshare.archive;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.vmshare.content.Attachment;
import io.vmshare.http.ByteRange;
import io.vmshare.http.Validators;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.Name;
import io.vmshare.send.Body;
import io.vmshare.send.Representation;
import java.io.IOException;

/** A directory as an archive. */
final class ArchiveRepresentation implements Representation {

    private final ArchiveFormat format;
    private final Name name;
    private final ArchiveSource source;
    private final LocatedDirectory directory;
    private final ArchiveRoom.Place place;

    /**
     * Creates one that keeps {@code directory} open, since an image that it lies in would else be read anew for each file, and
     * holds {@code place}.
     *
     * @param name what the directory is called
     */
    ArchiveRepresentation(
            ArchiveFormat format,
            Name name,
            ArchiveSource source,
            LocatedDirectory directory,
            ArchiveRoom.Place place) {
        this.format = format;
        this.name = name;
        this.source = source;
        this.directory = directory;
        this.place = place;
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public Validators validators() {
        return source.validators();
    }

    @Override
    public boolean acceptsRanges() {
        return length() != UNKNOWN;
    }

    @Override
    public boolean isDownload() {
        return true;
    }

    @Override
    public void describe(HeaderMap fields) {
        fields.put(Headers.CONTENT_TYPE, format.mediaType());
        fields.put(Headers.CONTENT_DISPOSITION, Attachment.of(Name.ofBytes(name.bytes() + "." + format.word())));
    }

    @Override
    public Body body(HttpServerExchange exchange, ByteRange part) throws IOException {
        return source.body(poolOf(exchange), part);
    }

    @Override
    public Body body(HttpServerExchange exchange) throws IOException {
        return source.body(poolOf(exchange));
    }

    private static ByteBufferPool poolOf(HttpServerExchange exchange) {
        return exchange.getConnection().getByteBufferPool();
    }

    @Override
    public void close() throws IOException {
        try {
            source.close();
        } finally {
            place.close();
            directory.release();
        }
    }
}
