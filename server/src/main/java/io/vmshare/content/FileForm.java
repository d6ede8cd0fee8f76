package io.vmshare.content;

import io.undertow.server.HttpServerExchange;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.RequestPath;
import io.vmshare.send.Representation;
import java.io.IOException;
import java.util.Optional;

/** A form of its own that some files are sent in, neither coded nor as they are. Thread-safe. */
public interface FileForm {

    /** No file has any. */
    FileForm NONE = (exchange, plain, file, path) -> Optional.empty();

    /**
     * Returns that form of a file; empty if it has none. It may block on the file.
     *
     * @param plain the file as it is, which the form describes itself by and closes with itself
     * @param path where the file is
     */
    Optional<Representation> of(HttpServerExchange exchange, Representation plain, LocatedFile file, RequestPath path)
            throws IOException;
}
