package io.vmshare.cli.firewall.rules;

/** What becomes of a request for a connection. */
public enum Verdict {
    /** No rule stops it. */
    OPEN,
    /** Rejected as if nothing listened: the client's connect fails at once with ECONNREFUSED. */
    REFUSED,
    /**
     * Rejected as forbidden: the client's connect fails at once with EHOSTUNREACH ("no route to host"), over IPv6 mostly
     * with EACCES ("permission denied").
     */
    PROHIBITED,
    /** Dropped without an answer: the client's connect times out. */
    DROPPED,
    /** The rules could not be read, or depend on what cannot be told beforehand. */
    UNKNOWN
}
