package io.vmshare.archive.out;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** Reads pieces as the bytes of the archive, compressed where they are to be. Not thread-safe. */
final class PieceReader implements Closeable {

    private static final int INPUT_BYTES = 16 * 1024;

    private final Pieces pieces;
    private final boolean kernel;
    private Pieces.@Nullable Piece current;
    private int taken;
    private @Nullable Deflater deflater;
    private ByteBuffer input = ByteBuffer.allocate(0);

    /** Creates one; {@code kernel} says whether long files are left to who can have the kernel send them. */
    PieceReader(Pieces pieces, boolean kernel) {
        this.pieces = pieces;
        this.kernel = kernel;
    }

    /**
     * Reads on into {@code out}, until that is full, or at the end, or before what is left to the kernel.
     *
     * @return false at the end
     */
    boolean fill(ByteBuffer out) throws IOException {
        while (out.hasRemaining()) {
            if (current == null) {
                current = pieces.next();
                taken = 0;
            }
            if (current == null) {
                return false;
            }
            if (current instanceof Pieces.Bytes bytes) {
                int count = Math.min(out.remaining(), bytes.count() - taken);
                bytes.putInto(out, taken, count);
                taken += count;
                current = taken == bytes.count() ? null : current;
            } else if (current instanceof FilePiece file) {
                if (kernel && file.forKernel(1) != null) {
                    return true;
                }
                boolean more = file.form() == FilePiece.Form.DEFLATED ? deflate(file, out) : file.read(out);
                current = more ? current : null;
            }
        }
        return true;
    }

    /** Returns the file that {@link #fill} has left to the kernel. */
    @Nullable
    FilePiece forKernel() {
        return current instanceof FilePiece file ? file : null;
    }

    /** Returns false when all of {@code file} is in {@code out}. */
    private boolean deflate(FilePiece file, ByteBuffer out) throws IOException {
        if (deflater == null) {
            deflater = new Deflater(Compression.LEVEL, true);
            input = ByteBuffer.allocate(INPUT_BYTES);
        }
        while (out.hasRemaining()) {
            if (deflater.finished()) {
                deflater.reset();
                return false;
            }
            if (deflater.needsInput()) {
                input.clear();
                boolean more = file.read(input);
                if (input.flip().hasRemaining()) {
                    deflater.setInput(input.array(), 0, input.remaining());
                } else if (!more) {
                    deflater.finish();
                }
            }
            file.packed(deflater.deflate(out));
        }
        return true;
    }

    @Override
    public void close() {
        if (deflater != null) {
            deflater.end();
        }
        IoUtils.safeClose(pieces);
    }
}
