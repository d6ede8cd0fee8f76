package io.vmshare.http;

/**
 * The "no" to a request from deep inside a parser. It is an answer, not an accident, so it carries no stack trace.
 */
public final class RequestRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * Creates a refusal.
     *
     * @param status the status to answer with, 400 to 599
     * @param reason one line for the client, without anything of the host's; it is not escaped
     */
    public RequestRefused(int status, String reason) {
        super(reason, null, false, false);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("not the status of a refusal: " + status);
        }
        this.status = status;
    }

    /** Returns the status to answer with. */
    public int status() {
        return status;
    }
}
