package io.vmshare.archive.out;

import io.vmshare.image.PlacedChannel.Stretch;
import io.vmshare.path.LocatedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of an open file within an archive, how they go out, and what has become of them. A file that is found to be another
 * one, or shorter, is no failure of its own: who made the piece asks for {@link #trouble} and knows what to do. Not
 * thread-safe.
 */
final class FilePiece implements Pieces.Piece, Closeable {

    /** How the bytes of a file go out. */
    enum Form {
        /** As they are, and as many as promised: zeros stand for what is missing. */
        EXACT,
        /** As they are, and summed up. */
        SUMMED,
        /** Compressed, and summed up. */
        DEFLATED
    }

    /** What the kernel cannot send at once goes through a buffer, as what is checked before it goes out. */
    private static final long TAIL_BYTES = 16 * 1024;

    private static final long SHORTEST_FOR_KERNEL = 64 * 1024;

    private final LocatedFile file;
    private final Form form;
    private final boolean steady;
    private final @Nullable CRC32 sum;
    private long position;
    private long unread;
    private long read;
    private long packed;
    private boolean missing;
    private boolean checked;
    private String trouble = "";

    /**
     * Creates one of {@code count} bytes from {@code position}, and takes over {@code file}.
     *
     * @param steady whether a file that changes ends the archive, at the latest before its last byte
     */
    FilePiece(LocatedFile file, Form form, boolean steady, long position, long count) {
        this.file = file;
        this.form = form;
        this.steady = steady;
        this.sum = form == Form.EXACT ? null : new CRC32();
        this.position = position;
        this.unread = count;
    }

    Form form() {
        return form;
    }

    /** Returns the sum of what was read. */
    int crc() {
        return sum == null ? 0 : (int) sum.getValue();
    }

    /** Returns how many bytes were read. */
    long length() {
        return read;
    }

    /** Returns how many bytes they became. */
    long packedLength() {
        return form == Form.DEFLATED ? packed : read;
    }

    /** Notes that so many compressed bytes were made. */
    void packed(int bytes) {
        packed += bytes;
    }

    /** Returns what is the matter with the file, in words for a reader; empty if nothing is. */
    String trouble() {
        return trouble;
    }

    /**
     * Reads on into {@code buffer}; what comes last is checked before it is returned.
     *
     * @return false if nothing is left
     * @throws IOException if the file has changed and must not have, or cannot be read
     */
    boolean read(ByteBuffer buffer) throws IOException {
        if (unread == 0) {
            check();
            return false;
        }
        int limit = buffer.limit();
        int start = buffer.position();
        buffer.limit((int) Math.min(limit, start + unread));
        int count = missing ? -1 : readFile(buffer);
        if (count < 0) {
            shrunk();
            if (form == Form.EXACT) {
                count = zeros(buffer);
            } else {
                unread = 0;
                count = 0;
            }
        }
        buffer.limit(limit);
        position += count;
        unread -= count;
        read += count;
        if (sum != null && count > 0) {
            ByteBuffer taken = buffer.duplicate();
            taken.position(start).limit(start + count);
            sum.update(taken);
        }
        if (unread == 0) {
            check();
        }
        return true;
    }

    private int readFile(ByteBuffer buffer) throws IOException {
        try {
            SeekableByteChannel channel = file.channel();
            return channel.position(position).read(buffer);
        } catch (IOException e) {
            if (steady) {
                throw e;
            }
            return -1;
        }
    }

    private static int zeros(ByteBuffer buffer) {
        int count = buffer.remaining();
        for (int i = 0; i < count; i++) {
            buffer.put((byte) 0);
        }
        return count;
    }

    /** Returns where the next bytes lie in a file that the kernel can send them from; null if they go through a buffer. */
    @Nullable
    Stretch forKernel(long most) {
        if (form != Form.EXACT || missing || unread < SHORTEST_FOR_KERNEL) {
            return null;
        }
        List<Stretch> stretches = file.stretches(position, Math.min(most, unread - TAIL_BYTES));
        if (stretches.isEmpty()) {
            return null;
        }
        Stretch first = stretches.get(0);
        // That of another provider may try until all is taken.
        boolean ofTheSystem = first.file().getClass().getModule().equals(FileChannel.class.getModule());
        return ofTheSystem && first.count() > 0 ? first : null;
    }

    /** Notes that so many bytes were sent; none, if the file ended where there should have been more. */
    void sent(long bytes, Stretch stretch) throws IOException {
        if (bytes <= 0 && stretch.file().size() <= stretch.position()) {
            shrunk();
            return;
        }
        position += Math.max(bytes, 0);
        unread -= Math.max(bytes, 0);
        read += Math.max(bytes, 0);
    }

    private void shrunk() throws IOException {
        missing = true;
        tell("became shorter, or could not be read, while it was being sent");
    }

    private void check() throws IOException {
        if (checked) {
            return;
        }
        checked = true;
        LocatedFile.Change change = file.change();
        boolean same = change == LocatedFile.Change.NONE || (change == LocatedFile.Change.LONGER && !steady);
        if (!same) {
            tell("was changed while it was being sent");
        }
    }

    private void tell(String what) throws IOException {
        if (trouble.isEmpty()) {
            trouble = what;
        }
        if (steady) {
            throw MemberFiles.cut(file.name().bytes(), what);
        }
    }

    @Override
    public void close() throws IOException {
        file.release();
    }
}
