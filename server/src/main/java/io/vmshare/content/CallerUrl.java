package io.vmshare.content;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.vmshare.path.RequestPath;
import io.vmshare.path.RequestTarget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URL by which the caller of one exchange reached the share (RFC 9110 §7.1): what is generated for that caller names
 * the share by it. It consists of letters, digits and {@code :/.-_%[]}, whatever the caller sent. Immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param host name or address; IPv6 in brackets
 * @param port from 1 to 65535
 * @param prefix the path under which the share is mounted, encoded, without a slash at its end; empty at the root
 */
public record CallerUrl(String scheme, String host, int port, String prefix) {

    /** No name in use has other characters (RFC 1123 §2.1, and the underscore); the grammar would let quotes pass. */
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+(?:%25[A-Za-z0-9._-]+)?])(?::([0-9]{0,5}))?");

    /** GRUB's {@code net/http.c} and EDK II's {@code HttpBootClient.c} send the host alone. */
    private static final Pattern WITHOUT_PORT = Pattern.compile("(?:GRUB|UefiHttpBoot).*", Pattern.DOTALL);

    /**
     * Returns the URL for the caller of {@code exchange}, whose {@code Host} has been checked. Without a usable host, as
     * from HTTP/1.0, it is the address and port that the connection came in on.
     */
    public static CallerUrl of(HttpServerExchange exchange) {
        String host = exchange.isHostIncludedInRequestURI()
                ? authority(exchange.getRequestURI()) // in place of the field (RFC 9112 §3.2.2)
                : exchange.getRequestHeaders().getFirst(Headers.HOST);
        return of(
                exchange.getRequestScheme(),
                host,
                exchange.getRequestHeaders().getFirst(Headers.USER_AGENT),
                exchange.getDestinationAddress(),
                exchange.getAttachment(RequestTarget.KEY).prefix());
    }

    /** Returns the URL for a caller that sent these fields, or null for none, to {@code local}. Pure. */
    static CallerUrl of(
            @Nullable String scheme,
            @Nullable String field,
            @Nullable String userAgent,
            InetSocketAddress local,
            String prefix) {
        String known = "https".equalsIgnoreCase(scheme) ? "https" : "http";
        var parts = HOST.matcher(field == null ? "" : field);
        if (!parts.matches()) {
            return new CallerUrl(known, text(local.getAddress()), local.getPort(), prefix);
        }
        String digits = parts.group(2);
        int port = digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            boolean left = digits == null
                    && userAgent != null
                    && WITHOUT_PORT.matcher(userAgent).matches();
            port = left ? local.getPort() : defaultPort(known);
        }
        return new CallerUrl(known, parts.group(1).toLowerCase(Locale.ROOT), port, prefix);
    }

    /** Returns the URL of the share's root, without a slash at its end, such as {@code http://10.0.2.2:8000}. */
    public String root() {
        return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port) + prefix;
    }

    /** Returns the URL of {@code path} below the share's root: with a slash at its end if the path has one. */
    public String of(RequestPath path) {
        return root() + path.render();
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** A zone has a meaning on this machine only (RFC 4007 §11.2). */
    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        return bare.indexOf(':') < 0 ? bare : "[" + bare + "]";
    }

    private static String authority(String absolute) {
        int start = absolute.indexOf("://") + 3;
        int slash = absolute.indexOf('/', start);
        String authority = absolute.substring(start, slash < 0 ? absolute.length() : slash);
        return authority.substring(authority.lastIndexOf('@') + 1);
    }
}
