package io.vmshare.qr.picture;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.vmshare.content.CallerUrl;
import io.vmshare.http.RequestRefused;
import io.vmshare.path.RequestTarget;
import io.vmshare.qr.QrModules;
import io.vmshare.send.BytesRepresentation;
import io.vmshare.send.RepresentationWriter;
import java.nio.charset.StandardCharsets;

/**
 * Answers {@code ?qr} on a directory with the URL by which the caller reached it, as a picture. The URL comes from the
 * caller's checked {@code Host}, which is part of what was asked for, so that {@code Vary} need not name it (RFC 9110 §12.5.5).
 */
public final class QrHandler implements HttpHandler {

    private static final HttpString CSP = new HttpString("Content-Security-Policy");

    private final RepresentationWriter writer;
    private final HttpHandler next;

    /** Creates one that leaves everything else to {@code next}. */
    public QrHandler(RepresentationWriter writer, HttpHandler next) {
        this.writer = writer;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        if (!target.asks("qr") || !target.path().slash()) {
            next.handleRequest(exchange);
            return;
        }
        String url = CallerUrl.of(exchange).of(target.path());
        if (url.length() > QrModules.MAX_BYTES) {
            throw new RequestRefused(400, "no QR code holds a URL that long");
        }
        byte[] picture = QrPicture.render(QrModules.of(url), url).getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().put(CSP, "default-src 'none'");
        writer.write(exchange, new BytesRepresentation(picture, "image/svg+xml"));
    }
}
