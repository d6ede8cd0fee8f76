package io.vmshare.cli.forward.qemu;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on a unix socket that says what it is told to: the first text at once, each further one when a line has come.
 * Each text is sent a byte at a time. Behind the last one it waits for the client's end.
 */
final class ScriptedMonitor implements AutoCloseable {

    private final ServerSocketChannel server;
    private final List<String> texts;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private ScriptedMonitor(ServerSocketChannel server, List<String> texts) {
        this.server = server;
        this.texts = texts;
    }

    /** Listens and serves one client; a text {@code CLOSE} ends the connection. */
    static ScriptedMonitor start(Path socket, String... texts) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        ScriptedMonitor monitor = new ScriptedMonitor(server, List.of(texts));
        Thread thread = new Thread(monitor::serve, "scripted-monitor");
        thread.setDaemon(true);
        thread.start();
        return monitor;
    }

    /** Returns the lines that came, without their ends. */
    List<String> heard() {
        return heard;
    }

    private void serve() {
        try (SocketChannel client = server.accept()) {
            for (int i = 0; i < texts.size(); i++) {
                if (i > 0) {
                    heard.add(line(client));
                }
                if (texts.get(i).equals("CLOSE")) {
                    return;
                }
                for (byte one : texts.get(i).getBytes(StandardCharsets.UTF_8)) {
                    client.write(ByteBuffer.wrap(new byte[] {one}));
                }
            }
            while (!line(client).isEmpty()) {
                continue; // and say nothing
            }
        } catch (IOException e) {
            return; // the test is over
        }
    }

    private static String line(SocketChannel client) throws IOException {
        StringBuilder line = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (client.read(one) > 0) {
            if (one.get(0) == '\n') {
                return line.toString();
            }
            line.append((char) one.get(0));
            one.clear();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
