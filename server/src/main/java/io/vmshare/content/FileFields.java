package io.vmshare.content;

import io.undertow.server.HttpServerExchange;
import io.vmshare.send.Representation;

/** What else is said of a file that is sent, in fields that the client asks for. Thread-safe. */
public interface FileFields {

    /** Returns {@code representation}, which is about to be sent, with fields that describe it further. */
    Representation around(HttpServerExchange exchange, Representation representation);
}
