package io.vmshare.content;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.vmshare.http.EntityTag;
import io.vmshare.http.Validators;
import io.vmshare.path.LocatedFile;
import io.vmshare.send.Body;
import io.vmshare.send.Representation;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A file as the compressed one beside it: that one's bytes and validators, its own type. */
final class PrecompressedRepresentation implements Representation {

    /** What follows the file's name, by content coding (RFC 9110 §8.4.1, RFC 7932, RFC 8878). */
    static final Map<String, String> SUFFIXES = Map.of("br", ".br", "zstd", ".zst", "gzip", ".gz");

    private final FileRepresentation plain;
    private final FileRepresentation sibling;
    private final String coding;

    PrecompressedRepresentation(FileRepresentation plain, FileRepresentation sibling, String coding) {
        this.plain = plain;
        this.sibling = sibling;
        this.coding = coding;
    }

    @Override
    public long length() {
        return sibling.length();
    }

    /** The tag says the coding, too: the same file asked for by its own name is another resource's. */
    @Override
    public Validators validators() {
        Validators validators = sibling.validators();
        EntityTag tag = validators.entityTag();
        return tag == null
                ? Validators.NONE
                : new Validators(EntityTag.strong(tag.opaque() + "-" + coding), validators.lastModified());
    }

    @Override
    public boolean isDownload() {
        return plain.isDownload();
    }

    @Override
    public void describe(HeaderMap fields) throws IOException {
        plain.describe(fields);
        fields.put(Headers.CONTENT_ENCODING, coding);
    }

    @Override
    public Optional<LocatedFile> file() {
        return sibling.file();
    }

    @Override
    public Body body(HttpServerExchange exchange) throws IOException {
        return sibling.body(exchange);
    }

    @Override
    public void close() throws IOException {
        try (plain;
                sibling) {}
    }
}
