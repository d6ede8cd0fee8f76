package io.vmshare.image.zip;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.ImageRoom;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;

/**
 * Where the bytes of an entry are and how they are packed. Immutable and thread-safe.
 *
 * @param bytes the zip file
 * @param room what memory to unpack it is taken from
 * @param header where the entry's local header begins in it
 * @param packed how many bytes its data has there
 * @param size how many it has unpacked
 * @param method how it is packed (APPNOTE 6.3.10 §4.4.5)
 * @param crc the sum of what is unpacked
 */
record ZipContent(ZipBytes bytes, ImageRoom room, long header, long packed, long size, int method, long crc) {

    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int DEFLATE64 = 9;
    private static final int BZIP2 = 12;

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int BUFFER_BYTES = 8 * 1024;

    /** Two bits of deflated data repeat at most 258 bytes, so one byte makes at most this many. */
    private static final long MAX_DEFLATED_RATIO = 1032;

    /** Returns whether it can be what it says: of a known method, of sizes that can go together, within {@code end}. */
    boolean isPlausible(long end) {
        if (header < 0 || packed < 0 || size < 0 || packed > end - header - LOCAL_HEADER_BYTES) {
            return false;
        }
        return switch (method) {
            case STORED -> packed == size;
            case DEFLATED -> size / MAX_DEFLATED_RATIO <= packed;
            case DEFLATE64, BZIP2 -> true;
            default -> false;
        };
    }

    /** Returns how many bytes of memory it takes to unpack it. */
    long unpackingBytes() {
        return switch (method) {
            case DEFLATE64 -> 96 * 1024;
            case BZIP2 -> 5 * 1024 * 1024; // blocks of 900 kB, in which each byte takes five
            default -> 32 * 1024; // on the heap; zlib has as much outside of it
        };
    }

    /**
     * Opens it, unpacked.
     *
     * @throws io.vmshare.image.ImageRoomException if there is no memory for that
     */
    SeekableByteChannel open() throws IOException {
        ByteBuffer local = ByteBuffer.allocate(LOCAL_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.readFully(local, header);
        long data = header
                + LOCAL_HEADER_BYTES
                + Short.toUnsignedInt(local.getShort(26))
                + Short.toUnsignedInt(local.getShort(28));
        if (local.getInt(0) != LOCAL_SIGNATURE || packed > bytes.size() - data) {
            throw new ImageFormatException("zip entry whose data is not where its directory says");
        }
        return method == STORED ? new StoredChannel(bytes, data, size) : new InflatedChannel(this, data);
    }

    /** Opens the stream that unpacks what begins at {@code data}. */
    InputStream stream(long data) throws IOException {
        InputStream raw = Channels.newInputStream(new StoredChannel(bytes, data, packed));
        return switch (method) {
            case DEFLATED -> new Inflating(raw);
            case DEFLATE64 -> new Deflate64CompressorInputStream(buffered(raw));
            case BZIP2 -> new BZip2CompressorInputStream(buffered(raw));
            default -> throw new IllegalStateException("method " + method);
        };
    }

    private static InputStream buffered(InputStream raw) {
        return new BufferedInputStream(raw, BUFFER_BYTES);
    }

    /** A stream that lets go of the memory outside the heap as soon as it is closed. */
    private static final class Inflating extends InflaterInputStream {

        Inflating(InputStream raw) {
            super(raw, new Inflater(true), BUFFER_BYTES);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
