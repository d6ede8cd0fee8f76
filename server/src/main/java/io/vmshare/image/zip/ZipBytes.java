package io.vmshare.image.zip;

import io.vmshare.image.PlacedChannel;
import io.vmshare.image.PlacedChannel.Stretch;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * The bytes of a zip file at any position. Thread-safe: a file's channel is read without moving it, any other is moved under
 * its lock.
 */
final class ZipBytes {

    private final SeekableByteChannel channel;
    private final long size;

    /** Creates those of {@code channel}, which stays open and the caller's. */
    ZipBytes(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /** Returns how many there were when it was opened. */
    long size() {
        return size;
    }

    /** Reads at least one byte from {@code position} on; returns how many, or -1 at the end. */
    int read(ByteBuffer into, long position) throws IOException {
        if (channel instanceof FileChannel file) {
            return file.read(into, position);
        }
        List<Stretch> stretches = stretches(position, Math.min(into.remaining(), size - position));
        if (!stretches.isEmpty()) {
            return read(into, stretches.get(0));
        }
        synchronized (channel) {
            channel.position(position);
            return channel.read(into);
        }
    }

    /** Fills {@code into} from {@code position} on. */
    void readFully(ByteBuffer into, long position) throws IOException {
        long next = position;
        while (into.hasRemaining()) {
            int count = read(into, next);
            if (count < 0) {
                throw new EOFException("the zip file ends at " + next);
            }
            next += count;
        }
    }

    /** Returns where bytes lie in an open file; empty if they do not lie in any. */
    List<Stretch> stretches(long position, long count) {
        if (position < 0 || count <= 0 || count > size - position) {
            return List.of();
        }
        if (channel instanceof FileChannel file) {
            return List.of(new Stretch(file, position, count));
        }
        return channel instanceof PlacedChannel placed ? placed.stretches(position, count) : List.of();
    }

    private static int read(ByteBuffer into, Stretch stretch) throws IOException {
        int limit = into.limit();
        into.limit(into.position() + (int) Math.min(into.remaining(), stretch.count()));
        try {
            return stretch.file().read(into, stretch.position());
        } finally {
            into.limit(limit);
        }
    }
}
