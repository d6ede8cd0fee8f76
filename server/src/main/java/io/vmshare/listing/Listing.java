package io.vmshare.listing;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.vmshare.http.Validators;
import io.vmshare.listing.walk.DirectoryEntries;
import io.vmshare.listing.walk.EntrySource;
import io.vmshare.listing.walk.Walk;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.NameList;
import io.vmshare.send.Body;
import io.vmshare.send.Representation;
import java.io.IOException;
import java.util.Optional;

/** A directory's entries in some format, read while they are sent. */
final class Listing implements Representation {

    private static final HttpString CSP = new HttpString("Content-Security-Policy");

    private final LocatedDirectory directory;
    private final ListingFormat format;
    private final Sorting sorting;
    private final boolean negotiated;
    private final Optional<Walk> walk;

    /**
     * Creates that of {@code directory}, which it releases.
     *
     * @param negotiated whether {@code Accept} decided the format
     * @param walk tells the entries if they are not just the directory's own; it is closed, too
     */
    Listing(
            LocatedDirectory directory,
            ListingFormat format,
            Sorting sorting,
            boolean negotiated,
            Optional<Walk> walk) {
        this.directory = directory;
        this.format = format;
        this.sorting = sorting;
        this.negotiated = negotiated;
        this.walk = walk;
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
    public void describe(HeaderMap fields) {
        fields.put(Headers.CONTENT_TYPE, format.mediaType());
        if (negotiated) {
            fields.put(Headers.VARY, "Accept");
        }
        fields.put(CSP, format.contentSecurityPolicy());
    }

    @Override
    public Body body(HttpServerExchange exchange) throws IOException {
        NameList names = directory.names();
        int[] order = format.order(directory, names, sorting);
        EntrySource entries = entries(names, order);
        PooledByteBuffer buffer = exchange.getConnection().getByteBufferPool().allocate();
        return new ListingBody(entries, format, buffer);
    }

    private EntrySource entries(NameList names, int[] order) {
        if (walk.isPresent()) {
            walk.get().begin(directory, names, order);
            return walk.get();
        }
        return new DirectoryEntries(directory, names, order, format);
    }

    @Override
    public void close() throws IOException {
        try {
            if (walk.isPresent()) {
                walk.get().close();
            }
        } finally {
            directory.release();
        }
    }
}
