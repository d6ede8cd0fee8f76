package io.vmshare.digest;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.vmshare.content.FileSender;
import io.vmshare.digest.Hashing.FileChangedException;
import io.vmshare.http.RequestRefused;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestPath;
import io.vmshare.path.RequestTarget;
import io.vmshare.send.RepresentationWriter;
import io.vmshare.send.Workplace;
import io.vmshare.work.PlaceGate;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers a file that is asked for its checksum, as by {@code ?digest=sha-256}, with a line, and a directory with those of its
 * tree. The digest is that of what a client gets who fetches the file and accepts no coding.
 */
public final class DigestHandler implements HttpHandler {

    private static final String KEY = "digest";

    /** How many trees may be read at once in a place: each holds names in memory. */
    private static final int MOST_TREES = 8;

    private static final int MOST_LOOKS = 3;

    private final FileSender sender;
    private final RepresentationWriter writer;
    private final Mounts mounts;
    private final FileDigests digests;
    private final HttpHandler next;
    private final PlaceGate trees = new PlaceGate(MOST_TREES);

    /** Creates one that leaves everything else to {@code next}. */
    public DigestHandler(
            FileSender sender, RepresentationWriter writer, Mounts mounts, FileDigests digests, HttpHandler next) {
        this.sender = sender;
        this.writer = writer;
        this.mounts = mounts;
        this.digests = digests;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        Located located = exchange.getAttachment(Located.KEY);
        Optional<String> value = target.pairs().first(KEY);
        Located.Kind asked = target.path().slash() ? Located.Kind.DIRECTORY : Located.Kind.FILE;
        if (value.isEmpty() || located.kind() != asked) {
            next.handleRequest(exchange); // a directory without its slash is redirected, the rest is missing
            return;
        }
        Algorithm algorithm = Algorithm.of(value.get())
                .orElseThrow(() -> new RequestRefused(400, "digest takes sha-256, sha-512 or md5"));
        if (located instanceof LocatedFile file) {
            file(exchange, file, target.path(), algorithm, 1);
        } else {
            tree(exchange, (LocatedDirectory) located, target.path(), algorithm);
        }
    }

    /** A small file that changes while it is read is looked at again; the head of the answer is not out by then. */
    private void file(HttpServerExchange exchange, LocatedFile file, RequestPath path, Algorithm algorithm, int looks)
            throws IOException {
        try {
            writer.write(
                    exchange,
                    new LineRepresentation(sender.uncoded(exchange, file, path), file.name(), algorithm, digests));
        } catch (FileChangedException e) {
            if (looks == MOST_LOOKS) {
                throw new RequestRefused(503, "the file changed whenever it was read; try again");
            }
            HeaderMap answer = exchange.getResponseHeaders();
            answer.remove(Headers.ETAG);
            answer.remove(Headers.LAST_MODIFIED);
            answer.remove(Headers.CONTENT_LENGTH);
            lookAgain(exchange, path, algorithm, looks + 1);
        }
    }

    private void lookAgain(HttpServerExchange exchange, RequestPath path, Algorithm algorithm, int looks)
            throws IOException {
        try (Located located = locate(exchange, path)) {
            if (located instanceof LocatedFile file) {
                file(exchange, file, path, algorithm, looks);
            } else {
                exchange.setStatusCode(StatusCodes.NOT_FOUND);
            }
        }
    }

    /** Where links may not be followed, a file that has become one is missing until it is asked for again. */
    private Located locate(HttpServerExchange exchange, RequestPath path) throws IOException {
        return Workplace.of(exchange).local()
                ? mounts.locateWithoutLinks(path).orElse(Located.MISSING)
                : mounts.locate(path);
    }

    private void tree(HttpServerExchange exchange, LocatedDirectory directory, RequestPath path, Algorithm algorithm)
            throws IOException {
        PlaceGate.Pass pass = trees.enter(mounts.slowPlace(path))
                .orElseThrow(
                        () -> new RequestRefused(503, "too many trees are being read for their checksums; try again"));
        directory.take();
        TreeSums sums = new TreeSums(exchange, mounts, sender, digests, algorithm, path, directory);
        writer.write(exchange, new TreeRepresentation(path, algorithm, sums, digests, pass));
    }
}
