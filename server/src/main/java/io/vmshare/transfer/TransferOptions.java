package io.vmshare.transfer;

/**
 * Who is told of downloads. Its presence in {@code ShareOptions} is what has them watched.
 *
 * @param listener is told of each when it begins and ends
 */
public record TransferOptions(TransferListener listener) {}
