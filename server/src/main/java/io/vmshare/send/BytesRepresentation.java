package io.vmshare.send;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.vmshare.http.ByteRange;
import io.vmshare.http.EntityTag;
import io.vmshare.http.Validators;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Content that was made for the exchange and is in memory. Its tag is strong: a digest of the bytes (RFC 9110 §8.8.1). */
public final class BytesRepresentation implements Representation {

    private static final int TAG_BYTES = 16;

    private final byte[] bytes;
    private final String mediaType;
    private final Validators validators;

    /** Creates one of {@code bytes}, which are not to be changed. */
    public BytesRepresentation(byte[] bytes, String mediaType) {
        this.bytes = bytes;
        this.mediaType = mediaType;
        this.validators = new Validators(EntityTag.strong(digest(bytes)), null);
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public Validators validators() {
        return validators;
    }

    @Override
    public boolean acceptsRanges() {
        return true;
    }

    @Override
    public void describe(HeaderMap fields) {
        fields.put(Headers.CONTENT_TYPE, mediaType);
    }

    @Override
    public Body body(HttpServerExchange exchange, ByteRange part) {
        return new BytesBody(Arrays.copyOfRange(bytes, (int) part.first(), (int) part.last() + 1));
    }

    @Override
    public Body body(HttpServerExchange exchange) {
        return new BytesBody(bytes);
    }

    @Override
    public void close() {}

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
