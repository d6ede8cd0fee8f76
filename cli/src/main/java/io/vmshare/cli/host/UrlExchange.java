package io.vmshare.cli.host;

import io.vmshare.cli.host.UrlCheck.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An exchange in a thread of its own. The JDK's client limits only silences, so whoever waits for the exchange leaves it
 * at its deadline, however the server spreads its bytes, and the thread ends soon after.
 */
final class UrlExchange {

    private static final long MOST_BYTES = 1 << 20;

    /** Names are looked up and TLS is agreed on in the time of connecting, but without a limit of their own. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    static {
        // A connection for one exchange; to keep it, the JDK would read an answer that is left to its end.
        System.setProperty("http.keepAlive", "false");
    }

    private final HttpURLConnection connection;
    private final Duration connect;
    private final Duration answer;
    private final CountDownLatch connecting = new CountDownLatch(1);
    private volatile boolean connected;
    private volatile boolean reading;

    private UrlExchange(HttpURLConnection connection, Duration connect, Duration answer) {
        this.connection = connection;
        this.connect = connect;
        this.answer = answer;
    }

    /**
     * Makes one.
     *
     * @param connect how long connecting may take
     * @param answer how long the answer may take from then on
     */
    static UrlCheck of(URL url, Duration connect, Duration answer) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) connect.toMillis());
            connection.setReadTimeout((int) answer.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            return new UrlExchange(connection, connect, answer).within();
        } catch (IOException e) {
            throw new IllegalStateException(e); // nothing is connected before it is asked for
        }
    }

    private UrlCheck within() {
        FutureTask<UrlCheck> exchange = new FutureTask<>(this::exchange);
        Thread thread = new Thread(exchange, "share-check");
        thread.setDaemon(true);
        thread.start();
        try {
            boolean over = connecting.await(connect.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            return exchange.get(over ? answer.toMillis() : 0, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            leave(exchange);
            return connected
                    ? result(Outcome.SILENT, ExchangeFailure.noAnswer(answer))
                    : result(Outcome.UNCONNECTED, ExchangeFailure.noConnection(connect));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave(exchange);
            return result(Outcome.SILENT, "told to stop before the whole answer was there");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends the thread: what it reads of the content it reads no further, and a head that does not end is cut off. */
    private void leave(FutureTask<UrlCheck> exchange) {
        exchange.cancel(true);
        if (!reading) {
            connection.disconnect(); // would wait for a read of the content
        }
    }

    private UrlCheck exchange() {
        try {
            connection.connect();
            connected = true;
            connecting.countDown();
            return answered();
        } catch (IOException e) {
            return connected
                    ? result(Outcome.SILENT, ExchangeFailure.afterConnecting(e, answer))
                    : result(Outcome.UNCONNECTED, ExchangeFailure.ofConnecting(e, connect));
        } finally {
            connecting.countDown();
            connection.disconnect();
        }
    }

    private UrlCheck answered() throws IOException {
        int status = connection.getResponseCode();
        reading = true;
        if (status < 0) {
            return result(Outcome.ERROR, "not HTTP: another program answers there");
        }
        if (status >= 400) {
            return result(Outcome.ERROR, "status " + status + ": a server answers, but not with this");
        }
        long bytes = 0;
        boolean cut = false;
        try (InputStream body = connection.getInputStream()) {
            byte[] buffer = new byte[8192];
            for (int n = body.read(buffer); n >= 0 && bytes <= MOST_BYTES; n = body.read(buffer)) {
                bytes += n;
                if (Thread.currentThread().isInterrupted()) {
                    throw new SocketTimeoutException();
                }
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            cut = true; // JDK 17 ends the stream early, JDK 25 throws
        }
        return judged(status, bytes, cut);
    }

    private UrlCheck judged(int status, long bytes, boolean cut) {
        long announced = connection.getContentLengthLong();
        String whole = announced < 0 ? "" : " of " + announced;
        boolean enough = bytes > MOST_BYTES;
        if (!enough && (cut || announced > bytes)) {
            return result(Outcome.ERROR, "cut short after " + bytes + whole + " bytes");
        }
        String read = enough
                ? ", answers; stopped reading after 1 MiB" + (whole.isEmpty() ? "" : whole + " bytes")
                : ", " + bytes + " bytes";
        boolean byShare = "share".equals(connection.getHeaderField("Server"));
        return result(byShare ? Outcome.SHARE : Outcome.OTHER, "status " + status + read);
    }

    private UrlCheck result(Outcome outcome, String what) {
        return new UrlCheck(connection.getURL().toString(), outcome, what);
    }
}
