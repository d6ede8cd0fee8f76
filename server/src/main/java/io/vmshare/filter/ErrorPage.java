package io.vmshare.filter;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import io.vmshare.http.AcceptList;
import io.vmshare.http.FieldLines;
import io.vmshare.http.ReasonPhrase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Gives an answer of 400 and above that has no content a line of text, or of HTML where the client names that. It says
 * the status, why a request is refused, and nothing of this machine.
 */
public final class ErrorPage implements HttpHandler, DefaultResponseListener {

    /** Why a request is refused, in words of ours that are safe for a page. */
    static final AttachmentKey<String> REASON = AttachmentKey.create(String.class);

    private static final HttpString NOSNIFF = new HttpString("X-Content-Type-Options");
    private static final HttpString CSP = new HttpString("Content-Security-Policy");

    private final HttpHandler next;

    /** Creates one around {@code next}. */
    public ErrorPage(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addDefaultResponseListener(this);
        next.handleRequest(exchange);
    }

    @Override
    public boolean handleDefaultResponse(HttpServerExchange exchange) {
        int status = exchange.getStatusCode();
        if (status < StatusCodes.BAD_REQUEST || !exchange.isResponseChannelAvailable()) {
            return false;
        }
        boolean html = AcceptList.of(
                        FieldLines.joined(exchange.getRequestHeaders().get(Headers.ACCEPT)))
                .names("text/html");
        String reason = ReasonPhrase.of(status);
        exchange.setReasonPhrase(reason);
        String why = exchange.getAttachment(REASON);
        // What is refused as missing must look like what is missing (docs/decisions/0004).
        boolean told = why != null && status != StatusCodes.NOT_FOUND;
        String line = status + " " + reason + (told ? ": " + why : "");
        byte[] page = (html ? "<!DOCTYPE html><title>" + line + "</title><h1>" + line + "</h1>\n" : line + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        HeaderMap answer = exchange.getResponseHeaders();
        answer.put(Headers.CONTENT_TYPE, html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8");
        answer.put(Headers.CONTENT_LENGTH, page.length);
        answer.put(NOSNIFF, "nosniff");
        answer.put(CSP, "default-src 'none'");
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            if (!exchange.getRequestMethod().toString().equals("HEAD")) {
                // The engine takes "Head" for HEAD, too, and sends no content; the client would wait for it.
                answer.put(Headers.CONTENT_LENGTH, 0);
            }
            return false; // ends without content, with the fields that GET has
        }
        exchange.getResponseSender().send(ByteBuffer.wrap(page));
        return true;
    }
}
