package io.vmshare.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of a request say of where it ends and of what becomes of its connection (RFC 9112 §6, §9.3), gathered
 * line by line. Not thread-safe.
 */
final class Framing {

    private static final String CLOSE = "close";
    private static final String KEEP_ALIVE = "keep-alive";

    /** Fields of which an engine has a reading of its own. Upgrades and interim answers are not offered. */
    private static final List<String> NAMES =
            List.of("content-length", "transfer-encoding", "connection", "expect", "upgrade", "http2-settings");

    private @Nullable String length;
    private @Nullable String codings;
    private @Nullable String options;
    private @Nullable String host;
    private boolean plain = true;

    /** Returns whether a field of this name is for the framing alone, and not for who answers the request. */
    static boolean isFraming(String name) {
        for (String framing : NAMES) {
            if (framing.equalsIgnoreCase(name)) { // which looks at the lengths first
                return true;
            }
        }
        return false;
    }

    /**
     * Takes one field line into account.
     *
     * @throws RequestRefused with 400 if a field is there twice that may be there once
     */
    void add(String name, String value) {
        if (name.equalsIgnoreCase("host")) {
            if (host != null) {
                throw new RequestRefused(400, "Host is repeated");
            }
            host = value;
        } else if (name.equalsIgnoreCase("content-length")) {
            if (length != null) {
                throw new RequestRefused(400, "Content-Length is repeated");
            }
            length = value;
        } else if (name.equalsIgnoreCase("transfer-encoding")) {
            codings = codings == null ? value : codings + "," + value;
        } else if (name.equalsIgnoreCase("connection")) {
            options = options == null ? value : options + "," + value;
        } else if (isFraming(name)) {
            plain = false;
        }
    }

    /**
     * Checks all of it together.
     *
     * @throws RequestRefused with 400 if nobody can say for certain where the request ends or whom it is for, 501 if its
     *     transfer coding is not known (RFC 9112 §3.2, §6.1, §6.3)
     */
    void check(int minorVersion) {
        if (host == null ? minorVersion > 0 : !HostField.isValid(host)) {
            throw new RequestRefused(400, "Host is missing or malformed");
        }
        if (length != null && (length.isEmpty() || !length.chars().allMatch(c -> c >= '0' && c <= '9'))) {
            throw new RequestRefused(400, "Content-Length is no number");
        }
        if (codings != null && (length != null || minorVersion == 0)) {
            throw new RequestRefused(400, "Transfer-Encoding with Content-Length, or in HTTP/1.0");
        }
        if (codings != null && !codings.equalsIgnoreCase("chunked")) {
            String[] names = codings.toLowerCase(Locale.ROOT).split(",", -1);
            for (int i = 0; i < names.length - 1; i++) {
                if (Tokens.trim(names[i]).equals("chunked")) {
                    throw new RequestRefused(400, "chunked is not the last transfer coding");
                }
            }
            throw new RequestRefused(501, "transfer coding other than chunked");
        }
    }

    /** Returns whether content follows the head. */
    boolean hasContent() {
        return codings != null || (length != null && !length.chars().allMatch(c -> c == '0'));
    }

    /** Returns whether the connection ends with this request. Content is never read here, so it ends with that, too. */
    boolean isLast(int minorVersion) {
        return hasContent() || hasOption(CLOSE) || (minorVersion == 0 && !hasOption(KEEP_ALIVE));
    }

    /** Returns whether an engine has no reading of its own of the lines as they came. */
    boolean isPlain() {
        return plain
                && codings == null
                && (length == null || length.equals("0"))
                && (host == null || host.equals(HostField.withUsablePort(host)))
                && (options == null || options.equalsIgnoreCase(CLOSE) || options.equalsIgnoreCase(KEEP_ALIVE));
    }

    private boolean hasOption(String wanted) {
        if (options != null) {
            for (String option : options.split(",", -1)) {
                if (Tokens.trim(option).equalsIgnoreCase(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }
}
