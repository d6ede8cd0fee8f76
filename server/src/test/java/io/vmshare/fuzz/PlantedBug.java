package io.vmshare.fuzz;

/** What {@link WrongServer} gets wrong on purpose; each was a real server's mistake once. */
enum PlantedBug {
    /** Nothing: what the others are measured against. */
    NONE,
    /** Content-Length counts although Transfer-Encoding is there (CL.TE smuggling, RFC 9112 §6.3 and §11.2). */
    LENGTH_BEFORE_CODING,
    /** A body is taken for the next request. */
    BODY_IGNORED,
    /** A line may end in LF alone, and so a field hides in another's value. */
    BARE_LF,
    /** A line that begins with a space goes on with the one before, and is answered. */
    FOLDED_LINES,
    /** What follows a malformed request is answered. */
    GOES_ON_AFTER_REFUSAL,
    /** The path is decoded once for the check and once more for the file. */
    DECODED_TWICE,
    /** If-Range is not looked at. */
    STALE_PART,
    /** The last byte of a range is left out of the body and not of Content-Range. */
    RANGE_SHORT_BY_ONE,
    /** An answer to HEAD has a body. */
    BODY_FOR_HEAD,
    /** A malformed percent-encoding is an internal error. */
    ERROR_500,
    /** A malformed request is refused by another than who answers, as by an engine in front of its user. */
    NAMELESS,
    /** A malformed request is neither answered nor is its connection closed. */
    SILENT
}
