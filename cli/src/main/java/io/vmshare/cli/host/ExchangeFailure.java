package io.vmshare.cli.host;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/** What it means that an exchange failed, in words that name a cause. */
final class ExchangeFailure {

    private ExchangeFailure() {}

    /** Returns what a connection without an answer means. */
    static String afterConnecting(IOException e, Duration limit) {
        return e instanceof SocketTimeoutException
                ? noAnswer(limit)
                : "not HTTP, or closed without an answer: nothing behind the forwarded port, or another program";
    }

    /** Returns what an answer that does not come, or not to its end, means. */
    static String noAnswer(Duration limit) {
        return "connected, but no whole answer within " + limit.toSeconds()
                + " s: nothing behind the forwarded port, or it hangs";
    }

    /** Returns what a connection that is neither made nor refused means. */
    static String noConnection(Duration limit) {
        return "no connection within " + limit.toSeconds() + " s: a firewall drops it, or the address is wrong";
    }

    /** Returns what it means that there is no connection. */
    static String ofConnecting(IOException e, Duration limit) {
        if (e instanceof UnknownHostException) {
            return "no such host: the name is not known here; use the address";
        }
        if (e instanceof NoRouteToHostException) {
            return "no route to host: a firewall there rejects this port, or no machine has that address";
        }
        if (e instanceof SocketTimeoutException) {
            return noConnection(limit);
        }
        String message = String.valueOf(e.getMessage());
        if (e instanceof BindException && !message.startsWith(unassignableInThisLanguage())) {
            return "not permitted: a firewall rejects this port, or a route forbids that address";
        }
        return message.startsWith(refusedInThisLanguage())
                ? "connection refused: nothing listens on that address and port, or a firewall rejects it; a share has to be bound to it"
                : "no connection: " + message + ": this machine has no route there, or a firewall is in the way";
    }

    /** Of the errors of connecting, the JDK has this exception for EACCES and for an address that cannot be had here. */
    private static String unassignableInThisLanguage() {
        byte[] nobodys = {(byte) 192, 0, 2, 1}; // TEST-NET-1, RFC 5737
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(nobodys), 0));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
        return "Cannot assign requested address";
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
