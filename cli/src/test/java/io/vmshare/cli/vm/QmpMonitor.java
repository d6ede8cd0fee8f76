package io.vmshare.cli.vm;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The monitor of a running guest, which serves one client at a time: nobody else while this is open. */
final class QmpMonitor implements AutoCloseable {

    private final SocketChannel channel;
    private final BufferedReader replies;

    private QmpMonitor(SocketChannel channel) {
        this.channel = channel;
        this.replies = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    /** Connects and leaves the state in which a monitor takes no commands. */
    static QmpMonitor of(Path socket) throws IOException {
        QmpMonitor monitor = new QmpMonitor(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        monitor.execute("{\"execute\": \"qmp_capabilities\"}");
        return monitor;
    }

    /** Returns what a command of the monitor for people prints. */
    String human(String command) throws IOException {
        return execute(JsonWriter.string()
                .object()
                .value("execute", "human-monitor-command")
                .object("arguments")
                .value("command-line", command)
                .end()
                .end()
                .done());
    }

    /** Returns the ports of 127.0.0.1 that user networking forwards to a port of the guest. */
    List<Integer> forwardedPorts(int guestPort) throws IOException {
        return Pattern.compile("HOST_FORWARD\\] +\\d+ +127\\.0\\.0\\.1 +(\\d+) +\\S+ +" + guestPort + " ")
                .matcher(human("info usernet"))
                .results()
                .map(forward -> Integer.valueOf(forward.group(1)))
                .toList();
    }

    /** Returns the text that a command in JSON returns; empty if it is none. */
    String execute(String command) throws IOException {
        channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
        for (String line = replies.readLine(); line != null; line = replies.readLine()) {
            JsonObject reply = parse(line);
            if (reply.has("error")) {
                throw new AssertionError(command + ": " + line);
            }
            if (reply.has("return")) {
                return reply.getString("return", "").replace("\r", "");
            }
        }
        throw new AssertionError(command + ": the monitor was closed");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static JsonObject parse(String line) throws IOException {
        try {
            return JsonParser.object().from(line);
        } catch (JsonParserException e) {
            throw new IOException("not a reply of a monitor: " + line, e);
        }
    }
}
