package io.vmshare.cli.forward.qemu;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import io.vmshare.cli.forward.ForwardException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client of the QEMU Machine Protocol on a unix socket. It holds the connection until it is closed, and QEMU serves
 * one client at a time. Nothing waits for more than some seconds. Thread-safe: a signal may come amid a command.
 */
final class QmpClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SocketChannel channel;
    private final QmpReader reader;
    private final Duration patience;
    private final String what;
    private int questions;

    private QmpClient(SocketChannel channel, QmpReader reader, Duration patience, String what) {
        this.channel = channel;
        this.reader = reader;
        this.patience = patience;
        this.what = what;
    }

    /**
     * Connects, reads the greeting and leaves the mode in which QEMU takes no commands.
     *
     * @param name what the owner calls the socket
     * @throws ForwardException if that cannot be done
     */
    static QmpClient connect(Path socket, String name) {
        return connect(socket, name, PATIENCE);
    }

    /** As {@link #connect(Path, String)}, with another limit of waiting for the greeting and for each reply. */
    static QmpClient connect(Path socket, String name, Duration patience) {
        String what = "--qmp: " + name + ": ";
        check(socket, name, what);
        SocketChannel channel;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            throw new ForwardException(what + "cannot be opened: " + e.getMessage() + "; close other programs", e);
        }
        QmpReader reader = new QmpReader(channel, socket);
        QmpClient client = new QmpClient(channel, reader, patience, what);
        reader.start();
        try {
            client.greet();
            client.execute("qmp_capabilities", new JsonObject());
            return client;
        } catch (ForwardException e) {
            client.close();
            throw e;
        }
    }

    /** Tells the cases apart that look alike, or are told in the user's language, when connecting fails. */
    private static void check(Path socket, String name, String what) {
        BasicFileAttributes file;
        try {
            file = Files.readAttributes(socket, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new ForwardException(
                    what + "no such socket; start QEMU with -qmp unix:" + name + ",server=on,wait=off", e);
        } catch (AccessDeniedException e) {
            throw forbidden(what);
        } catch (IOException e) {
            throw new ForwardException(what + "cannot be looked at: " + e.getMessage() + "; check the path", e);
        }
        if (!file.isOther()) {
            throw new ForwardException(what + "not a socket; name the one of QEMU's option -qmp");
        }
        if (!Files.isWritable(socket)) {
            throw forbidden(what);
        }
    }

    private static ForwardException forbidden(String what) {
        return new ForwardException(what + "permission denied; run this as the user who runs QEMU");
    }

    private void greet() {
        JsonObject greeting =
                next(patience).orElseThrow(() -> hasEnded(Duration.ZERO) ? noGreeting(reader.why()) : busy());
        if (!greeting.has("QMP")) {
            throw noGreeting("not QMP: it speaks JSON, but does not greet as QEMU does");
        }
    }

    private ForwardException noGreeting(String why) {
        if (why.startsWith("not QMP")) {
            return new ForwardException(what + why + "; name the socket of QEMU's option -qmp");
        }
        return new ForwardException(what + "nobody listens: " + why + "; QEMU has ended, so start it again");
    }

    private ForwardException busy() {
        return new ForwardException(what + "no greeting within " + patience.toMillis() + " ms: another program"
                + " (libvirt, another forward) holds the monitor, or it is no QMP socket; QEMU serves one at a time, so"
                + " end the other one or give QEMU a second -qmp");
    }

    /** Runs a command of the human monitor and returns its text, which alone tells whether it did what it should. */
    String humanMonitor(String line) {
        JsonObject arguments = new JsonObject();
        arguments.put("command-line", line);
        return String.valueOf(execute("human-monitor-command", arguments).getString("return", ""));
    }

    /** Returns QEMU's whole reply to a command. */
    synchronized JsonObject execute(String command, JsonObject arguments) {
        JsonObject question = new JsonObject();
        question.put("execute", command);
        question.put("arguments", arguments);
        question.put("id", ++questions);
        send(JsonWriter.string(question) + "\n");
        JsonObject reply = reply(command);
        JsonObject error = reply.getObject("error");
        if (error != null) {
            throw new ForwardException(what + "QEMU refuses " + command + ": " + error.getString("desc", "no reason"));
        }
        return reply;
    }

    /** Skips what comes late, to a question that nobody waits for any more; that gives no more time. */
    private JsonObject reply(String command) {
        long start = System.nanoTime();
        JsonObject reply;
        do {
            Duration left = patience.minusNanos(System.nanoTime() - start);
            reply = next(left).orElseThrow(() -> hasEnded(Duration.ZERO) ? gone(null) : silent(command));
        } while (reply.getInt("id", questions) != questions);
        return reply;
    }

    /** Returns whether QEMU has closed the connection, after at most {@code limit}. */
    boolean hasEnded(Duration limit) {
        try {
            return reader.hasEnded(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void send(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private Optional<JsonObject> next(Duration limit) {
        try {
            return reader.next(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private ForwardException silent(String command) {
        return new ForwardException(
                what + "no answer to " + command + " within " + patience.toMillis() + " ms; QEMU hangs or is stopped");
    }

    private ForwardException gone(@Nullable IOException cause) {
        String message = what + "the monitor is closed: the guest is gone";
        return cause == null ? new ForwardException(message) : new ForwardException(message, cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // it is gone, one way or another
        }
    }
}
