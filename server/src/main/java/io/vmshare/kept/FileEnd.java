package io.vmshare.kept;

import io.vmshare.image.PlacedChannel.Stretch;
import io.vmshare.path.HeldFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The last bytes of what is sent of a file, read before anything was sent. */
final class FileEnd {

    private final ByteBuffer bytes;
    private final List<Stretch> place;

    private FileEnd(ByteBuffer bytes, List<Stretch> place) {
        this.bytes = bytes;
        this.place = place;
    }

    /**
     * Reads it.
     *
     * @param into what it is read into
     * @param place where it lies
     * @throws IOException if that cannot be read, or ends before
     */
    static FileEnd read(ByteBuffer into, List<Stretch> place) throws IOException {
        fill(into, place);
        return new FileEnd(into, place);
    }

    private static void fill(ByteBuffer into, List<Stretch> place) throws IOException {
        for (Stretch stretch : place) {
            long end = stretch.position() + stretch.count();
            into.limit(into.position() + (int) stretch.count());
            while (into.hasRemaining()) {
                if (stretch.file().read(into, end - into.remaining()) < 0) {
                    throw new IOException("it ends before");
                }
            }
        }
        into.flip();
    }

    ByteBuffer bytes() {
        return bytes;
    }

    /** Returns whether {@code file} is what it was when this was read, or has only grown: a log goes on while it is read. */
    boolean isOf(HeldFile file) throws IOException {
        if (file.isUnchanged()) {
            return true;
        }
        return switch (file.change()) {
            case NONE -> true;
            case OTHER -> false;
            case LONGER -> {
                ByteBuffer again = ByteBuffer.allocate(bytes.remaining());
                fill(again, place);
                yield again.equals(bytes);
            }
        };
    }
}
