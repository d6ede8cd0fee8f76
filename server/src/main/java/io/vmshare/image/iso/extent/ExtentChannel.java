package io.vmshare.image.iso.extent;

import io.vmshare.image.PlacedChannel;
import io.vmshare.image.ReadOnlyChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file that lies in an image, in one piece or several. Many may be read at once. Closing one leaves the
 * image open.
 */
public final class ExtentChannel extends ReadOnlyChannel implements PlacedChannel {

    private final ImageBytes image;
    private final List<Extent> extents;
    /** Where each extent begins within the file. */
    private final long[] starts;

    private final long length;

    /** Creates one over {@code extents} in their order, all of which {@code image} holds. */
    public ExtentChannel(ImageBytes image, List<Extent> extents) {
        super(extents.stream().mapToLong(Extent::length).sum());
        this.image = image;
        this.extents = joined(extents);
        this.starts = new long[this.extents.size()];
        long end = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = end;
            end += this.extents.get(i).length();
        }
        this.length = end;
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
    protected int readAt(ByteBuffer into, long from) throws IOException {
        int at = extentAt(from);
        Extent extent = extents.get(at);
        long skipped = from - starts[at];
        into.limit(into.position() + (int) Math.min(into.remaining(), extent.length() - skipped));
        return image.read(into, extent.position() + skipped);
    }

    @Override
    public List<Stretch> stretches(long from, long count) {
        if (from < 0 || count <= 0 || from > length - count) {
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
}
