package io.vmshare.content;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.vmshare.http.ByteRange;
import io.vmshare.http.Validators;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A short text from memory. */
public final class TextRepresentation implements Representation {

    private final byte[] text;

    /** Creates one of {@code text}, as {@code text/plain} in UTF-8. */
    public TextRepresentation(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long length() {
        return text.length;
    }

    @Override
    public Validators validators() {
        return Validators.NONE;
    }

    @Override
    public boolean acceptsRanges() {
        return false;
    }

    @Override
    public void describe(HeaderMap fields) {
        fields.put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
    }

    @Override
    public Body body(HttpServerExchange exchange) {
        return new BytesBody(ByteBuffer.wrap(text));
    }

    @Override
    public Body body(HttpServerExchange exchange, ByteRange part) {
        return new BytesBody(ByteBuffer.wrap(text, (int) part.first(), (int) part.length()));
    }

    @Override
    public void close() {}
}
