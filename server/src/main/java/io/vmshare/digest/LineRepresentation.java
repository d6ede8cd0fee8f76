package io.vmshare.digest;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.vmshare.http.EntityTag;
import io.vmshare.http.Validators;
import io.vmshare.path.Name;
import io.vmshare.send.Body;
import io.vmshare.send.BytesBody;
import io.vmshare.send.Representation;
import io.vmshare.work.Presence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/**
 * The checksum of a file as one line. Its length is known beforehand, so that the head goes out at once, however long the
 * file is read; its validators are those of the file, with the hash function in the tag.
 */
final class LineRepresentation implements Representation {

    private final Representation source;
    private final Name name;
    private final Algorithm algorithm;
    private final FileDigests digests;
    private @Nullable HashJob job;

    /** Creates that of {@code source}, which is closed with it, a file called {@code name}. */
    LineRepresentation(Representation source, Name name, Algorithm algorithm, FileDigests digests) {
        this.source = source;
        this.name = name;
        this.algorithm = algorithm;
        this.digests = digests;
    }

    @Override
    public long length() {
        return ChecksumLine.length(algorithm, name.bytes());
    }

    @Override
    public Validators validators() {
        Validators validators = source.validators();
        EntityTag tag = validators.entityTag();
        return tag == null
                ? Validators.NONE
                : new Validators(
                        new EntityTag(tag.opaque() + "-" + algorithm.key(), tag.weak()), validators.lastModified());
    }

    /** A name of other bytes is sent as it is, since the client has it so; then no charset is said. */
    @Override
    public void describe(HeaderMap fields) {
        boolean utf8 = Name.ofText(name.text()).equals(name);
        fields.put(Headers.CONTENT_TYPE, utf8 ? "text/plain; charset=utf-8" : "text/plain");
    }

    /**
     * Returns the line, or one that waits for its digest.
     *
     * @throws Hashing.FileChangedException if the file is not the one any more that the validators are of
     */
    @Override
    public Body body(HttpServerExchange exchange) throws IOException {
        Optional<byte[]> known = digests.known(source, algorithm);
        if (known.isPresent() || FileDigests.isSmall(source)) {
            return lineOf(known.isPresent() ? known.get() : digests.make(source, algorithm));
        }
        Hashing.checkSteady(source);
        LineBody body = new LineBody(exchange);
        job = digests.join(digests.turnsOf(exchange), source, name, algorithm, body);
        if (!job.owns(source)) {
            IoUtils.safeClose(source); // another one is read for all
        }
        return body;
    }

    private Body lineOf(byte[] digest) {
        return new BytesBody(ChecksumLine.render(digest, name.bytes()).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        if (job == null) {
            source.close();
        }
    }

    /** The line of a digest in the making. */
    private final class LineBody implements Body, HashJob.Waiter {

        private final Presence client;
        private final AtomicReference<@Nullable Runnable> goOn = new AtomicReference<>();
        private volatile boolean left;
        private @Nullable Body line;

        LineBody(HttpServerExchange exchange) {
            this.client = digests.clientOf(exchange);
        }

        @Override
        public boolean hasLeft() {
            left = client.hasLeft();
            return left;
        }

        @Override
        public void over() {
            Runnable waiting = goOn.getAndSet(null);
            if (waiting != null) {
                waiting.run();
            }
        }

        @Override
        public long writeTo(StreamSinkChannel sink) throws IOException {
            if (left) {
                throw new IOException("the client has left");
            }
            if (line == null) {
                if (!sink.flush()) {
                    return 0; // the head first
                }
                if (!job().isOver()) {
                    return WAITING;
                }
                byte[] digest = job().digest();
                if (digest == null) {
                    throw new IOException("there is no digest of what the head speaks of");
                }
                line = lineOf(digest);
            }
            return line.writeTo(sink);
        }

        @Override
        public void whenReady(Runnable action) {
            goOn.set(action);
            if (left || job().isOver()) {
                over();
            }
        }

        @Override
        public boolean blocks() {
            return false;
        }

        @Override
        public void close() {
            job().leave(this);
        }

        private HashJob job() {
            if (job == null) {
                throw new IllegalStateException("it is asked for before it is sent");
            }
            return job;
        }
    }
}
