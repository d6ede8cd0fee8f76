package io.vmshare.cli.jvm;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What clients ask a share for, over and over for some seconds: the JVM notes which code that runs, and how often. */
final class TrainingLoad {

    private static final long LIMIT_NANOS = 6_000_000_000L;
    private static final int ROUNDS = 60;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private TrainingLoad() {}

    /** Asks the share on {@code port} of loopback. */
    static void on(int port) throws IOException {
        long end = System.nanoTime() + LIMIT_NANOS;
        for (int round = 0; round < ROUNDS && System.nanoTime() < end; round++) {
            try (Socket socket = new Socket(InetAddress.getByAddress(LOOPBACK), port)) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.setTcpNoDelay(true);
                round(socket);
            }
        }
    }

    private static void round(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        for (int file = 0; file < TrainingTree.FILES; file++) {
            ask(socket, in, "GET /f" + file + ".txt", "User-Agent: curl/7.88.1\r\nAccept: */*\r\n");
        }
        ask(socket, in, "HEAD /f1.txt", "");
        ask(socket, in, "GET /f1.txt", "If-Modified-Since: Wed, 01 Jan 2099 00:00:00 GMT\r\n");
        ask(socket, in, "GET /f1.txt", "Accept-Encoding: gzip\r\n");
        ask(socket, in, "GET /large.iso.part", "");
        for (int first = 0; first < TrainingTree.LARGE_BYTES; first += TrainingTree.LARGE_BYTES / 8) {
            ask(socket, in, "GET /large.iso.part", "Range: bytes=" + first + "-" + (first + 65535) + "\r\n");
        }
        ask(socket, in, "GET /large.iso.part", "Range: bytes=0-9,100-109\r\n");
        ask(socket, in, "GET /", "Accept: text/html\r\n");
        ask(socket, in, "GET /", "");
        ask(socket, in, "GET /directory", "");
        ask(socket, in, "GET /directory/", "");
        ask(socket, in, "GET /missing", "Connection: close\r\n");
    }

    /** Sends a request without content and reads the answer to its end. */
    private static void ask(Socket socket, InputStream in, String what, String fields) throws IOException {
        String request = what + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String status = line(in);
        long length = 0;
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                length = -1;
            }
        }
        if (what.startsWith("HEAD") || status.contains(" 304")) {
            return;
        }
        if (length >= 0) {
            in.skipNBytes(length);
        } else {
            skipChunks(in);
        }
    }

    private static void skipChunks(InputStream in) throws IOException {
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            in.skipNBytes(size + 2L);
        }
        line(in);
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the share closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
