package io.vmshare.archive.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** Numbers and texts one behind another, in pieces of memory that are asked for as they are needed. Not thread-safe. */
final class PlanBytes {

    private static final int CHUNK_BYTES = 16 * 1024;

    private final LongPredicate room;
    private final List<byte[]> chunks = new ArrayList<>();
    private byte[] chunk = new byte[0];
    private int at;
    private boolean full;

    PlanBytes(LongPredicate room) {
        this.room = room;
    }

    /** Returns whether all that was put is there. */
    boolean fits() {
        return !full;
    }

    /** Puts a number that is not negative: seven bits a byte, the lowest first. */
    void put(long number) {
        long rest = number;
        while (rest > 0x7F) {
            putByte((int) rest | 0x80);
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    /** Puts any number; what is near zero takes little. */
    void putSigned(long number) {
        long folded = number << 1 ^ number >> 63;
        putByte((int) (folded & 0x3F) | (folded >>> 6 == 0 ? 0 : 0x40));
        if (folded >>> 6 != 0) {
            put(folded >>> 6);
        }
    }

    /** Puts a text whose characters are bytes. */
    void put(String text) {
        put(text.length());
        for (int i = 0; i < text.length(); i++) {
            putByte(text.charAt(i));
        }
    }

    private void putByte(int b) {
        if (at == chunk.length) {
            if (full || !room.test(CHUNK_BYTES)) {
                full = true;
                at = 0; // over what nobody will read
                chunk = chunk.length == 0 ? new byte[CHUNK_BYTES] : chunk;
            } else {
                chunk = new byte[CHUNK_BYTES];
                chunks.add(chunk);
                at = 0;
            }
        }
        chunk[at++] = (byte) b;
    }

    /** Returns one who reads all from the start. */
    Reader reader() {
        return new Reader();
    }

    /** Reads what was put, in the same order. Not thread-safe. */
    final class Reader {

        private long position;

        private int next() {
            byte b = chunks.get((int) (position / CHUNK_BYTES))[(int) (position % CHUNK_BYTES)];
            position++;
            return b & 0xFF;
        }

        long number() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                int b = next();
                number |= (long) (b & 0x7F) << shift;
                if (b < 0x80) {
                    return number;
                }
            }
        }

        long signed() {
            int first = next();
            long folded = first & 0x3F;
            if ((first & 0x40) != 0) {
                folded |= number() << 6;
            }
            return folded >>> 1 ^ -(folded & 1);
        }

        String text() {
            byte[] text = new byte[(int) number()];
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) next();
            }
            return new String(text, StandardCharsets.ISO_8859_1);
        }
    }
}
