package io.vmshare.archive.tree;

import io.vmshare.http.RequestRefused;

/** The memory for the names of the directories that a walk is in. */
public interface NameRoom {

    /**
     * Takes so many bytes.
     *
     * @throws RequestRefused with 503 if there are not as many; then none is taken
     */
    void takeNames(long bytes);

    /** Gives back so many of them. */
    void giveBackNames(long bytes);
}
