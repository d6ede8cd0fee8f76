package io.vmshare.listing;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.vmshare.http.ByteRange;
import io.vmshare.http.Validators;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import io.vmshare.send.Body;
import io.vmshare.send.Representation;
import java.io.IOException;
import java.util.List;

/** A directory's entries as plain HTML, read while they are sent. */
final class Listing implements Representation {

    private static final HttpString CSP = new HttpString("Content-Security-Policy");

    private final LocatedDirectory directory;
    private final List<Name> path;

    /** Creates that of {@code directory}, which is at {@code path} below the share's root. */
    Listing(LocatedDirectory directory, List<Name> path) {
        this.directory = directory;
        this.path = path;
    }

    @Override
    public long length() {
        return UNKNOWN;
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
        fields.put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
        fields.put(Headers.VARY, "Accept");
        fields.put(CSP, "default-src 'none'");
    }

    @Override
    public Body body(HttpServerExchange exchange) throws IOException {
        NameList names = directory.names();
        int[] order = EntryOrder.of(names);
        PooledByteBuffer buffer = exchange.getConnection().getByteBufferPool().allocate();
        return new ListingBody(directory, names, order, HtmlListing.renderHead(path), buffer);
    }

    @Override
    public Body body(HttpServerExchange exchange, ByteRange part) {
        throw new UnsupportedOperationException("a listing has no ranges");
    }

    @Override
    public void close() throws IOException {
        directory.release();
    }
}
