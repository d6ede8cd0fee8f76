package io.vmshare.template;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.vmshare.http.ByteRange;
import io.vmshare.http.EntityTag;
import io.vmshare.http.Validators;
import io.vmshare.send.Body;
import io.vmshare.send.BytesBody;
import io.vmshare.send.Representation;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file with its names replaced, whole and in memory. Its tag is made of the bytes themselves, since they depend on who
 * asks; the time of the last write says nothing of that, so it has none.
 */
final class TemplateRepresentation implements Representation {

    private final Representation plain;
    private final byte[] bytes;
    private final boolean steady;
    private final TemplateRoom room;

    /** Creates one whose {@code bytes} have been taken from {@code room}; one that is not steady has no validators. */
    TemplateRepresentation(Representation plain, byte[] bytes, boolean steady, TemplateRoom room) {
        this.plain = plain;
        this.bytes = bytes;
        this.steady = steady;
        this.room = room;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public Validators validators() {
        return steady ? new Validators(EntityTag.strong(digest(bytes)), null) : Validators.NONE;
    }

    @Override
    public boolean acceptsRanges() {
        return steady;
    }

    @Override
    public boolean isDownload() {
        return plain.isDownload();
    }

    @Override
    public boolean mayGrow() {
        return plain.mayGrow();
    }

    @Override
    public void describe(HeaderMap fields) throws IOException {
        plain.describe(fields);
    }

    @Override
    public Optional<byte[]> bytes() {
        return Optional.of(bytes);
    }

    @Override
    public Body body(HttpServerExchange exchange, ByteRange part) {
        return new BytesBody(Arrays.copyOfRange(bytes, (int) part.first(), (int) (part.first() + part.length())));
    }

    @Override
    public Body body(HttpServerExchange exchange) {
        return new BytesBody(bytes);
    }

    @Override
    public void close() throws IOException {
        room.giveBack(bytes.length);
        plain.close();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
