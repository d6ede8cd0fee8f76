package io.vmshare.filter;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.vmshare.http.RequestRefused;
import io.vmshare.http.Tokens;
import java.util.Set;

/** Lets GET and HEAD pass, answers OPTIONS, refuses the rest (RFC 9110 §9.1, §15.5.6, §15.6.2). */
public final class MethodCheck implements HttpHandler {

    private static final String ALLOW = "GET, HEAD, OPTIONS";

    /** Methods that exist and that a read-only share does not allow. Source: IANA, HTTP Method Registry. */
    private static final Set<String> KNOWN = Set.of(
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "PROPPATCH",
            "MKCOL",
            "COPY",
            "MOVE",
            "LOCK",
            "UNLOCK",
            "ACL",
            "BASELINE-CONTROL",
            "BIND",
            "CHECKIN",
            "CHECKOUT",
            "LABEL",
            "LINK",
            "MERGE",
            "MKACTIVITY",
            "MKCALENDAR",
            "MKREDIRECTREF",
            "MKWORKSPACE",
            "ORDERPATCH",
            "PRI",
            "QUERY",
            "REBIND",
            "REPORT",
            "SEARCH",
            "UNBIND",
            "UNCHECKOUT",
            "UNLINK",
            "UPDATE",
            "UPDATEREDIRECTREF",
            "VERSION-CONTROL");

    private final HttpHandler next;

    /** Creates one around {@code next}. */
    public MethodCheck(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        // The text, because equality of the engine's strings ignores case and that of methods does not.
        String method = exchange.getRequestMethod().toString();
        if (method.equals("GET") || method.equals("HEAD")) {
            next.handleRequest(exchange);
        } else if (method.equals("OPTIONS")) {
            exchange.getResponseHeaders().put(Headers.ALLOW, ALLOW);
            exchange.setResponseContentLength(0);
        } else if (KNOWN.contains(method)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, ALLOW);
            exchange.setStatusCode(405);
        } else {
            throw new RequestRefused(Tokens.isToken(method) ? 501 : 400, "unknown method");
        }
    }
}
