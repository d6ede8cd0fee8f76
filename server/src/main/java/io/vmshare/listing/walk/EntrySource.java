package io.vmshare.listing.walk;

import java.io.IOException;

/** Where the rows of a listing come from. One thread at a time. */
public interface EntrySource {

    /**
     * Appends the next few rows, or none, and returns whether there may be more. It blocks, but not for long: what has been
     * appended shall be sent.
     */
    boolean next(StringBuilder out) throws IOException;
}
