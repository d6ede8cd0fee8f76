package io.vmshare.send;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import io.vmshare.http.ByteRange;
import io.vmshare.http.ConditionalFields;
import io.vmshare.http.Decision;
import io.vmshare.http.FieldLines;
import io.vmshare.http.HttpDate;
import io.vmshare.http.MultipartRanges;
import io.vmshare.http.Validators;
import io.vmshare.transfer.TransferListener;
import io.vmshare.transfer.TransferOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers GET and HEAD with a representation: validators, preconditions (RFC 9110 §13.2.2), range (§14.2), bytes.
 * Thread-safe.
 */
public final class RepresentationWriter implements AutoCloseable {

    private static final HttpString NOSNIFF = new HttpString("X-Content-Type-Options");

    private final Clock clock;
    private final Duration stallTimeout;
    private final @Nullable TransferListener listener;
    private final Set<Transfer> waiting = ConcurrentHashMap.newKeySet();

    /**
     * Creates one that cuts readers which take no byte for {@code stallTimeout}.
     *
     * @param transfers who is told of downloads, if anybody is
     */
    public RepresentationWriter(Clock clock, Duration stallTimeout, Optional<TransferOptions> transfers) {
        this.clock = clock;
        this.stallTimeout = stallTimeout;
        this.listener = transfers.isPresent() ? transfers.get().listener() : null;
    }

    /** Writes {@code representation}, or what its preconditions and range leave of it, and closes it when done. */
    public void write(HttpServerExchange exchange, Representation representation) throws IOException {
        boolean opened = false;
        try {
            Body body = answer(exchange, representation);
            opened = body != null;
            if (body != null) {
                new Transfer(exchange, representation, body, stallTimeout, waiting).start();
            }
        } finally {
            if (!opened) {
                representation.close();
            }
        }
    }

    /** Releases what waits for readers that cannot come any more, since the threads that served them are gone. */
    @Override
    public void close() {
        waiting.forEach(Transfer::abandon);
    }

    /** Sets status and fields; returns the content to send, or null if there is none. */
    private @Nullable Body answer(HttpServerExchange exchange, Representation representation) throws IOException {
        Instant now = clock.instant();
        HeaderMap answer = exchange.getResponseHeaders();
        Validators validators = believable(representation.validators(), now);
        putCommon(answer, validators);
        HeaderMap request = exchange.getRequestHeaders();
        boolean ranges = representation.acceptsRanges();
        String range = ranges ? FieldLines.joined(request.get(Headers.RANGE)) : null;
        Decision decision = Decision.of(conditions(request), range, validators, representation.length(), now);
        boolean proceeds =
                decision.outcome() != Decision.Outcome.NOT_MODIFIED && decision.outcome() != Decision.Outcome.FAILED;
        if (ranges && proceeds) {
            answer.put(Headers.ACCEPT_RANGES, "bytes");
        }
        return switch (decision.outcome()) {
            case WHOLE -> watched(exchange, representation, List.of(), whole(exchange, representation));
            case PARTIAL ->
                watched(
                        exchange,
                        representation,
                        decision.ranges(),
                        parts(exchange, representation, decision.ranges()));
            case NOT_MODIFIED -> empty(exchange, StatusCodes.NOT_MODIFIED);
            case FAILED -> empty(exchange, StatusCodes.PRECONDITION_FAILED);
            case UNSATISFIABLE -> {
                answer.put(Headers.CONTENT_RANGE, "bytes */" + representation.length());
                yield empty(exchange, StatusCodes.REQUEST_RANGE_NOT_SATISFIABLE);
            }
        };
    }

    /** Returns {@code body}, and has its way told if it is a download that somebody watches. */
    private @Nullable Body watched(
            HttpServerExchange exchange, Representation representation, List<ByteRange> ranges, @Nullable Body body) {
        if (listener == null || body == null || !representation.isDownload()) {
            return body;
        }
        boolean partial = exchange.getStatusCode() == StatusCodes.PARTIAL_CONTENT;
        return WatchedBody.begin(exchange, representation, partial ? ranges : List.of(), body, listener);
    }

    private static @Nullable Body empty(HttpServerExchange exchange, int status) {
        exchange.setStatusCode(status);
        return null;
    }

    private static @Nullable Body parts(
            HttpServerExchange exchange, Representation representation, List<ByteRange> ranges) throws IOException {
        if (!representation.isSeekable() && !isForward(ranges)) {
            return whole(exchange, representation);
        }
        HeaderMap answer = exchange.getResponseHeaders();
        exchange.setStatusCode(StatusCodes.PARTIAL_CONTENT);
        representation.describe(answer);
        if (ranges.size() > 1) {
            return several(exchange, representation, ranges);
        }
        ByteRange range = ranges.get(0);
        answer.put(Headers.CONTENT_RANGE, range.render(representation.length()));
        exchange.setResponseContentLength(range.length());
        return isHead(exchange) ? null : representation.body(exchange, range);
    }

    private static boolean isForward(List<ByteRange> ranges) {
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).first() < ranges.get(i - 1).first()) {
                return false;
            }
        }
        return true;
    }

    /** Several ranges carry their {@code Content-Range} each, and the answer none (RFC 9110 §15.3.7.2). */
    private static @Nullable Body several(
            HttpServerExchange exchange, Representation representation, List<ByteRange> ranges) throws IOException {
        HeaderMap answer = exchange.getResponseHeaders();
        // No content holds by accident what was drawn just now from 2^122, and its length is HEAD's as well.
        String boundary = UUID.randomUUID().toString().replace("-", "");
        MultipartRanges parts =
                new MultipartRanges(boundary, answer.getFirst(Headers.CONTENT_TYPE), ranges, representation.length());
        answer.put(Headers.CONTENT_TYPE, parts.contentType());
        exchange.setResponseContentLength(parts.length());
        if (isHead(exchange)) {
            return null;
        }
        List<Body> bodies = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            bodies.add(new BytesBody(parts.head(i).getBytes(StandardCharsets.US_ASCII)));
            bodies.add(representation.body(exchange, ranges.get(i)));
        }
        bodies.add(new BytesBody(parts.end().getBytes(StandardCharsets.US_ASCII)));
        return new SequenceBody(bodies);
    }

    private static @Nullable Body whole(HttpServerExchange exchange, Representation representation) throws IOException {
        representation.describe(exchange.getResponseHeaders());
        if (representation.length() != Representation.UNKNOWN) {
            exchange.setResponseContentLength(representation.length());
            return isHead(exchange) ? null : representation.body(exchange);
        }
        if (exchange.isHttp11()) {
            // Also on a connection that ends with it: an answer that is cut must not look whole (RFC 9112 §8).
            exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "chunked");
        }
        if (isHead(exchange)) {
            exchange.getResponseChannel(); // now it goes out as GET's; else the engine would say that it is empty
        }
        return isHead(exchange) ? null : representation.body(exchange);
    }

    /** A date in the future is no validator: a clock behind the file's would call it unchanged for ever. */
    private static Validators believable(Validators validators, Instant now) {
        Instant modified = validators.lastModified();
        return modified != null && modified.isAfter(now) ? validators.withoutDate() : validators;
    }

    /**
     * Adds the fields of an answer with all of {@code representation}, but for its length.
     *
     * @param validators those of it that are believable
     */
    public static void describe(HeaderMap fields, Representation representation, Validators validators)
            throws IOException {
        putCommon(fields, validators);
        if (representation.acceptsRanges()) {
            fields.put(Headers.ACCEPT_RANGES, "bytes");
        }
        representation.describe(fields);
    }

    /** Adds what every answer made of a representation has, also one without content (RFC 9110 §15.4.5). */
    private static void putCommon(HeaderMap answer, Validators validators) {
        answer.put(Headers.CACHE_CONTROL, "no-cache");
        answer.put(NOSNIFF, "nosniff");
        if (validators.entityTag() != null) {
            answer.put(Headers.ETAG, validators.entityTag().render());
        }
        if (validators.lastModified() != null) {
            answer.put(Headers.LAST_MODIFIED, HttpDate.render(validators.lastModified()));
        }
    }

    private static ConditionalFields conditions(HeaderMap request) {
        return new ConditionalFields(
                FieldLines.joined(request.get(Headers.IF_MATCH)),
                FieldLines.joined(request.get(Headers.IF_NONE_MATCH)),
                FieldLines.joined(request.get(Headers.IF_MODIFIED_SINCE)),
                FieldLines.joined(request.get(Headers.IF_UNMODIFIED_SINCE)),
                FieldLines.joined(request.get(Headers.IF_RANGE)));
    }

    private static boolean isHead(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.HEAD);
    }
}
