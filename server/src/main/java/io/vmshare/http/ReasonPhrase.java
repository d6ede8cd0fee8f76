package io.vmshare.http;

/**
 * The names of statuses from 400 on that this server answers with (RFC 9110 §15, RFC 6585 §5, RFC 4918 §11.5). The
 * engine's own are those of RFCs that are obsolete.
 */
public final class ReasonPhrase {

    private ReasonPhrase() {}

    /** Returns the phrase of {@code status}, or the name of its class. */
    public static String of(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 410 -> "Gone";
            case 412 -> "Precondition Failed";
            case 414 -> "URI Too Long";
            case 416 -> "Range Not Satisfiable";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            case 505 -> "HTTP Version Not Supported";
            case 507 -> "Insufficient Storage";
            default -> status < 500 ? "Client Error" : "Server Error";
        };
    }
}
