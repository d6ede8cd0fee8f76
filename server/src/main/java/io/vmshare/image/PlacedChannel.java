package io.vmshare.image;

import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** A channel whose bytes lie unchanged in a file, so that the kernel can send them from there. */
public interface PlacedChannel extends SeekableByteChannel {

    /**
     * Bytes that lie one after another in an open file.
     *
     * @param file the file, which outlives this channel
     * @param position where the first one lies
     * @param count how many there are
     */
    record Stretch(FileChannel file, long position, long count) {}

    /**
     * Returns where {@code count} bytes from {@code position} lie, in order; empty if what this image was opened from is
     * no file's channel, or if they do not lie within this channel's bytes.
     */
    List<Stretch> stretches(long position, long count);
}
