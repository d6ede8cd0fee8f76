package io.vmshare.filter;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.vmshare.http.RequestLine;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line an exchange, when it is over. No name is looked up. What browsers and crawlers ask for unasked, and do
 * not find, is left out.
 */
public final class AccessLog implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger("io.vmshare.access");
    private static final Set<String> PROBES = Set.of("/favicon.ico", "/robots.txt");

    private final AccessLogOptions options;
    private final HttpHandler next;

    /** Creates one around {@code next}. */
    public AccessLog(AccessLogOptions options, HttpHandler next) {
        this.options = options;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addExchangeCompleteListener(new Line(options.format()));
        next.handleRequest(exchange);
    }

    private static final class Line implements ExchangeCompletionListener {

        private final AccessLogOptions.Format format;
        private final long started = System.nanoTime();

        Line(AccessLogOptions.Format format) {
            this.format = format;
        }

        @Override
        public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
            try {
                if (!isVainProbe(exchange)) {
                    log(
                            format,
                            exchange.getSourceAddress().getAddress(),
                            AskedLine.of(exchange),
                            exchange.getStatusCode(),
                            exchange.getResponseBytesSent(),
                            started,
                            exchange.getRequestHeaders().getFirst(Headers.REFERER),
                            exchange.getRequestHeaders().getFirst(Headers.USER_AGENT));
                }
            } finally {
                nextListener.proceed();
            }
        }

        private static boolean isVainProbe(HttpServerExchange exchange) {
            return exchange.getStatusCode() == StatusCodes.NOT_FOUND && PROBES.contains(exchange.getRequestURI());
        }
    }

    /**
     * Logs an exchange that is over.
     *
     * @param client the peer's address, null if it is not known any more
     * @param bytes how many bytes of content were written
     * @param started when the head was read, by {@link System#nanoTime}
     */
    public static void log(
            AccessLogOptions.Format format,
            @Nullable InetAddress client,
            RequestLine line,
            int status,
            long bytes,
            long started,
            @Nullable String referer,
            @Nullable String userAgent) {
        AccessRecord record = new AccessRecord(
                client == null ? "-" : client.getHostAddress(),
                now(),
                line,
                status,
                bytes,
                Duration.ofNanos(System.nanoTime() - started),
                referer,
                userAgent);
        LOG.info(AccessRecord.render(record, format));
    }

    /** By the class that {@code ZoneId.systemDefault} asks, too: each of the two that know zones reads all of them. */
    private static OffsetDateTime now() {
        Instant now = Instant.now();
        int offset = TimeZone.getDefault().getOffset(now.toEpochMilli());
        return OffsetDateTime.ofInstant(now, ZoneOffset.ofTotalSeconds(offset / 1000));
    }
}
