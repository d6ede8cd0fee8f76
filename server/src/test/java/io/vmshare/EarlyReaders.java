package io.vmshare;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.kept.Kept;
import io.vmshare.kept.KeptFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A tree, shares of it, and clients that have asked them for much and take it when they please; all end with their test. */
final class EarlyReaders implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    static final int CHUNK = 100 * 1024;
    static final int OPEN = 400 * 1024;

    /** More than the system takes for a reader that takes nothing. */
    static final int MANY = 80;

    private final List<String> names;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private @Nullable Path all;

    /** Takes the names of the directories that are shared. */
    EarlyReaders(String... names) {
        this.names = List.of(names);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        all = Files.createTempDirectory("readers").toRealPath();
        for (String name : names) {
            Path root = Files.createDirectory(all.resolve(name));
            Files.write(root.resolve("chunk"), content(CHUNK));
            Files.write(root.resolve("open"), content(OPEN));
            Files.write(root.resolve("small"), content(100));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        HostileTree.delete(resolve(""));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        opened.clear();
    }

    /** Returns a path below the directory of all that is shared. */
    Path resolve(String path) {
        return Objects.requireNonNull(all, "not made yet").resolve(path);
    }

    static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    ShareServer start(String root, ShareOptionsBuilder options) throws Exception {
        ShareServer server = ShareServer.start(options.build());
        opened.add(server);
        for (String name : List.of("open", "chunk")) {
            Deadline.await(name + " of " + root + " is kept", () -> {
                long before = Kept.answers(kept(server));
                ask(server, name);
                return Kept.answers(kept(server)) > before;
            });
        }
        return server;
    }

    ShareServer start(String root) throws Exception {
        return start(root, ShareOptions.builder(resolve(root)).grace(Duration.ZERO));
    }

    static KeptFiles kept(ShareServer server) {
        return server.keptFiles().orElseThrow();
    }

    static Response ask(ShareServer server, String name) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            return http.send(request(name)).read();
        }
    }

    private static String request(String name) {
        return "GET /" + name + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    /** A client that has asked often, and takes nothing until it is told to. */
    Socket asksOften(ShareServer server, String... names) throws IOException {
        Socket socket = new Socket();
        opened.add(socket);
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", server.uri().getPort()));
        StringBuilder requests = new StringBuilder();
        for (String name : names) {
            requests.append(request(name));
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
