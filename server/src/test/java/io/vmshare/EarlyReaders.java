package io.vmshare;

import io.vmshare.fixtures.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Shares, and clients that have asked them for much and take it when they please; they end with their test, too. */
final class EarlyReaders extends SharedTrees {

    static final int CHUNK = 100 * 1024;
    static final int OPEN = 400 * 1024;

    /** More than the system takes for a reader that takes nothing. */
    static final int MANY = 80;

    /** Takes the names of the directories that are shared. */
    EarlyReaders(String... names) {
        super(names);
    }

    @Override
    void fill(Path directory) throws IOException {
        Files.write(directory.resolve("chunk"), content(CHUNK));
        Files.write(directory.resolve("open"), content(OPEN));
        Files.write(directory.resolve("small"), content(100));
    }

    static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    ShareServer start(String root, ShareOptionsBuilder options) throws Exception {
        ShareServer server = opened(ShareServer.start(options.build()));
        for (String name : List.of("/open", "/chunk")) {
            awaitEarly(server, name);
        }
        return server;
    }

    ShareServer start(String root) throws Exception {
        return start(root, ShareOptions.builder(resolve(root)).grace(Duration.ZERO));
    }

    /** A client that has asked often, and takes nothing until it is told to. */
    Socket asksOften(ShareServer server, String... names) throws IOException {
        Socket socket = opened(new Socket());
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", server.uri().getPort()));
        StringBuilder requests = new StringBuilder();
        for (String name : names) {
            requests.append(request("/" + name));
        }
        socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    static String[] many() {
        String[] names = new String[MANY];
        for (int i = 0; i < MANY; i++) {
            boolean begins = i > 0 && i < 15; // these alone are too much for one turn
            names[i] = begins || i % 3 == 1 ? "open" : i % 3 == 0 ? "chunk" : "small";
        }
        return names;
    }

    static void awaitUnfinished(ShareServer server, int count) throws Exception {
        Deadline.await(count + " answers wait", () -> server.exchanges() == count);
    }

    /** Reads the next answer's head and content, less of that if the connection ends. */
    static byte[] readAnswer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed after \"" + head + "\"");
            }
            head.append((char) b);
        }
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        return in.readNBytes(Integer.parseInt(head.substring(at, head.indexOf("\r\n", at))));
    }

    /** Reads whatever still comes, however the connection ends. */
    static int readRest(InputStream in) throws IOException {
        byte[] buffer = new byte[65536];
        int count = 0;
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count += n;
            }
        } catch (SocketException e) {
            return count;
        }
        return count;
    }
}
