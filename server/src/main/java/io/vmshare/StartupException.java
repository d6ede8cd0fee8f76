package io.vmshare;

/**
 * Why a share cannot start: the world said no (a port taken, a directory gone). The message is one line, <em>what
 * failed: which value: why; what to do</em>, fit to be shown to the owner as it is.
 */
public final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What kind of "no" it was, for callers who offer a way out. */
    public enum Reason {
        /** A shared path is missing, unreadable or neither a file nor a directory. */
        PATH,
        /** Another program listens on the port. */
        PORT_IN_USE,
        /** The user may not listen on the port. */
        PORT_FORBIDDEN,
        /** The address is not this machine's. */
        ADDRESS,
        /** Anything else. */
        OTHER
    }

    /** Creates one. */
    public StartupException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Creates one with the exception that told. */
    public StartupException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns what kind of "no" it was. */
    public Reason reason() {
        return reason;
    }
}
