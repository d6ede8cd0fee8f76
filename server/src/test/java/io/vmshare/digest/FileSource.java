package io.vmshare.digest;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.vmshare.http.Validators;
import io.vmshare.path.LocatedFile;
import io.vmshare.send.Body;
import io.vmshare.send.Representation;
import java.io.IOException;
import java.util.Optional;

/** A located file as a representation. */
final class FileSource implements Representation {

    private final LocatedFile file;

    FileSource(LocatedFile file) {
        this.file = file;
    }

    @Override
    public Optional<LocatedFile> file() {
        return Optional.of(file);
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public Validators validators() {
        return Validators.NONE;
    }

    @Override
    public void describe(HeaderMap fields) {}

    @Override
    public Body body(HttpServerExchange exchange) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {
        file.release();
    }
}
