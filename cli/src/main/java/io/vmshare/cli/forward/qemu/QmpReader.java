package io.vmshare.cli.forward.qemu;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.cli.json.JsonDepth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What QEMU says on a QMP socket: a JSON object a line, of which events are skipped. Connecting and reading have a
 * thread of their own, since neither can be given a deadline: a socket whose server accepts nobody takes connections
 * until its queue is full, and then keeps the next one waiting.
 */
final class QmpReader extends Thread {

    private static final int LONGEST_LINE = 1 << 20;
    private static final int MOST_WAITING = 16;

    private final SocketChannel channel;
    private final Path socket;
    private final BlockingQueue<Optional<JsonObject>> messages = new ArrayBlockingQueue<>(MOST_WAITING);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String why = "closed";

    QmpReader(SocketChannel channel, Path socket) {
        super("share-qmp");
        setDaemon(true);
        this.channel = channel;
        this.socket = socket;
    }

    @Override
    public void run() {
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            read();
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
        } finally {
            ended.countDown();
            messages.offer(Optional.empty());
        }
    }

    /** Returns the next message that is no event; empty if there is none within {@code patience}, or no more. */
    Optional<JsonObject> next(Duration patience) throws InterruptedException {
        Optional<JsonObject> message = messages.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (message == null) {
            return Optional.empty();
        }
        if (message.isEmpty()) {
            messages.add(message); // the end, for whoever asks again
        }
        return message;
    }

    /** Returns whether the connection has ended, after at most {@code patience}. */
    boolean hasEnded(Duration patience) throws InterruptedException {
        return ended.await(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** Returns why the connection has ended. */
    String why() {
        return why;
    }

    private void read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (channel.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    take(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else if (line.size() == LONGEST_LINE) {
                    throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
                } else {
                    line.write(next);
                }
            }
            buffer.clear();
        }
    }

    private void take(String line) throws IOException {
        if (JsonDepth.isTooDeep(line)) {
            throw new IOException("not QMP: what it says is nested too deep");
        }
        JsonObject message;
        try {
            message = JsonParser.object().from(line);
        } catch (JsonParserException e) {
            throw new IOException("not QMP: it says " + line.strip(), e);
        }
        if (!message.has("event") && !messages.offer(Optional.of(message))) {
            throw new IOException("more answers than questions");
        }
    }
}
