package io.vmshare.archive.out;

import io.vmshare.path.LocatedFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * The pieces of an archive as far as they lie in the part that is wanted. What lies before it is counted, not read. Not
 * thread-safe.
 */
abstract class ArchivePieces implements Pieces {

    private final long first;
    private final long end;
    private final Deque<Piece> ready = new ArrayDeque<>();
    private @Nullable FilePiece current;
    private long offset;
    private boolean complete;

    /** Creates those from {@code first} to before {@code end}. */
    ArchivePieces(long first, long end) {
        this.first = first;
        this.end = end;
    }

    @Override
    public final @Nullable Piece next() throws IOException {
        if (current != null) {
            FilePiece done = current;
            current = null;
            done.close();
            ended(done);
        }
        while (ready.isEmpty() && !complete && offset < end) {
            complete = !produce();
        }
        Piece next = ready.poll();
        if (next instanceof FilePiece file) {
            current = file;
        }
        return next;
    }

    /** Adds the next pieces; returns false if there are none. */
    abstract boolean produce() throws IOException;

    /** Takes what has become of a file. */
    abstract void ended(FilePiece file) throws IOException;

    /** Returns the position in the archive of what is added next. */
    final long offset() {
        return offset;
    }

    /** Passes by {@code count} bytes. */
    final void skip(long count) {
        offset += count;
    }

    /** Corrects the position by what a file has become longer or shorter than was thought. */
    final void moved(long by) {
        offset += by;
    }

    /** Adds bytes. */
    final void add(byte[] bytes) {
        add(bytes, bytes.length);
    }

    /** Adds the first {@code length} of {@code bytes}. */
    final void add(byte[] bytes, int length) {
        long from = Math.max(first - offset, 0);
        long to = Math.min(end - offset, length);
        if (from < to) {
            ready.add(new Bytes(bytes, (int) from, (int) (to - from)));
        }
        offset += length;
    }

    /** Returns whether some of {@code count} bytes that begin {@code ahead} bytes further are wanted. */
    final boolean wants(long ahead, long count) {
        long start = offset + ahead;
        return count > 0 && start < end && start + count > first;
    }

    /** Adds {@code size} bytes of {@code file} as far as they are wanted, and takes it over; some of them are. */
    final void add(LocatedFile file, long size, FilePiece.Form form, boolean steady) {
        long from = Math.max(first - offset, 0);
        long to = Math.min(end - offset, size);
        boolean all = from == 0 && to == size;
        ready.add(new FilePiece(file, all ? form : FilePiece.Form.EXACT, steady, from, to - from));
        offset += size;
    }

    @Override
    public void close() throws IOException {
        IoUtils.safeClose(current);
        for (Piece piece : ready) {
            if (piece instanceof FilePiece file) {
                IoUtils.safeClose(file);
            }
        }
    }
}
