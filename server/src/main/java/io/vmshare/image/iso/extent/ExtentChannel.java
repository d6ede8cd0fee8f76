package io.vmshare.image.iso.extent;

import io.vmshare.image.PlacedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file that lies in an image, in one piece or several. Not thread-safe; many may be read at once. Closing one leaves the
 * image open.
 */
public final class ExtentChannel implements PlacedChannel {

    private final ImageBytes image;
    private final List<Extent> extents;
    /** Where each extent begins within the file. */
    private final long[] starts;

    private final long size;
    private long position;
    private boolean closed;

    /** Creates one over {@code extents} in their order, all of which {@code image} holds. */
    public ExtentChannel(ImageBytes image, List<Extent> extents) {
        this.image = image;
        this.extents = joined(extents);
        this.starts = new long[this.extents.size()];
        long length = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = length;
            length += this.extents.get(i).length();
        }
        this.size = length;
    }

    /** Makes one of those that lie one after another, and leaves out those of no bytes. */
    private static List<Extent> joined(List<Extent> extents) {
        List<Extent> joined = new ArrayList<>();
        for (Extent extent : extents) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).meets(extent)) {
                Extent before = joined.get(last);
                joined.set(last, new Extent(before.position(), before.length() + extent.length()));
            } else if (extent.length() > 0) {
                joined.add(extent);
            }
        }
        return joined;
    }

    private int extentAt(long at) {
        int found = Arrays.binarySearch(starts, at);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        checkOpen();
        if (position >= size) {
            return -1;
        }
        if (!into.hasRemaining()) {
            return 0;
        }
        int at = extentAt(position);
        Extent extent = extents.get(at);
        long skipped = position - starts[at];
        int limit = into.limit();
        try {
            into.limit(into.position() + (int) Math.min(into.remaining(), extent.length() - skipped));
            int count = image.read(into, extent.position() + skipped);
            position += count;
            return count;
        } finally {
            into.limit(limit);
        }
    }

    @Override
    public List<Stretch> stretches(long from, long count) {
        if (from < 0 || count <= 0 || from > size - count) {
            return List.of();
        }
        List<Stretch> stretches = new ArrayList<>();
        long end = from + count;
        for (int i = extentAt(from); i < starts.length && starts[i] < end; i++) {
            long first = Math.max(from, starts[i]);
            long last = Math.min(end, starts[i] + extents.get(i).length());
            Extent part = new Extent(extents.get(i).position() + first - starts[i], last - first);
            List<Stretch> placed = image.stretches(part);
            if (placed.isEmpty()) {
                return List.of();
            }
            stretches.addAll(placed);
        }
        return List.copyOf(stretches);
    }

    @Override
    public long position() throws ClosedChannelException {
        checkOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws ClosedChannelException {
        checkOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("position must not be negative: " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws ClosedChannelException {
        checkOpen();
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void checkOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }
}
