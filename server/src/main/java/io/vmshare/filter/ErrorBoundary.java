package io.vmshare.filter;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import io.vmshare.http.RequestRefused;
import io.vmshare.text.LogText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * Maps what escapes a handler to a status, and gives every answer of 400 and above that has no content its short page.
 * Once the head is out an error can only cut the connection. It has to stand on both sides of a change of thread.
 */
public final class ErrorBoundary implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorBoundary.class);

    private final HttpHandler next;

    /** Creates one around {@code next}. */
    public ErrorBoundary(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        try {
            next.handleRequest(exchange);
        } catch (RequestRefused e) {
            exchange.putAttachment(ErrorPage.REASON, String.valueOf(e.getMessage()));
            answer(exchange, e.status(), e);
        } catch (IOException e) {
            int status = statusOf(e);
            if (status == StatusCodes.INTERNAL_SERVER_ERROR && !isStop(e)) {
                LOG.warn("Cannot answer {}: {}", target(exchange), LogText.escape(e.toString()));
            }
            answer(exchange, status, e);
        } catch (Exception | Error e) {
            LOG.error("Cannot answer {}", target(exchange), e);
            answer(exchange, StatusCodes.INTERNAL_SERVER_ERROR, e);
        }
    }

    /** Returns the status that tells a client of {@code e}. */
    static int statusOf(IOException e) {
        if (e instanceof NoSuchFileException) {
            return StatusCodes.NOT_FOUND;
        }
        if (e instanceof AccessDeniedException) {
            return StatusCodes.FORBIDDEN;
        }
        String reason = e instanceof FileSystemException failed ? failed.getReason() : null;
        return reason != null && reason.contains("No space left")
                ? StatusCodes.INSUFFICIENT_STORAGE
                : StatusCodes.INTERNAL_SERVER_ERROR;
    }

    /** A stop interrupts whatever still blocks. */
    private static boolean isStop(IOException e) {
        return e instanceof InterruptedIOException || e instanceof ClosedByInterruptException;
    }

    private static String target(HttpServerExchange exchange) {
        return LogText.escape(AskedLine.of(exchange).target());
    }

    private static void answer(HttpServerExchange exchange, int status, Throwable reason) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} for {}: {}", status, target(exchange), LogText.escape(reason.toString()));
        }
        if (exchange.isResponseStarted()) {
            IoUtils.safeClose(exchange.getConnection());
        } else {
            exchange.getResponseHeaders().clear();
            exchange.setStatusCode(status);
        }
        exchange.endExchange();
    }
}
