package io.vmshare.archive.out;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The pieces of an archive, or of a part of it, in order. Each is used up before the next is asked for. Not thread-safe. */
public interface Pieces extends Closeable {

    /** A stretch of an archive: {@link Bytes}, or {@link FilePiece}. */
    interface Piece {}

    /** Bytes that are in memory. */
    final class Bytes implements Piece {

        private final byte[] bytes;
        private final int from;
        private final int count;

        /** Creates {@code count} of {@code bytes}, from {@code from} on. */
        Bytes(byte[] bytes, int from, int count) {
            this.bytes = bytes;
            this.from = from;
            this.count = count;
        }

        /** Returns how many there are. */
        int count() {
            return count;
        }

        /** Puts {@code most} of them, from the one at {@code index} on. */
        void putInto(ByteBuffer out, int index, int most) {
            out.put(bytes, from + index, most);
        }
    }

    /** Returns the next one, or null after the last. It may block. */
    @Nullable
    Piece next() throws IOException;

    @Override
    void close() throws IOException;
}
