package io.vmshare.filter;

/**
 * How exchanges are logged. Its presence in {@code ShareOptions} is what turns the access log on; lines go to the SLF4J
 * logger {@code io.vmshare.access} at INFO, one an exchange, when the last byte was handed to the kernel.
 *
 * @param format what a line looks like
 */
public record AccessLogOptions(Format format) {

    /** The common log format. */
    public static final AccessLogOptions DEFAULT = new AccessLogOptions(Format.COMMON);

    /** What a line looks like. */
    public enum Format {
        /** Apache's common log format: host, ident, user, time, request line, status, bytes. */
        COMMON,
        /** The common format with the referring page and the user agent. */
        COMBINED,
        /** One JSON object a line. */
        JSON
    }
}
