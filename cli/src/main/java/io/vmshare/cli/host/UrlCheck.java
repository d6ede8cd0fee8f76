package io.vmshare.cli.host;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * One complete exchange with a share, seen from here.
 *
 * @param reached whether the answer came whole and was no error
 * @param byShare whether it was a share's
 * @param text what happened and what it means, on one line without its end
 */
public record UrlCheck(boolean reached, boolean byShare, String text) {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);

    /** Asks for {@code url} and reads the whole answer. Blocks; goes through no proxy and follows no redirect. */
    public static UrlCheck of(URL url) {
        return of(url, CONNECT, READ);
    }

    /** As {@link #of(URL)}, with another limit of connecting and of each silence, of whole seconds. */
    public static UrlCheck of(URL url, Duration patience) {
        return of(url, patience, patience);
    }

    private static UrlCheck of(URL url, Duration connect, Duration read) {
        boolean connected = false;
        try {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) connect.toMillis());
            connection.setReadTimeout((int) read.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.connect();
            connected = true;
            return answered(connection);
        } catch (IOException e) {
            return failed(url, meaning(e, connected ? read : connect, connected));
        }
    }

    private static UrlCheck answered(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            return failed(connection.getURL(), "not HTTP: another program answers there");
        }
        if (status >= 400) {
            return failed(connection.getURL(), "status " + status + ": a server answers, but not with this");
        }
        long bytes = 0;
        boolean cut = false;
        try (InputStream body = connection.getInputStream()) {
            byte[] buffer = new byte[8192];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                bytes += n;
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            cut = true; // JDK 17 ends the stream early, JDK 25 throws
        }
        long announced = connection.getContentLengthLong();
        if (cut || announced > bytes) {
            String whole = announced < 0 ? "" : " of " + announced;
            return failed(connection.getURL(), "cut short after " + bytes + whole + " bytes");
        }
        boolean byShare = "share".equals(connection.getHeaderField("Server"));
        return new UrlCheck(true, byShare, connection.getURL() + ": status " + status + ", " + bytes + " bytes");
    }

    private static UrlCheck failed(URL url, String why) {
        return new UrlCheck(false, false, url + ": " + why);
    }

    private static String meaning(IOException e, Duration limit, boolean connected) {
        if (e instanceof UnknownHostException) {
            return "no such host: the name is not known here; use the address";
        }
        if (e instanceof NoRouteToHostException) {
            return "no route to host: a firewall there rejects this port, or no machine has that address";
        }
        if (e instanceof SocketTimeoutException) {
            return connected
                    ? "connected, but no answer within " + limit.toSeconds()
                            + " s: nothing behind the forwarded port, or it hangs"
                    : "no connection within " + limit.toSeconds() + " s: a firewall drops it, or the address is wrong";
        }
        if (connected) {
            return "not HTTP, or closed without an answer: nothing behind the forwarded port, or another program";
        }
        String message = String.valueOf(e.getMessage());
        return message.startsWith(refusedInThisLanguage())
                ? "connection refused: nothing listens on that address and port, or a firewall rejects it; a share has to be bound to it"
                : "no connection: " + message + ": this machine has no route there, or a firewall is in the way";
    }

    /** The system tells in the user's language what went wrong, so one refusal is provoked to compare with. */
    private static String refusedInThisLanguage() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), closedPort()));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
        return "Connection refused";
    }

    private static int closedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
