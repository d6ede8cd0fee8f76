package io.vmshare.image.iso.extent;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.PlacedChannel;
import io.vmshare.image.PlacedChannel.Stretch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * The bytes of an image, as many as there were when it was opened. Thread-safe: a file's channel is read by position, any
 * other one by one thread at a time.
 */
public final class ImageBytes {

    private final SeekableByteChannel channel;
    private final long size;

    /** Takes those of {@code channel}, which it never closes. */
    public ImageBytes(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /** Returns how many there are. */
    public long size() {
        return size;
    }

    /** Returns whether all of {@code extent} lies inside the image. */
    public boolean holds(Extent extent) {
        return extent.position() >= 0 && extent.length() >= 0 && extent.position() <= size - extent.length();
    }

    /**
     * Reads at least one byte from {@code position}.
     *
     * @throws ImageFormatException if there is none: the image has been cut since
     */
    int read(ByteBuffer into, long position) throws IOException {
        int count = readFrom(into, position);
        if (count <= 0) {
            throw new ImageFormatException("the image ends before it should: no byte at " + position + " of " + size);
        }
        return count;
    }

    private int readFrom(ByteBuffer into, long position) throws IOException {
        if (channel instanceof FileChannel file) {
            return file.read(into, position);
        }
        synchronized (channel) {
            return channel.position(position).read(into);
        }
    }

    /**
     * Returns {@code length} bytes from {@code position}.
     *
     * @throws ImageFormatException if the image does not hold them
     */
    public byte[] read(long position, int length) throws IOException {
        if (!holds(new Extent(position, length))) {
            throw new ImageFormatException(
                    "the image of " + size + " bytes has none at " + position + " to " + (position + length));
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            read(bytes, position + bytes.position());
        }
        return bytes.array();
    }

    /** Returns where they lie in a file; empty if that cannot be said. */
    List<Stretch> stretches(Extent extent) {
        if (!holds(extent)) {
            return List.of();
        }
        if (channel instanceof FileChannel file) {
            return List.of(new Stretch(file, extent.position(), extent.length()));
        }
        return channel instanceof PlacedChannel placed
                ? placed.stretches(extent.position(), extent.length())
                : List.of();
    }
}
