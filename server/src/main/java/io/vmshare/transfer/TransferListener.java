package io.vmshare.transfer;

/**
 * Is told of each answer to GET with bytes of a file or an archive; of no listing, HEAD, 304 or error, nor of a file
 * that a page shows ({@code ?view}). It is called by the threads that send, several at a time, and has to return at once.
 */
public interface TransferListener {

    /** One begins. A short one is told only when it {@linkplain Download#isOver() is over}, right before {@link #ended}. */
    default void begun(Download download) {}

    /** One that was told to begin is over, whole or not; told once, before its line is in the access log. */
    void ended(Download download);
}
