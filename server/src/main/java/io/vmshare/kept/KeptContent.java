package io.vmshare.kept;

import io.vmshare.path.LocatedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The content of a kept file: in the heap if that is short, in a chunk if it fits one and there is one, else where it lies.
 */
final class KeptContent {

    /** What goes out in one buffer with its head. */
    private static final int MAX_IN_HEAP = 14 * 1024;

    private final long length;
    private final @Nullable ByteBuffer bytes;
    private final @Nullable Chunks chunks;

    private KeptContent(long length, @Nullable ByteBuffer bytes, @Nullable Chunks chunks) {
        this.length = length;
        this.bytes = bytes;
        this.chunks = chunks;
    }

    /** Reads that of {@code file}; null if the file ends before. */
    static @Nullable KeptContent of(LocatedFile file, Chunks chunks) throws IOException {
        long length = file.length();
        if (length <= MAX_IN_HEAP) {
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            return fill(bytes, file) ? new KeptContent(length, bytes, null) : null;
        }
        ByteBuffer chunk = length <= Chunks.BYTES ? chunks.take() : null;
        if (chunk == null) {
            return new KeptContent(length, null, null);
        }
        boolean filled = false;
        try {
            filled = fill(chunk.limit((int) length), file);
        } finally {
            if (!filled) {
                chunks.giveBack(chunk);
            }
        }
        return filled ? new KeptContent(length, chunk, chunks) : null;
    }

    private static boolean fill(ByteBuffer bytes, LocatedFile file) throws IOException {
        SeekableByteChannel channel = file.channel().position(0);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                return false;
            }
        }
        bytes.flip();
        return true;
    }

    long length() {
        return length;
    }

    /** Returns a part of it, or null if it is read from where it lies. */
    @Nullable
    ByteBuffer part(long first, long count) {
        return bytes == null ? null : bytes.duplicate().position((int) first).limit((int) (first + count));
    }

    /** Returns whether the file has to be open for it. */
    boolean isInFile() {
        return bytes == null;
    }

    /** Returns whether it is in a chunk. */
    boolean isInChunk() {
        return chunks != null;
    }

    /** Returns how much of the heap it takes. */
    long heapBytes() {
        return bytes == null || chunks != null ? 0 : length;
    }

    /** Gives its memory back. */
    void release() {
        if (chunks != null && bytes != null) {
            chunks.giveBack(bytes);
        }
    }
}
