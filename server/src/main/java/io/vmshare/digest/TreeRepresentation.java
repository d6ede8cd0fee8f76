package io.vmshare.digest;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.vmshare.http.Validators;
import io.vmshare.path.RequestPath;
import io.vmshare.send.Body;
import io.vmshare.send.Representation;
import io.vmshare.work.PlaceGate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The checksums of a tree, made while they are sent. */
final class TreeRepresentation implements Representation {

    private final RequestPath path;
    private final Algorithm algorithm;
    private final TreeSums sums;
    private final FileDigests digests;
    private final PlaceGate.Pass pass;
    private @Nullable TreeBody body;

    /**
     * Creates those of the directory at {@code path}.
     *
     * @param sums what makes them; closed with it
     * @param pass is closed with it
     */
    TreeRepresentation(RequestPath path, Algorithm algorithm, TreeSums sums, FileDigests digests, PlaceGate.Pass pass) {
        this.path = path;
        this.algorithm = algorithm;
        this.sums = sums;
        this.digests = digests;
        this.pass = pass;
    }

    @Override
    public long length() {
        return UNKNOWN;
    }

    @Override
    public Validators validators() {
        return Validators.NONE;
    }

    /** Names that are no UTF-8 are sent as they are; that there are some shows too late to say so. */
    @Override
    public void describe(HeaderMap fields) {
        fields.put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        fields.put(Headers.CONTENT_DISPOSITION, "inline; filename=\"" + algorithm.listName() + "\"");
    }

    @Override
    public Body body(HttpServerExchange exchange) {
        body = new TreeBody(exchange, sums, digests, path);
        return body;
    }

    @Override
    public void close() throws IOException {
        pass.close();
        if (body == null) {
            sums.close();
        } else {
            body.close(); // which knows whether they are at work
        }
    }
}
