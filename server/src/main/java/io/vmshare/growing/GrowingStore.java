package io.vmshare.growing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * What has come so far, in an open file. Bytes are only added, by one thread at a time; any number read. What is read never
 * reaches beyond what was whole when it was opened. Thread-safe.
 */
public final class GrowingStore implements Closeable {

    private final FileChannel file;
    private final String series;
    private volatile long length;
    private volatile FileTime modified;
    private volatile Growth growth;
    private volatile boolean closed;

    /** Creates one that keeps what comes in {@code file}, which is empty and open for both; it takes that over. */
    public GrowingStore(FileChannel file) {
        this.file = file;
        Instant now = Instant.now();
        // Whoever starts again has other bytes: no tag of the last time may be one of this.
        this.series = Long.toHexString(now.toEpochMilli()) + "." + Long.toHexString(new SplittableRandom().nextLong());
        this.modified = FileTime.from(now);
        this.growth = new Growth(series, Growth.State.OPEN, null);
    }

    /**
     * Adds all that {@code bytes} has left.
     *
     * @throws IOException if not all could be written; what could is there, and the buffer's position says how much
     * @throws IllegalStateException if it has come to its end
     */
    public synchronized void append(ByteBuffer bytes) throws IOException {
        if (growth.state() != Growth.State.OPEN) {
            throw new IllegalStateException("it has ended");
        }
        while (bytes.hasRemaining()) {
            long end = length;
            end += file.write(bytes, end);
            modified = FileTime.from(Instant.now());
            length = end; // last: who sees it may read all before it
        }
    }

    /** Adds nothing more; {@code whole} says whether all has come. A second call changes nothing. */
    public synchronized void end(boolean whole) {
        if (growth.state() == Growth.State.OPEN) {
            growth = new Growth(series, whole ? Growth.State.ENDED : Growth.State.CUT, Instant.now());
        }
    }

    /** Returns how many bytes have come. */
    public long length() {
        return length;
    }

    /** Returns when some came last, or when it was created. */
    FileTime modified() {
        return modified;
    }

    /** Returns what no other store has. */
    public String series() {
        return series;
    }

    /** Returns whether it is closed, so that there is nothing any more. */
    boolean isClosed() {
        return closed;
    }

    /** Opens what has come so far for reading. */
    SeekableByteChannel open() throws IOException {
        if (closed) {
            throw new NoSuchFileException("what has come", null, "it is closed");
        }
        Growth now = growth; // first: what has ended by then has the length that is read next
        return new GrowingChannel(file, length, now);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        end(false);
        file.close();
    }
}
