package io.vmshare.content;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.vmshare.growing.Growth;
import io.vmshare.http.ByteRange;
import io.vmshare.http.EntityTag;
import io.vmshare.http.Validators;
import io.vmshare.path.LocatedFile;
import io.vmshare.send.Body;
import io.vmshare.send.FileBodies;
import io.vmshare.send.Representation;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A located file as it is: its bytes, unchanged. */
final class FileRepresentation implements Representation {

    /** What is decompressed on the way to a range that begins behind it; a client that asks for many costs no more. */
    private static final long MAX_SKIPPED_BYTES = 64L * 1024 * 1024;

    private final LocatedFile file;
    private final String mediaType;
    private final @Nullable String disposition;
    private final boolean download;
    private @Nullable String contentType;

    /** Creates one that has {@code disposition} for its {@code Content-Disposition}, unless that is null. */
    FileRepresentation(LocatedFile file, String mediaType, @Nullable String disposition) {
        this(file, mediaType, disposition, true);
    }

    private FileRepresentation(LocatedFile file, String mediaType, @Nullable String disposition, boolean download) {
        this.file = file;
        this.mediaType = mediaType;
        this.disposition = disposition;
        this.download = download;
    }

    /** Returns one that is no download of what is shared: it is only looked at, or is not of the share. */
    static FileRepresentation aside(LocatedFile file, String mediaType, @Nullable String disposition) {
        return new FileRepresentation(file, mediaType, disposition, false);
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public Validators validators() {
        Optional<Growth> growth = file.growth();
        if (growth.isPresent()) {
            return Validators.growing(
                    growth.get().series(), file.length(), growth.get().ended());
        }
        FileTime modified = file.modified();
        return modified == null ? Validators.NONE : new Validators(tag(modified.toInstant()), modified.toInstant());
    }

    @Override
    public boolean acceptsRanges() {
        boolean known = file.modified() != null || file.growth().isPresent();
        return known && (file.isSeekable() || file.length() <= MAX_SKIPPED_BYTES);
    }

    @Override
    public boolean isSeekable() {
        return file.isSeekable();
    }

    @Override
    public boolean isDownload() {
        return download;
    }

    @Override
    public boolean mayGrow() {
        Optional<Growth> growth = file.growth();
        return growth.isPresent() && growth.get().state() == Growth.State.OPEN;
    }

    @Override
    public void describe(HeaderMap fields) throws IOException {
        if (contentType == null) {
            contentType = TextContent.typeOf(mediaType, file.channel(), file.length());
        }
        fields.put(Headers.CONTENT_TYPE, contentType);
        if (disposition != null) {
            fields.put(Headers.CONTENT_DISPOSITION, disposition);
        }
    }

    @Override
    public Optional<LocatedFile> file() {
        return Optional.of(file);
    }

    @Override
    public Body body(HttpServerExchange exchange) throws IOException {
        return FileBodies.of(exchange, file, 0, file.length());
    }

    @Override
    public Body body(HttpServerExchange exchange, ByteRange part) throws IOException {
        return FileBodies.of(exchange, file, part.first(), part.length());
    }

    @Override
    public void close() throws IOException {
        file.release();
    }

    /** In an image its length counts, too: many of one and the same time are made so that they can be made again. */
    private EntityTag tag(Instant modified) {
        EntityTag tag = tag(file.length(), modified);
        return file.image()
                .map(image -> EntityTag.strong(tag.opaque() + "-" + Long.toHexString(image.length())))
                .orElse(tag);
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
