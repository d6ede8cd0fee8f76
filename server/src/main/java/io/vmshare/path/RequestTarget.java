package io.vmshare.path;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.vmshare.http.QueryString;
import io.vmshare.http.RequestRefused;
import io.vmshare.text.PercentEncoding;

/**
 * A request target (RFC 9112 §3.2) taken apart. Only this class reads the raw target.
 *
 * @param prefix the raw path under which the share is mounted, canonically encoded; empty at the server's root
 * @param path the path below it
 * @param query the raw query without its question mark; empty if there is none
 * @param pairs what the query says
 */
public record RequestTarget(String prefix, RequestPath path, String query, QueryString pairs) {

    /** Where the exchange keeps its target. */
    public static final AttachmentKey<RequestTarget> KEY = AttachmentKey.create(RequestTarget.class);

    /**
     * Returns the target of {@code exchange}.
     *
     * @throws RequestRefused if it is not one that a share can answer
     */
    public static RequestTarget of(HttpServerExchange exchange) {
        return parse(
                exchange.getRequestURI(),
                exchange.isHostIncludedInRequestURI(),
                exchange.getResolvedPath(),
                exchange.getQueryString());
    }

    /**
     * Parses a target in origin form, or in absolute form if it holds a host.
     *
     * @param mount the path that a handler in front has matched already, decoded; its segments are skipped
     * @throws RequestRefused with 400 if it is in neither form or is malformed
     */
    static RequestTarget parse(String raw, boolean holdsHost, String mount, String query) {
        String path = holdsHost ? pathOfAbsoluteForm(raw) : raw;
        if (!path.startsWith("/")) {
            throw new RequestRefused(400, "request target must begin with a slash");
        }
        int start = 0;
        StringBuilder prefix = new StringBuilder();
        for (int i = mount.indexOf('/'); i >= 0 && i < mount.length() - 1; i = mount.indexOf('/', i + 1)) {
            String segment = "";
            while (segment.isEmpty() || segment.equals(".")) { // they vanish here as they do below the prefix
                if (start == path.length()) {
                    throw new RequestRefused(404, "not below the mount's prefix");
                }
                int end = path.indexOf('/', start + 1);
                end = end < 0 ? path.length() : end;
                segment = PercentEncoding.decode(path.substring(start + 1, end));
                start = end;
            }
            prefix.append('/').append(PercentEncoding.encode(segment));
        }
        return new RequestTarget(
                prefix.toString(), RequestPath.parse(path.substring(start)), query, QueryString.of(query));
    }

    /** Returns whether the query holds {@code key}, with or without a value. */
    public boolean asks(String key) {
        return pairs.has(key);
    }

    /**
     * Returns the absolute path of this target with a slash at its end, and its query: what a directory asked for
     * without the slash redirects to. It begins with exactly one slash, so that it can never name another host.
     */
    public String directoryLocation() {
        String location = prefix + path.render() + (path.slash() ? "" : "/");
        return query.isEmpty() ? location : location + "?" + safe(query);
    }

    private static String pathOfAbsoluteForm(String raw) {
        int authority = raw.indexOf("://");
        int path = authority < 0 ? -1 : raw.indexOf('/', authority + 3);
        return path < 0 ? "/" : raw.substring(path);
    }

    /** A query goes back as it came, but for what may not stand in a field value or a URL (RFC 3986 §2). */
    private static String safe(String query) {
        StringBuilder out = new StringBuilder(query.length());
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            boolean plain = c > ' ' && c < 0x7F && "\"#<>\\^`{|}".indexOf(c) < 0;
            out.append(plain ? String.valueOf(c) : PercentEncoding.encode(String.valueOf((char) (c & 0xFF))));
        }
        return out.toString();
    }
}
