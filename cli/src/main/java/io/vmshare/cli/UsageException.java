package io.vmshare.cli;

/** A command line that makes no sense, found while its command runs. The message is told as it is. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
