package io.vmshare.listing;

import io.undertow.server.HttpServerExchange;

/** The page that a client gets whose {@code Accept} names HTML. Thread-safe. */
public interface Page {

    /** Returns what renders the directory that {@code exchange} asks for, whose entries come in the order of {@code sorting}. */
    ListingFormat of(HttpServerExchange exchange, Sorting sorting);
}
