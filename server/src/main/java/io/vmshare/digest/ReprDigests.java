package io.vmshare.digest;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import io.vmshare.content.FileFields;
import io.vmshare.http.ByteRange;
import io.vmshare.http.FieldLines;
import io.vmshare.http.Validators;
import io.vmshare.http.WantDigest;
import io.vmshare.path.LocatedFile;
import io.vmshare.send.Body;
import io.vmshare.send.Representation;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code Want-Repr-Digest} with {@code Repr-Digest}, that of the whole representation as it is sent (RFC 9530 §3, §4),
 * where it is known or soon made; it is a wish, so that who wants more than that goes without. Thread-safe.
 */
public final class ReprDigests implements FileFields {

    private static final HttpString WANT = new HttpString("Want-Repr-Digest");
    private static final HttpString ANSWER = new HttpString("Repr-Digest");

    /** Those that are not deprecated (RFC 9530 §5), the first of several that are wanted alike. */
    private static final List<String> OFFERED = List.of("sha-256", "sha-512");

    private final FileDigests digests;

    /** Creates one that gets them from {@code digests}. */
    public ReprDigests(FileDigests digests) {
        this.digests = digests;
    }

    @Override
    public Representation around(HttpServerExchange exchange, Representation representation) {
        HeaderValues want = exchange.getRequestHeaders().get(WANT);
        if (want == null) {
            return representation;
        }
        Optional<Algorithm> algorithm =
                WantDigest.of(FieldLines.joined(want)).best(OFFERED).flatMap(Algorithm::of);
        return algorithm.isEmpty() ? representation : new Described(exchange, representation, algorithm.get());
    }

    /** A representation with its digest. */
    private final class Described implements Representation {

        private final HttpServerExchange exchange;
        private final Representation inner;
        private final Algorithm algorithm;

        Described(HttpServerExchange exchange, Representation inner, Algorithm algorithm) {
            this.exchange = exchange;
            this.inner = inner;
            this.algorithm = algorithm;
        }

        @Override
        public void describe(HeaderMap fields) throws IOException {
            inner.describe(fields);
            Optional<byte[]> digest = digests.soon(exchange, inner, algorithm);
            if (digest.isPresent()) {
                String value = Base64.getEncoder().encodeToString(digest.get());
                fields.put(ANSWER, algorithm.key() + "=:" + value + ":"); // a Byte Sequence (RFC 9651 §3.3.5)
            }
        }

        @Override
        public long length() {
            return inner.length();
        }

        @Override
        public Validators validators() {
            return inner.validators();
        }

        @Override
        public boolean acceptsRanges() {
            return inner.acceptsRanges();
        }

        @Override
        public boolean isSeekable() {
            return inner.isSeekable();
        }

        @Override
        public boolean isDownload() {
            return inner.isDownload();
        }

        @Override
        public boolean mayGrow() {
            return inner.mayGrow();
        }

        @Override
        public Optional<LocatedFile> file() {
            return inner.file();
        }

        @Override
        public Optional<byte[]> bytes() {
            return inner.bytes();
        }

        @Override
        public Body body(HttpServerExchange exchange, ByteRange part) throws IOException {
            return inner.body(exchange, part);
        }

        @Override
        public Body body(HttpServerExchange exchange) throws IOException {
            return inner.body(exchange);
        }

        @Override
        public void close() throws IOException {
            inner.close();
        }
    }
}
