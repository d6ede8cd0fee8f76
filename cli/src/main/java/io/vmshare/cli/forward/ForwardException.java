package io.vmshare.cli.forward;

/** Why a port cannot be forwarded, or a forward ended: one line, <em>what: which value: why; what to do</em>. */
public final class ForwardException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates one. */
    public ForwardException(String message) {
        super(message);
    }

    /** Creates one with the exception that told. */
    public ForwardException(String message, Throwable cause) {
        super(message, cause);
    }
}
